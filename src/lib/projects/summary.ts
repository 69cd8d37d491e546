import { programmes, type Project, type FundingProgramme } from './project.ts';

/** How many projects each programme pays for; programmes without any are left out. */
export function countByProgramme(
	projects: Project[]
): { programme: FundingProgramme; count: number }[] {
	return programmes
		.map((programme) => ({
			programme,
			count: projects.filter((project) => project.programme === programme).length
		}))
		.filter(({ count }) => count > 0);
}

/** In how many projects each country takes part, the most first, then by code. */
export function countByCountry(projects: Project[]): { country: string; count: number }[] {
	const counts = new Map<string, number>();
	for (const country of projects.flatMap((project) => project.countries)) {
		counts.set(country, (counts.get(country) ?? 0) + 1);
	}
	return [...counts]
		.map(([country, count]) => ({ country, count }))
		.sort((a, b) => b.count - a.count || a.country.localeCompare(b.country));
}
