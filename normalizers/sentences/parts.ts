import { Decimal } from 'decimal.js';
import { toBase } from '../../pipeline/model/quantity/units.ts';
import type { Draft } from './draft.ts';
import type { Sentence } from './mentions.ts';
import { isFundName } from './metric.ts';
import { amountSubject } from './subject.ts';

/**
 * Parts that reach this share of a total whose sentence calls it one (共计, 总收入) are taken for all its parts; without such
 * a word nearly all is asked. Chosen so that a wrong leading digit is still seen as a wrong sum and a list of examples
 * (其中培训费、差旅费) is none; not measured beyond the four seed reports, whose eight sums all hold exactly.
 */
const NAMED_TOTAL_SHARE = 0.4;
const BARE_TOTAL_SHARE = 0.9;
/** Parts far above the total belong to something else (people beside places). */
const MOST_OVER = 3;
const TOTAL_WORDS = /共|总|合计|全部|累计|全年|核定/;
const NOT_ALL = /主要|包括|包含|例如|比如|部分/;
/** Pairs and levels that make a whole by their meaning. */
const WHOLES: readonly (readonly RegExp[])[] = [
  [/定量/, /定性/],
  [/行政/, /事业/],
  [/基本支出|基本/, /项目支出|项目/],
  [/中央|省级|自治区|市级|上级/, /地方|县|区级|市级|省级|自治区|本级|自筹|配套/],
  [/财政/, /自筹|自有|其他/],
  [/男/, /女/],
  [/城镇|城市/, /农村|乡村/],
];
/** Whose money it is: a fund divided so is one to be spent. */
const LEVEL = /中央|省|自治区|市级|县级|区级|地方|本级|财政|自筹/;
const OPENS = /(?:其中|分别为|分别是|具体为|包括|包含)\s*[：:，,]?\s*$/;
const IN = /^\s*(?:中|里|当中|内)[，,]/;

/** Joins parts to their totals: 共计X，其中A a、B b; X（其中…）; X：A a，B b; 在X中，A a，B b; A a，B b，合计X. */
export function joinParts(sentence: Sentence, drafts: readonly Draft[], before: readonly Draft[]): void {
  const { text } = sentence.passage;
  for (const [index, first] of drafts.entries()) {
    if (first.mention === null || first.partOf !== null) continue;
    const lead = leadOf(text, first);
    const total = totalOf({ text, sentence, drafts, before, index, lead });
    if (total === undefined || total.partOf === first) continue;
    const parts = partsFrom({ text, drafts, index, total });
    if (parts.length === 0) continue;
    if (total.metric === 'other' && isFundName(total.subject) && parts.some(({ label }) => LEVEL.test(label))) {
      total.metric = 'budget';
      total.subject = amountSubject(total.label);
    }
    for (const part of parts) {
      part.partOf = total;
      if (part.subject === '') part.subject = part.label;
      part.period ??= total.period;
      if (part.metric === 'other' && /^(?:money|points)$/.test(part.dimension)) part.metric = total.metric;
    }
    if (total.derivation !== null || parts.length < 2) continue;
    const between = text.slice(total.end, first.start);
    total.derivation = { kind: 'sum', operands: parts, exhaustive: isWhole({ total, parts, between }) };
  }
  joinTrailingTotal(text, drafts);
}

interface Place {
  readonly text: string;
  readonly sentence: Sentence;
  readonly drafts: readonly Draft[];
  readonly before: readonly Draft[];
  readonly index: number;
  readonly lead: string;
}

/** The words between the label of a figure and what stands before it. */
function leadOf(text: string, draft: Draft): string {
  const start = draft.mention?.labelStart ?? draft.start;
  return text.slice(Math.max(0, start - 8), start) + (/^\s*其中/.exec(text.slice(start))?.[0] ?? '');
}

function totalOf({ text, drafts, before, index, lead, sentence }: Place): Draft | undefined {
  const first = drafts[index];
  if (first === undefined) return undefined;
  const start = first.mention?.labelStart ?? first.start;
  const opened = OPENS.test(lead.trimEnd()) || /^\s*(?:其中)/.test(text.slice(start, first.start));
  const candidates = drafts.slice(0, index).filter((draft) => isSameKind(draft, first));
  const near = candidates.at(-1);
  if (opened) {
    const inside = first.mention?.bracket ?? null;
    const outer =
      inside &&
      text
        .slice(inside.open + 1, start)
        .trim()
        .replace(/其中[：:，,]?/, '') === ''
        ? candidates.findLast((draft) => draft.end <= inside.open)
        : near;
    if (outer !== undefined) return outer;
    const opensSentence =
      text
        .slice(sentence.start, start)
        .replace(/其中/, '')
        .replace(/[\s：:，,]/g, '') === '';
    return opensSentence ? before.findLast((draft) => isSameKind(draft, first) && draft.partOf === null) : undefined;
  }
  if (near === undefined || near.partOf !== null) return undefined;
  const between = text.slice(near.end, start);
  const bracket = first.mention?.bracket ?? null;
  if (/^\s*[：:]\s*$/.test(between)) return near;
  if (
    bracket !== null &&
    bracket.open >= near.end &&
    text.slice(near.end, bracket.open).trim() === '' &&
    text.slice(bracket.open + 1, start).trim() === ''
  )
    return near;
  const phrase = text.slice(near.mention?.labelStart ?? near.start, near.start);
  return IN.test(between) && /^\s*在/.test(phrase) && between.length <= 4 ? near : undefined;
}

