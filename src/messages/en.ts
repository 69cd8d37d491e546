import agenda from './en/agenda.json' with { type: 'json' };
import certificates from './en/certificates.json' with { type: 'json' };
import conference from './en/conference.json' with { type: 'json' };
import door from './en/door.json' with { type: 'json' };
import form from './en/form.json' with { type: 'json' };
import guests from './en/guests.json' with { type: 'json' };
import invitations from './en/invitations.json' with { type: 'json' };
import landing from './en/landing.json' with { type: 'json' };
import mail from './en/mail.json' with { type: 'json' };
import organise from './en/organise.json' with { type: 'json' };
import people from './en/people.json' with { type: 'json' };
import projects from './en/projects.json' with { type: 'json' };
import sample from './en/sample.json' with { type: 'json' };
import talks from './en/talks.json' with { type: 'json' };
import ui from './en/ui.json' with { type: 'json' };

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
