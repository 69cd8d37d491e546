import agenda from './lv/agenda.json' with { type: 'json' };
import certificates from './lv/certificates.json' with { type: 'json' };
import conference from './lv/conference.json' with { type: 'json' };
import door from './lv/door.json' with { type: 'json' };
import form from './lv/form.json' with { type: 'json' };
import guests from './lv/guests.json' with { type: 'json' };
import invitations from './lv/invitations.json' with { type: 'json' };
import landing from './lv/landing.json' with { type: 'json' };
import mail from './lv/mail.json' with { type: 'json' };
import organise from './lv/organise.json' with { type: 'json' };
import people from './lv/people.json' with { type: 'json' };
import projects from './lv/projects.json' with { type: 'json' };
import sample from './lv/sample.json' with { type: 'json' };
import talks from './lv/talks.json' with { type: 'json' };
import ui from './lv/ui.json' with { type: 'json' };

export default {
	agenda,
	certificates,
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
};
