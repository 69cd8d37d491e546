import ICAL from 'ical.js';
import { describe, expect, it } from 'vitest';
import { programmeFeed } from '#lib/agenda/feed.server.ts';
import type { ProgrammeItem, Release } from '#lib/agenda/programme.ts';
import { scheduleOf } from '#lib/agenda/schedule.server.ts';
import { feedResponse } from '#lib/platform/public-cache.server.ts';
import { loadTranslate } from '#messages/load.ts';
import { programmeItem } from './programmes.ts';

const edition = {
	id: '01a20b8b-051d-77f1-a156-264f5d8a9a00',
	slug: '2027',
	title: { en: 'Evaluation conference', lv: 'Izvērtēšanas konference' },
	theme: {},
	timeZone: 'Europe/Riga',
	venueName: 'Tehnikums',
	venueAddress: 'Strādnieku iela 16',
	talksDueAt: null,
	answersDueAt: null,
	doorOpenedAt: null,
	doorClosedAt: null,
	revision: 1
};
const talk = programmeItem({
	id: '01a20b8b-051d-77f1-a156-264f5d8a9a01',
	talkId: '01a20b8b-051d-77f1-a156-264f5d8a9a02'
});
const coffee = programmeItem({
	id: '01a20b8b-051d-77f1-a156-264f5d8a9a03',
	kind: 'break',
	title: { en: 'Coffee', lv: 'Kafija' },
	abstract: '',
	language: null,
	startsAt: '2027-05-24T07:30:00.000Z',
	endsAt: '2027-05-24T08:00:00.000Z',
	room: null,
	talkId: null,
	projectTitle: null,
	speakers: []
});

function release(number: number, ...items: ProgrammeItem[]): Release {
	const releasedAt = `2027-05-0${number}T09:00:00.000Z`;
	return {
		id: `release-${number}`,
		number,
		releasedAt,
		note: '',
		programme: {
			editionSlug: '2027',
			number,
			releasedAt,
			timeZone: 'Europe/Riga',
			days: [{ dayOn: '2027-05-24', items }]
		}
	};
}

async function feed(of: Release | undefined, language: 'en' | 'lv' = 'en'): Promise<string> {
	return programmeFeed(of, {
		edition,
		origin: 'https://saiets.example',
		sender: { name: 'Saiets', address: 'saiets@school.example' },
		t: await loadTranslate(language)
	});
}

function events(text: string): ICAL.Event[] {
	const calendar = new ICAL.Component(ICAL.parse(text));
	return calendar.getAllSubcomponents('vevent').map((component) => new ICAL.Event(component));
}

describe('programme.ics', () => {
	it('holds each item with its time, place, speakers and a link to it', async () => {
		const [first, second] = events(await feed(release(1, talk, coffee)));
		expect(first?.summary).toBe('One chair, four countries');
		expect(first?.startDate.toJSDate().toISOString()).toBe(talk.startsAt);
		expect(first?.endDate.toJSDate().toISOString()).toBe(talk.endsAt);
		expect(first?.location).toBe('Hall, Tehnikums, Strādnieku iela 16');
		expect(first?.description).toBe(
			'Mārtiņš Čakls, Tehnikums, Latvia\n\nin English · Wood\n\nFour classes built one chair.'
		);
		expect(first?.component.getFirstPropertyValue('url')).toBe(
			'https://saiets.example/en/2027/programme#item-264f5d8a9a02'
		);
		expect(second?.summary).toBe('Coffee');
		expect(second?.location).toBe('Tehnikums, Strādnieku iela 16');
	});

	it('an entry keeps its UID when it moves, and its sequence grows', async () => {
		const moved = { ...talk, id: 'another item', room: 'Room 12' };
		const [before] = events(await feed(release(1, talk)));
		const [after] = events(await feed(release(2, moved)));
		expect(after?.uid).toBe(before?.uid);
		expect([before?.sequence, after?.sequence]).toEqual([0, 1]);
	});

	it('is Latvian for a Latvian reader', async () => {
		const text = await feed(release(1, talk, coffee), 'lv');
		expect(text).toContain('X-WR-CALNAME:Izvērtēšanas konference');
		expect(events(text).map(({ summary }) => summary)).toEqual([
			'One chair, four countries',
			'Kafija'
		]);
	});

	it('is an empty calendar before the first release', async () => {
		const text = await feed(undefined);
		expect(text).toContain('METHOD:PUBLISH');
		expect(events(text)).toEqual([]);
	});

	it('what a speaker typed cannot add a line of its own', async () => {
		const hostile = {
			...talk,
			title: { en: 'Chair\r\nATTENDEE:mailto:x@evil.example\r\nEND:VEVENT' },
			abstract: 'a\r\nBEGIN:VALARM\r\n\u202eb'
		};
		const text = await feed(release(1, hostile));
		expect(text.split('\r\n').filter((line) => /^(ATTENDEE|BEGIN:VALARM)/.test(line))).toEqual([]);
		expect(events(text)).toHaveLength(1);
	});
});

