import { list } from './list.ts';

export const load = () => ({ list });
