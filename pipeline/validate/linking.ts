import { parseQuantity } from '../model/quantity/parse-quantity.ts';
import type { Quantity } from '../model/quantity/quantity.ts';
import { meaningOf } from '../model/quantity/units.ts';
import { rememberByObject, rememberByText } from '../model/remember.ts';
import type { Fact, Indicator, Report } from '../model/report.ts';
import { indicatorName } from './figures.ts';
import { foldName } from './identity.ts';
import { listsBy } from './indexes.ts';

/** How sure it is that two mentions mean one thing. Only `high` may accuse; `medium` is a review; `low` says nothing. */
export type Confidence = 'high' | 'medium' | 'low';

const LEADING_YEAR = /^(?:截[至止])?(?:本|当|全|该)?(?:(?:19|20)\d{2}\s*年度?|年度|年)(?:度)?/u;
const LEADING_WORDS =
  /^(?:其中|该|本|此|我区|我县|我市|我局|我单位|全区|全县|全市|项目|共|共计|合计|总计|实现|完成|达到|实际|全年|累计|经统计|目前)+/u;
const TRAILING_WORDS = /(?:分别|已|均|共|共计|合计|总计|总额|累计|约|为|达到|达|是|有|的|计|到|至)+$/u;
const TRAILING_UNIT = /[(（](?:%|‰|人|元|万元|个|次|月|户|家|人次|件|天|分|[^()（）]{0,4}\/[^()（）]{0,4})[)）]$/u;
const NUMBERING = /^(?:指标\d{1,2}[:：.、]?|[(（]?[0-9一二三四五六七八九十]{1,3}[)）、.．]|[①-⑳★☆*]+)+/u;

/** Distinct texts kept folded: more than any report has; the oldest are forgotten together. */
const MOST_REMEMBERED = 20_000;

/** Folding is asked for the same few names over and over; the answer is kept. */
function remembered(fold: (text: string) => string): (text: string) => string {
  return rememberByText(fold, { most: MOST_REMEMBERED });
}

/** A name with brackets of units, numbering, year, quotation marks and white space taken off, so that two printings are equal. */
export const foldLabel = remembered((name) => {
  const plain = name
    .normalize('NFKC')
    .replace(/\s/gu, '')
    .replace(/[:：。，,；;]+$/u, '');
  return foldName(plain.replace(TRAILING_UNIT, '').replace(NUMBERING, ''))
    .replace(/辦/gu, '办')
    .replace(/[、，,。·]/gu, '');
});

/** The words that say what a sentence counts, without year, 其中, 该项目, 共计 and the like. */
export const foldSubject = remembered((subject) => {
  let text = foldName(subject).replace(/[、，,。:：]/gu, '');
  for (let before = ''; before !== text; ) {
    before = text;
    text = text.replace(LEADING_YEAR, '').replace(LEADING_WORDS, '').replace(TRAILING_WORDS, '');
  }
  return text;
});

/** Shortest name that may be found inside another: 率 or 资金 inside a longer one says nothing. */
const SHORTEST_CONTAINED = 4;

/** equal; contains: one is part of the other; none. Both folded before. */
export function matchNames(a: string, b: string): 'equal' | 'contains' | 'none' {
  if (a === '' || b === '') return 'none';
  if (a === b) return 'equal';
  const [short, long] = a.length < b.length ? [a, b] : [b, a];
  return short.length >= SHORTEST_CONTAINED && long.includes(short) ? 'contains' : 'none';
}

/** same; unstated: one of them says nothing; different. A year and an as-of date within it are different things. */
export function comparePeriods(a: string | null, b: string | null): 'same' | 'unstated' | 'different' {
  if (a === null || b === null) return a === b ? 'same' : 'unstated';
  const [first, second] = [foldPeriod(a), foldPeriod(b)];
  return first === second ? 'same' : 'different';
}

const foldPeriod = remembered((period) => {
  const text = period.normalize('NFKC').replace(/\s/gu, '');
  const date = parseQuantity(text.replace(/^截[至止](?:到)?/u, ''));
  const asOf = /^截[至止]|目前|底|末|初|前/u.test(text) ? '@' : '';
  return date.kind === 'date'
    ? `${asOf}${date.value}${date.upper ?? ''}`
    : `${asOf}${foldName(text).replace(/年度$/u, '年')}`;
});

/** True where a fact speaks of the report's own year or of none: not of last year, not of a plan, not of another year. */
export function isOfReportYear(report: Report, fact: Fact): boolean {
  if (fact.basis === 'last-year' || fact.basis === 'planned') return false;
  if (fact.period === null) return true;
  if (/上年|去年|往年|以前|次年|明年|下年/u.test(fact.period)) return false;
  const year = report.fiscalYear?.value?.slice(0, 4);
  const own = /(?:19|20)\d{2}/u.exec(fact.period.normalize('NFKC'))?.[0];
  if (year === undefined || own === undefined) return true;
  return own === year;
}

/** True where two figures can be held against each other: same dimension, or one of them without a unit. */
export function unitsFit(a: Quantity, b: Quantity): boolean {
  const [first, second] = [meaningOf(a.unit).dimension, meaningOf(b.unit).dimension];
  return first === second || first === 'none' || second === 'none';
}

