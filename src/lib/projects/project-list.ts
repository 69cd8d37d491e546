import { fold } from '#lib/platform/text.ts';
import type { Project } from './project.ts';

export interface ProjectFilter {
	/** Looked for in title, acronym, code and partners' names; case and accents do not matter. */
	search: string;
	programme: string;
	country: string;
}

/** The projects that fit all that was asked; what was not asked (empty) fits any. */
export function chooseProjects(projects: Project[], filter: ProjectFilter): Project[] {
	const search = fold(filter.search);
	return projects.filter(
		(project) =>
			(!filter.programme || project.programme === filter.programme) &&
			(!filter.country || project.countries.includes(filter.country)) &&
			(!search || searched(project).includes(search))
	);
}

function searched({ title, acronym, code, partners }: Project): string {
	return fold([title, acronym, code, ...partners.map(({ name }) => name)].join('\n'));
}