/** The figures from the first part on that are parts as well, up to where the enumeration ends. */
function partsFrom(from: { text: string; drafts: readonly Draft[]; index: number; total: Draft }): Draft[] {
  const { text, drafts, index, total } = from;
  const first = drafts[index];
  if (first === undefined) return [];
  const scope = first.mention?.bracket ?? null;
  const outside = scope !== null && total.end <= scope.open;
  const parts: Draft[] = [];
  let end = first.mention?.labelStart ?? first.start;
  for (const draft of drafts.slice(index)) {
    if (draft.mention === null) continue;
    if (outside && draft.start > scope.close) break;
    const bracket = draft.mention.bracket;
    const deeper = bracket !== null && bracket.open !== scope?.open;
    if (deeper && parts.length > 0) continue;
    if (hasBareClause(text.slice(end, draft.mention.labelStart))) break;
    end = Math.max(draft.end, draft.mention.nounEnd);
    if (!isSameKind(draft, total)) continue;
    if (parts.length > 0 && startsAnew(draft, { total, outside })) break;
    if (parts.length > 0 && /其中/.test(text.slice(draft.mention.labelStart - 3, draft.start))) break;
    parts.push(draft);
  }
  return parts;
}

/** A clause without a figure ends an enumeration, unless it only says what a part is for. */
function hasBareClause(between: string): boolean {
  const clauses = between
    .replace(/[（(][^（()）]*[)）]/g, '')
    .split(/[，,；;：:、]/)
    .map((clause) => clause.trim());
  return (
    clauses
      .slice(1, -1)
      .some((clause) => clause !== '' && !/^(?:主要)?(?:用于|其中|占|较|比|同比|全部|到位|执行)/.test(clause)) ||
    /[。！？]/.test(between)
  );
}

/** 实际支出 after the parts of an income is the next thing, not a part; 上年结余 among parts of an income is one. */
function startsAnew(draft: Draft, { total, outside }: { total: Draft; outside: boolean }): boolean {
  if (/合计|共计|总计|总额/.test(draft.label)) return true;
  if (outside || draft.metric === total.metric || draft.metric === 'other' || draft.basis === 'last-year') return false;
  const roles = ['executed', 'balance', 'budget', 'income', 'unit-price'];
  if (!roles.includes(draft.metric)) return false;
  const incoming = ['budget', 'income'];
  if (incoming.includes(draft.metric) && incoming.includes(total.metric))
    return /^(?:总|全年|年初|调整|预算)/.test(draft.label);
  return total.metric !== 'other' || draft.subject === '';
}

function isWhole(of: { total: Draft; parts: readonly Draft[]; between: string }): boolean {
  const { total, parts, between } = of;
  if (NOT_ALL.test(between) || /等$/.test(between)) return false;
  if ([total, ...parts].some(({ quantity }) => quantity.comparator !== null)) return false;
  if (WHOLES.some((kinds) => kinds.every((kind) => parts.some(({ label }) => kind.test(label))))) return true;
  const share = shareOf(total, parts);
  if (share === null || share.greaterThan(MOST_OVER)) return false;
  const named =
    TOTAL_WORDS.test(total.label) || TOTAL_WORDS.test(total.sentence.passage.text.slice(total.end, total.end + 3));
  return share.greaterThanOrEqualTo(named ? NAMED_TOTAL_SHARE : BARE_TOTAL_SHARE);
}

function shareOf(total: Draft, parts: readonly Draft[]): Decimal | null {
  const whole = toBase(total.quantity);
  if (whole === null || whole.value.isZero()) return null;
  let sum = new Decimal(0);
  for (const part of parts) sum = sum.plus(toBase(part.quantity)?.value ?? 0);
  return sum.div(whole.value);
}

/** A a万元，B b万元，合计X万元 */
function joinTrailingTotal(text: string, drafts: readonly Draft[]): void {
  for (const [index, total] of drafts.entries()) {
    if (
      !/^(?:两项|三项|以上|上述)?(?:合计|共计|总计)$/.test(total.label) ||
      total.derivation !== null ||
      total.mention === null
    )
      continue;
    const parts: Draft[] = [];
    let next = total;
    for (const draft of drafts.slice(0, index).reverse()) {
      if (!isSameKind(draft, total) || draft.partOf !== null) break;
      if (
        hasBareClause(
          text.slice(Math.max(draft.end, draft.mention?.nounEnd ?? 0), next.mention?.labelStart ?? next.start),
        )
      )
        break;
      parts.unshift(draft);
      next = draft;
    }
    const share = shareOf(total, parts);
    if (parts.length < 2 || share === null || share.greaterThan(MOST_OVER)) continue;
    if (share.lessThan(NAMED_TOTAL_SHARE)) continue;
    for (const part of parts) part.partOf = total;
    total.derivation = {
      kind: 'sum',
      operands: parts,
      exhaustive: [total, ...parts].every(({ quantity }) => quantity.comparator === null),
    };
  }
}

/** Amounts with amounts; counts and people with each other: 编制17个 is 行政编制5名 and 事业编制12名. */
function isSameKind(a: Draft, b: Draft): boolean {
  if (a.metric === 'unit-price' || b.metric === 'unit-price') return false;
  if (a.dimension === b.dimension)
    return a.dimension !== 'ratio' && a.dimension !== 'none' && !a.dimension.includes('/');
  return isHeads(a.dimension) && isHeads(b.dimension);
}

function isHeads(dimension: string): boolean {
  return dimension === 'people' || dimension === 'count:个';
}
