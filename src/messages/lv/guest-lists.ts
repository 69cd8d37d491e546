import type { GuestListWords } from '../language.ts';

export default {
	headings: {
		name: [
			'vards uzvards',
			'uzvards vards',
			'vards un uzvards',
			'uzvards un vards',
			'vards pilns',
			'dalibnieks',
			'viesis',
			'persona'
		],
		firstName: ['vards', 'vardi'],
		lastName: ['uzvards', 'uzvardi'],
		email: [
			'e pasts',
			'epasts',
			'e pasta adrese',
			'epasta adrese',
			'pasts',
			'elektroniskais pasts'
		],
		organisation: [
			'organizacija',
			'organizacijas',
			'organizacijas nosaukums',
			'iestade',
			'izglitibas iestade',
			'skola',
			'uznemums',
			'darba vieta',
			'darbavieta',
			'parstavetaja iestade'
		],
		address: ['adrese', 'organizacijas adrese', 'iestades adrese'],
		country: ['valsts', 'valsts kods'],
		language: ['valoda', 'sazinas valoda'],
		role: ['loma', 'statuss']
	},
	roles: {
		guest: ['viesis', 'dalibnieks', 'dalibniece'],
		speaker: ['referents', 'referente'],
		partner: ['partneris', 'partnere'],
		learner: ['audzeknis', 'audzekne', 'izglitojamais', 'izglitojama'],
		parent: ['vecaks'],
		organiser: ['rikotajs', 'rikotaja']
	},
	countries: {
		anglija: 'GB',
		skotija: 'GB',
		velsa: 'GB',
		lielbritanija: 'GB',
		'cehijas republika': 'CZ',
		holande: 'NL',
		asv: 'US'
	},
	calledAs: ['lav', 'latv', 'lett'],
	homes: ['LV']
} satisfies GuestListWords;
