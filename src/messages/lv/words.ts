import agenda from './agenda.json' with { type: 'json' };
import certificates from './certificates.json' with { type: 'json' };
import changes from './changes.json' with { type: 'json' };
import conference from './conference.json' with { type: 'json' };
import door from './door.json' with { type: 'json' };
import form from './form.json' with { type: 'json' };
import guests from './guests.json' with { type: 'json' };
import invitations from './invitations.json' with { type: 'json' };
import landing from './landing.json' with { type: 'json' };
import mail from './mail.json' with { type: 'json' };
import organise from './organise.json' with { type: 'json' };
import people from './people.json' with { type: 'json' };
import projects from './projects.json' with { type: 'json' };
import sample from './sample.json' with { type: 'json' };
import talks from './talks.json' with { type: 'json' };
import ui from './ui.json' with { type: 'json' };
import type { Audience } from '../language.ts';
import type { WordsFor } from '../rooms.ts';

export default {
	agenda,
	certificates,
	changes,
	conference,
	door,
	form,
	guests,
	invitations,
	landing,
	mail,
	organise,
	people,
	projects,
	sample,
	talks,
	ui
} satisfies WordsFor<Audience>;
