import agenda from './agenda.json' with { type: 'json' };
import certificates from './certificates.json' with { type: 'json' };
import form from './form.json' with { type: 'json' };
import invitations from './invitations.json' with { type: 'json' };
import landing from './landing.json' with { type: 'json' };
import people from './people.json' with { type: 'json' };
import talks from './talks.json' with { type: 'json' };
import ui from './ui.json' with { type: 'json' };
import type { WordsFor } from '../rooms.ts';

export default {
	agenda,
	certificates,
	form,
	invitations,
	landing,
	people,
	talks,
	ui
} satisfies WordsFor<'guests' | 'speakers'>;
