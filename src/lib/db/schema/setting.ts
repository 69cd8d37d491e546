import type { Instant } from '#lib/platform/clock.ts';
import type { Json } from './json.ts';

/** Settings changed while running, such as mail caps; JSON by name. */
export interface SettingTable {
	name: string;
	value: Json;
	updatedAt: Instant;
}

export interface SettingSchema {
	setting: SettingTable;
}
