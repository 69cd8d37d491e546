import type { GuestListWords } from '../language.ts';

export default {
	headings: {
		name: [
			'name',
			'full name',
			'names',
			'participant',
			'guest',
			'person',
			'name and surname',
			'name surname',
			'surname name',
			'first and last name'
		],
		firstName: ['first name', 'firstname', 'given name', 'given names', 'forename'],
		lastName: ['last name', 'lastname', 'surname', 'family name'],
		email: ['email', 'e mail', 'mail', 'email address', 'e mail address', 'mail address'],
		organisation: [
			'organisation',
			'organization',
			'organisation name',
			'organization name',
			'institution',
			'school',
			'company',
			'employer',
			'sending organisation'
		],
		address: ['address', 'postal address', 'organisation address', 'organization address'],
		country: ['country', 'country code'],
		language: ['language', 'preferred language'],
		role: ['role', 'status']
	},
	roles: {
		guest: ['guest', 'participant'],
		speaker: ['speaker'],
		partner: ['partner'],
		learner: ['learner', 'student'],
		parent: ['parent'],
		organiser: ['organiser', 'organizer']
	},
	countries: {
		england: 'GB',
		scotland: 'GB',
		wales: 'GB',
		'great britain': 'GB',
		'czech republic': 'CZ',
		'slovak republic': 'SK',
		holland: 'NL',
		'the netherlands': 'NL',
		usa: 'US'
	},
	calledAs: ['eng', 'ang'],
	homes: ['GB', 'IE', 'MT']
} satisfies GuestListWords;