/** Endings that make two names speak of one kind of figure: 工作满意度 and 参保人员对服务满意度. */
const KIND_ENDING =
  /(?:满意度|满意率|知晓率|执行率|到位率|覆盖率|完成率|合格率|及时率|参保率|达标率|准确率|正常运行率|[^率]{2}率|人数|人次|次数|金额|数量|比例|月数)$/u;

/** The ending of a folded name that says what kind of figure it is; null: none known. */
export function kindEnding(name: string): string | null {
  return KIND_ENDING.exec(name)?.[0] ?? null;
}

/** The names of a fact from the most to the least telling: its subject, then the lowest heading it stands under. */
export function factNames(fact: Fact): { readonly subject: string; readonly topic: string } {
  return { subject: foldSubject(fact.subject), topic: foldLabel(withoutClaim(fact.headings.at(-1) ?? '')) };
}

/** A heading without its claim of points: 决策依据 of （1）决策依据（7分）. */
export function withoutClaim(heading: string): string {
  return heading.replace(/[(（][^()（）]*分[^()（）]*[)）]/gu, '');
}

/** Units that the ending of a name calls for: 会议次数 is counted in 次. */
const ENDING_UNITS: ReadonlyMap<string, string> = new Map([
  ['人数', '人'],
  ['人次', '人次'],
  ['次数', '次'],
  ['户数', '户'],
]);
/** 预计参保人数 is the row of 参保人数: whether a figure was planned is said by its column. */
const PLANNING = /^(?:预计|计划|拟|实际|目标|预期|完成)+(?=.{3})/u;

/** Cheap and generous: false only where linkToIndicator is sure to say low. */
export function mayLink(names: { readonly subject: string; readonly topic: string }, indicator: Indicator): boolean {
  const name = foldLabel(indicatorName(indicator)).replace(PLANNING, '');
  if (name.length < 3) return false;
  return names.subject.endsWith(name) || names.topic.endsWith(name) || names.subject.startsWith(name);
}

/**
 * How surely a fact states the figure of an indicator row: high where its subject is the indicator's name, or where the
 * paragraph bears the name and the subject ends in the same kind of figure; medium where only the paragraph bears it, or
 * where the name is the end of a longer subject.
 */
export function linkToIndicator(fact: Fact, indicator: Indicator): Confidence {
  const name = foldLabel(indicatorName(indicator)).replace(PLANNING, '');
  const { subject: printed, topic: heading } = factNames(fact);
  const [subject, topic] = [printed.replace(PLANNING, ''), heading.replace(PLANNING, '')];
  if (name.length < 3) return 'low';
  if (subject === name) return 'high';
  const ending = kindEnding(name);
  const sameKind = ending !== null && subject.endsWith(ending);
  if (topic === name) return sameKind || countsWhat(name, fact, subject) ? 'high' : 'medium';
  if (!subject.endsWith(name)) return 'low';
  if (name.length < 5) return ending === null ? 'low' : 'medium';
  return topic === '' || matchNames(topic, name) !== 'none' ? 'high' : 'medium';
}

/** 共组织工作会议8次 under 召开工作会议次数: the unit is the one the name calls for, and they share a word. */
function countsWhat(name: string, { quantity }: Fact, subject: string): boolean {
  const ending = [...ENDING_UNITS.keys()].find((each) => name.endsWith(each));
  if (ending === undefined || quantity.unit !== ENDING_UNITS.get(ending)) return false;
  const words = Array.from({ length: Math.max(subject.length - 1, 0) }, (_, index) => subject.slice(index, index + 2));
  return words.some((word) => name.includes(word));
}

/** True for rows a form leaves as placeholders: 指标2：, ……, blank. */
export function isPlaceholder(indicator: Indicator): boolean {
  const name = foldLabel(indicatorName(indicator));
  return name === '' || /^[….·.]+$/u.test(name);
}

const rowsByName = rememberByObject(({ indicators }: Report) =>
  listsBy(indicators, (indicator) => foldLabel(indicatorName(indicator))),
);

/** All rows of the report with the name of this one, whatever heading they stand under, this one included. */
export function rowsNamed(report: Report, indicator: Indicator): readonly Indicator[] {
  return rowsByName(report).get(foldLabel(indicatorName(indicator))) ?? [];
}

/** The same, under the same level-2 heading where both print one. */
export function rowsOfSameName(report: Report, indicator: Indicator): readonly Indicator[] {
  return rowsByPlace(report)(indicator);
}

const rowsByPlace = rememberByObject((report: Report) => {
  const known = new Map<string, readonly Indicator[]>();
  return (indicator: Indicator): readonly Indicator[] => {
    const group = indicator.level2 === null ? null : foldLabel(indicator.level2);
    const key = JSON.stringify([foldLabel(indicatorName(indicator)), group]);
    const rows =
      known.get(key) ??
      rowsNamed(report, indicator).filter(
        (row) => row.level2 === null || group === null || foldLabel(row.level2) === group,
      );
    known.set(key, rows);
    return rows;
  };
});

/** True where an earlier table already prints the row: one matter is judged once. */
export function isRepeated(report: Report, indicator: Indicator): boolean {
  const [first] = rowsOfSameName(report, indicator);
  return first !== undefined && first !== indicator && first.tableId !== indicator.tableId;
}
