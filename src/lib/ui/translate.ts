import { createContext } from 'svelte';
import type { Translate } from '#lib/platform/messages.ts';

/** The reader's translator: set once by the root layout (and by each mail), read by every component. */
export const [getTranslate, setTranslate] = createContext<Translate>();