describe('programme.json', () => {
	it('is the schedule that conference apps read', () => {
		const schedule = scheduleOf(release(2, talk, coffee), {
			edition,
			origin: 'https://saiets.example',
			language: 'en'
		});
		expect(schedule).toEqual({
			$schema: 'https://c3voc.de/schedule/schema.json',
			generator: { name: 'Saiets' },
			schedule: {
				version: '2',
				base_url: 'https://saiets.example/en/2027/programme',
				conference: {
					acronym: '2027',
					title: 'Evaluation conference',
					start: '2027-05-24',
					end: '2027-05-24',
					daysCount: 1,
					timeslot_duration: '00:05',
					time_zone_name: 'Europe/Riga',
					url: 'https://saiets.example/en/2027/programme',
					rooms: [
						{ name: 'Hall', guid: expect.stringMatching(uuid) },
						{ name: 'Tehnikums', guid: expect.stringMatching(uuid) }
					],
					days: [
						{
							index: 1,
							date: '2027-05-24',
							day_start: '2027-05-24T10:00:00+03:00',
							day_end: '2027-05-24T11:00:00+03:00',
							rooms: {
								Hall: [
									{
										id: 1569364482,
										guid: talk.talkId,
										date: '2027-05-24T10:00:00+03:00',
										start: '10:00',
										duration: '00:30',
										room: 'Hall',
										slug: '2027-1569364482-one-chair-four-countries',
										url: 'https://saiets.example/en/2027/programme#item-264f5d8a9a02',
										title: 'One chair, four countries',
										subtitle: '',
										track: 'Wood',
										type: 'talk',
										language: 'en',
										abstract: 'Four classes built one chair.',
										description: '',
										recording_license: '',
										persons: [
											{
												id: expect.any(Number),
												guid: expect.stringMatching(uuid),
												public_name: 'Mārtiņš Čakls',
												affiliation: 'Tehnikums, LV'
											}
										],
										links: [],
										attachments: [],
										answers: []
									}
								],
								Tehnikums: [
									{
										id: 1569364483,
										guid: coffee.id,
										date: '2027-05-24T10:30:00+03:00',
										start: '10:30',
										duration: '00:30',
										room: 'Tehnikums',
										slug: '2027-1569364483-coffee',
										url: 'https://saiets.example/en/2027/programme#item-264f5d8a9a03',
										title: 'Coffee',
										subtitle: '',
										track: null,
										type: 'break',
										language: 'en',
										abstract: '',
										description: '',
										recording_license: '',
										persons: [],
										links: [],
										attachments: [],
										answers: []
									}
								]
							}
						}
					]
				}
			}
		});
	});

	it('keeps the clock it was published by, whatever zone the settings name later', () => {
		const moved = { ...edition, timeZone: 'Atlantic/Azores' };
		const around = { origin: 'https://conference.example', language: 'en' as const };
		expect(scheduleOf(release(1, talk), { edition: moved, ...around })).toEqual(
			scheduleOf(release(1, talk), { edition, ...around })
		);
	});

	it('names nobody’s inner id or address', () => {
		const text = JSON.stringify(
			scheduleOf(release(1, talk), { edition, origin: 'https://saiets.example', language: 'en' })
		);
		expect(text).not.toMatch(/person-1|@/);
	});

	it('is there before the first release, empty', () => {
		expect(
			scheduleOf(undefined, { edition, origin: 'https://saiets.example', language: 'lv' })
		).toMatchObject({
			schedule: { version: '0', conference: { title: 'Izvērtēšanas konference', days: [] } }
		});
	});
});

const uuid = /^[0-9a-f]{8}-[0-9a-f]{4}-8[0-9a-f]{3}-[89ab][0-9a-f]{3}-[0-9a-f]{12}$/;

describe('a feed', () => {
	const feed = { body: () => 'text', version: 'v1', type: 'text/calendar' };
	const ask = (tags?: string) =>
		new Request('https://saiets.example/', tags ? { headers: { 'if-none-match': tags } } : {});

	it.each([undefined, '"v0"', 'v1'])('is sent whole to who holds %j', async (tags) => {
		const response = feedResponse(ask(tags), feed);
		expect([response.status, await response.text()]).toEqual([200, 'text']);
		expect(Object.fromEntries(response.headers)).toEqual({
			'cache-control': 'public, max-age=0, must-revalidate',
			'content-type': 'text/calendar',
			etag: '"v1"',
			vary: 'Cookie, Accept-Language'
		});
	});

	it.each(['"v1"', 'W/"v1"', '"v0", "v1"'])('is not sent again to who holds %s', async (tags) => {
		const response = feedResponse(ask(tags), { ...feed, body: () => expect.fail('made in vain') });
		expect([response.status, await response.text()]).toEqual([304, '']);
	});
});
