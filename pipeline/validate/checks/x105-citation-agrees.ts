import type { Citation } from '../../model/report.ts';
import { type CheckContext, defineCheck, type NamedFigure, type Subject, type Verdict } from '../check.ts';
import { example } from '../example.ts';
import { foldName } from '../identity.ts';
import { cite } from '../wording.ts';

/** Acts on one document are documents of their own: 印发X的通知 and 修订X的通知. */
const ACTS = ['印发', '修订', '修改', '转发', '废止', '下达', '提前下达', '调整', '补充', '解读', '公布'];
/** Shorter titles (《细则》, 《办法》) stand for whatever was named before. */
const SHORTEST_TITLE = 6;
/** Share of characters in common from which two titles of one number are taken for one title, cut short or misspelt. */
const ONE_TITLE_LIKENESS = 0.6;

export const citationAgrees = defineCheck({
  id: 'X105',
  name: 'citation-agrees',
  title: { zh: '引用文件一致', en: 'Citations agree' },
  why: {
    zh: '依据文件的名称和文号对不上，读者找不到依据。',
    en: 'A basis whose title and number do not belong together cannot be found.',
  },
  basis: {
    zh: '一份文件只有一个文号，一个文号只属于一份文件',
    en: 'one document has one number, and one number belongs to one document',
  },
  severity: 'warning',
  applies: {
    zh: '同一份报告中的文件名称与文号。括号、空格不计；印发、修订、转发是不同的文件；只引文号或简称的不比较。',
    en: 'Titles and numbers of documents cited in one report. Brackets and spaces are folded; 印发, 修订 and 转发 are different documents; a short title or a number alone is not compared.',
  },
  subjects: toSubjects,
  examples: [
    {
      name: { zh: '名称与文号一致', en: 'title and number agree' },
      kind: 'valid',
      context: () =>
        example({
          citations: [
            { title: '某市医疗救助实施细则', number: '某政办发〔2022〕7号' },
            { title: '某市医疗救助实施细则', number: '某政办发(2022) 7号' },
          ],
        }),
      findings: [],
    },
    {
      name: { zh: '一个名称两个文号', en: 'one title, two numbers' },
      kind: 'invalid',
      context: () =>
        example({
          citations: [
            { title: '某市医疗救助实施细则', number: '某政办发〔2022〕7号' },
            { title: '某市医疗救助实施细则', number: '某政发〔2022〕7号' },
          ],
        }),
      findings: [
        {
          severity: 'warning',
          outcome: 'fail',
          recorded: '某政发〔2022〕7号',
          recomputed: '某政办发〔2022〕7号',
          cites: ['某政发〔2022〕7号', '某政办发〔2022〕7号', '医疗救助实施细则'],
        },
      ],
    },
    {
      name: { zh: '一个文号两个名称', en: 'one number, two titles' },
      kind: 'invalid',
      context: () =>
        example({
          citations: [
            { title: '关于提前部署做好财政直达资金有关工作的通知', number: '某财办〔2022〕12号' },
            { title: '农村公路养护管理暂行规定', number: '某财办〔2022〕12号' },
          ],
        }),
      findings: [
        { severity: 'warning', outcome: 'fail', recorded: '农村公路养护管理暂行规定', cites: ['某财办〔2022〕12号'] },
      ],
    },
    {
      name: { zh: '印发与修订是两份文件', en: 'issuing and amending are two documents' },
      kind: 'guard',
      context: () =>
        example({
          citations: [
            { title: '关于印发中央财政医疗救助补助资金管理办法的通知', number: '财社〔2019〕142号' },
            { title: '关于修订中央财政医疗救助补助资金管理办法的通知', number: '财社〔2022〕32号' },
          ],
        }),
      findings: [],
    },
    {
      name: { zh: '名称有省略', en: 'a title cut short' },
      kind: 'guard',
      context: () =>
        example({
          citations: [
            { title: '财政部关于印发项目支出绩效评价管理办法的通知', number: '财预〔2020〕10号' },
            { title: '项目支出绩效评价管理办法', number: '财预〔2020〕10号' },
          ],
        }),
      findings: [],
    },
    {
      name: { zh: '令的年份有省略', en: 'the year of an order left out' },
      kind: 'guard',
      context: () =>
        example({
          citations: [
            { title: '某自治区医疗救助办法', number: '2015年第78号政府令' },
            { title: '某自治区医疗救助办法', number: '第78号令' },
          ],
        }),
      findings: [],
    },
    {
      name: { zh: '简称', en: 'a short title' },
      kind: 'guard',
      context: () =>
        example({
          citations: [
            { title: '细则', number: '某政办发〔2022〕7号' },
            { title: '细则', number: '某民发〔2021〕3号' },
          ],
        }),
      findings: [],
    },
  ],
});

interface Cited {
  readonly citation: Citation;
  readonly title: string;
  readonly number: string;
}

