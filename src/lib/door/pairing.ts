import * as v from 'valibot';
import { requiredText } from '#lib/platform/fields.ts';
import { isId } from '#lib/platform/ids.ts';

/** What a tablet shows to become a device. */
export const pairForm = v.object({ code: requiredText(40) });

/** What an organiser says of a tablet before it is paired. */
export const pairingForm = v.object({ deviceName: requiredText(60), gate: requiredText(60) });

export const revokeForm = v.object({ deviceId: v.pipe(v.string(), v.check(isId)) });
