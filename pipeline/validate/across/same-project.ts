import { foldName } from '../identity.ts';
import { foldLabel, matchNames } from '../linking.ts';
import type { ReportDigest } from './digest.ts';

/** How surely two reports speak of one unit or one project: `medium` gives a review. */
export type Likeness = 'high' | 'medium';

const YEARS = /(?:19|20)\d{2}(?:年度|年)?/gu;
/** Template forms leave XX项目, **单位 where a name should stand. */
const PLACEHOLDER = /^(?:[x×*＊某0-9]+|无)$|[x×*＊]{2}/iu;
/** 县教育局 and 财政局 are the names of as many units as there are places. */
const NAMED_BY_KIND = /^(?:[省市县区州旗镇乡本我]|.{1,4}$)/u;

/** The name of a project without years, brackets and a closing 项目, to be the same over the years; null: none that tells. */
export function toProjectKey({ kind, project }: Pick<ReportDigest, 'kind' | 'project'>): string | null {
  if (kind === 'department') return DEPARTMENT;
  const name = foldLabel(project ?? '')
    .replace(YEARS, '')
    .replace(/项目$/u, '');
  return name.length < 2 || PLACEHOLDER.test(name) ? null : name;
}

/** What department forms have in the place of a project: a department has one form a year. */
export const DEPARTMENT = '#department';

/** The name of a unit as it is compared; null: none that tells. */
export function toUnitKey(unit: string | null): string | null {
  const name = foldName(unit ?? '')
    .replace(/[、，,。·:：]/gu, '')
    .replace(/盖章$|公章$/u, '');
  return name.length < 2 || PLACEHOLDER.test(name) ? null : name;
}

/** Equal names mean one unit, unless there are many of that name; an abbreviation may; null: two units. */
export function matchUnits(a: string, b: string): Likeness | null {
  if (a === b) return NAMED_BY_KIND.test(a) ? 'medium' : 'high';
  return matchNames(a, b) === 'contains' ? 'medium' : null;
}

/** Words of a title that tell one report of a project from another: its stage, the level of its money, its batch. */
const TELLING =
  /监控|监测|申报|中期|上半年|[一二三四]季度|复核|再评价|重点评价|抽查|中央|省级|自治区|市级|县级|区级|第[一二三四五六七八九十\d]+[批期次标]|[一二三四五六七八九十\d]+标段/gu;

/** Whether the titles of two reports of one project leave it possible that both report the same. */
export function haveLikeTitles(a: ReportDigest, b: ReportDigest): boolean {
  const [first, second] = [a, b].map(({ title }) => [...new Set(title.normalize('NFKC').match(TELLING) ?? [])]);
  return first?.sort().join() === second?.sort().join();
}

/** Money of other sources is other money: one form for the central part, another for the local one. */
export function shareFunds(a: ReportDigest, b: ReportDigest): boolean {
  if (a.fundKinds.length === 0 || b.fundKinds.length === 0) return true;
  return a.fundKinds.some((kind) => b.fundKinds.includes(kind));
}