function toSubjects(context: CheckContext): readonly Subject[] {
  const cited = context.report.citations.flatMap((citation): Cited[] => {
    if (citation.title === null || citation.number === null) return [];
    return [{ citation, title: foldTitle(citation.title), number: foldNumber(citation.number) }];
  });
  const seen: Cited[] = [];
  const subjects: Subject[] = [];
  const reported = new Set<string>();
  for (const each of cited) {
    const pair = `${each.title}|${each.number}`;
    const earlier = seen.find((other) => isRelated(other, each));
    seen.push(each);
    if (earlier === undefined || reported.has(pair)) continue;
    reported.add(pair);
    subjects.push(toSubject(context, earlier, each));
  }
  return subjects;
}

/** Same title (and so the same number is due), or same number (and so the same title). */
function isRelated(a: Cited, b: Cited): boolean {
  const sameTitle = a.title === b.title && a.title.length >= SHORTEST_TITLE;
  const sameNumber = a.number === b.number && Math.min(a.title.length, b.title.length) >= SHORTEST_TITLE;
  return sameTitle || sameNumber;
}

function toSubject(context: CheckContext, earlier: Cited, each: Cited): Subject {
  const field = isOneNumber(earlier.number, each.number) ? 'title' : 'number';
  const recorded = toFigure(each.citation, field);
  const counterpart = toFigure(earlier.citation, field);
  const name = field === 'number' ? (each.citation.title ?? '') : (each.citation.number ?? '');
  return {
    subject: `引用/${foldName(name)}`,
    recorded,
    operands: [counterpart],
    evaluate: () => judge(context, { earlier, each, recorded, counterpart, name }),
  };
}

function judge(
  context: CheckContext,
  input: { earlier: Cited; each: Cited; recorded: NamedFigure; counterpart: NamedFigure; name: string },
): Verdict {
  const { earlier, each, recorded, counterpart, name } = input;
  const printed = counterpart.quantity.raw;
  const agrees = isOneNumber(earlier.number, each.number) && isOneTitle(earlier.title, each.title);
  if (agrees) return { outcome: 'pass', recomputed: printed, formula: null, rounding: null };
  const [first, second] = [cite(context, recorded), cite(context, counterpart)];
  return {
    outcome: 'fail',
    recomputed: printed,
    expected: null,
    difference: null,
    formula: null,
    rounding: null,
    message: {
      zh: `${name}：${first.zh}与${second.zh}不一致。`,
      en: `${name}: ${first.en} does not agree with ${second.en}.`,
    },
  };
}

function toFigure(citation: Citation, field: 'title' | 'number'): NamedFigure {
  const raw = citation[field] ?? '';
  const label = field === 'number' ? { zh: '文号', en: 'number' } : { zh: '文件名称', en: 'title' };
  const blank = { value: null, upper: null, unit: null, comparator: null, decimals: null };
  return {
    quantity: { raw, kind: 'text', ...blank, sources: citation.sources },
    label,
    text: `${citation.title ?? ''}${citation.number ?? ''}`,
  };
}

function foldNumber(number: string): string {
  return foldName(number).replace(/[^\p{L}\p{N}]/gu, '');
}

/** 第78号令 is 2015年第78号政府令: what one of them leaves out does not part them. */
function isOneNumber(a: string, b: string): boolean {
  if (a === b) return true;
  const [first, second] = [orderOf(a), orderOf(b)];
  if (first === null || second === null || first.serial !== second.serial) return false;
  return first.year === null || second.year === null || first.year === second.year;
}

/** Serial and year of an order (令), which has no issuing mark; null for 财预〔2020〕10号 and the like. */
function orderOf(number: string): { serial: string; year: string | null } | null {
  const match = /^(?:.*?((?:19|20)\d{2})年)?.*?第(\d{1,4})号.*令/u.exec(number);
  return match?.[2] === undefined ? null : { serial: match[2], year: match[1] ?? null };
}

function foldTitle(title: string): string {
  return foldName(title)
    .replace(/[、，,。·.的]/gu, '')
    .replace(/辦/gu, '办');
}

/** Titles of one number: one within the other, or alike but for a few characters, and not different acts on one thing. */
function isOneTitle(a: string, b: string): boolean {
  if (ACTS.some((act) => a.includes(act) !== b.includes(act)) && !a.includes(b) && !b.includes(a)) return false;
  if (a.includes(b) || b.includes(a)) return true;
  return likeness(a, b) >= ONE_TITLE_LIKENESS;
}

/** Share of the shorter title's character pairs that the longer one has. */
function likeness(a: string, b: string): number {
  const [short, long] = a.length < b.length ? [a, b] : [b, a];
  const pairs = Array.from({ length: Math.max(short.length - 1, 0) }, (_, index) => short.slice(index, index + 2));
  if (pairs.length === 0) return 0;
  return pairs.filter((pair) => long.includes(pair)).length / pairs.length;
}
