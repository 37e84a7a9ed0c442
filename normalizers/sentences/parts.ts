import type { Draft } from './draft.ts';
import type { Sentence } from './mentions.ts';
import { isFundName } from './metric.ts';
import { isOld } from './rates.ts';
import { amountSubject } from './subject.ts';
import { joinTrailingTotals } from './trailing-totals.ts';
import { hasBareClause, isSameKind, isWhole, MOST_OVER, shareOf } from './wholes.ts';

/** Whose money it is: a fund divided so is one to be spent. */
const LEVEL = /中央|省|自治区|市级|县级|区级|地方|本级|财政|自筹/;
const OPENS =
  /(?:其中|分别为|分别是|具体为|包括|包含|(?:支出|资金|经费|费用|预算)?(?:构成|结构|明细)(?:为|如下|是)?)\s*[：:，,]?\s*$/;
/** 按性别分，男性702人、女性558人: a second way of parting the same whole. */
const OPENS_ANEW = /按[^，。；：\d]{1,5}(?:划分|分|来看|看)\s*[：:，,]\s*$/;
/** An amount by which something changed. */
const CHANGE = /(?:增加|减少|增长|下降|降低|提高|压减|缩减|上升|增|减)(?:了)?$/;
/** Figures looked back at for the whole that parts make up. */
const MOST_EARLIER = 20;
const IN = /^\s*(?:中|里|当中|内)[，,]/;

/** Joins parts to their totals: 共计X，其中A a、B b; X（其中…）; X：A a，B b; 在X中，A a，B b; A a，B b，合计X. */
export function joinParts(sentence: Sentence, drafts: readonly Draft[], before: readonly Draft[]): void {
  const { text } = sentence.passage;
  for (const [index, first] of drafts.entries()) {
    if (first.mention === null || first.partOf !== null) continue;
    const lead = leadOf(text, pairOf(drafts, index) ?? first);
    const near = totalOf({ text, sentence, drafts, before, index, lead });
    if (near === undefined || near.partOf === first || !canBePart(first, near)) continue;
    const parts = partsFrom({ text, drafts, index, total: near });
    if (parts.length === 0) continue;
    const total = exactWhole(near, parts, { drafts, before }) ?? changedWhole(near, parts, drafts) ?? near;
    if (total.metric === 'other' && isFundName(total.subject) && parts.some(({ label }) => LEVEL.test(label))) {
      total.metric = 'budget';
      total.subject = amountSubject(total.label);
    }
    for (const part of parts) {
      part.partOf = total;
      if (part.subject === '') part.subject = part.label;
      part.period ??= total.period;
      if (isOfTotal(part, total)) part.metric = total.metric;
    }
    if (total.derivation !== null || parts.length < 2) continue;
    const between = text.slice(total.end, first.start);
    total.derivation = { kind: 'sum', operands: parts, exhaustive: isWhole({ total, parts, between }) };
  }
  joinTrailingTotals(text, drafts);
}

/** 支出18.6万元，较上年减少2.4万元，其中A 3.2万元、B 15.4万元: the parts are those of what changed, where they are not of the change. */
function changedWhole(near: Draft, parts: readonly Draft[], drafts: readonly Draft[]): Draft | undefined {
  if (!CHANGE.test(near.label) || shareOf(near, parts)?.eq(1)) return undefined;
  const earlier = drafts.slice(0, Math.max(0, drafts.indexOf(near)));
  return earlier.findLast(
    (draft) => isSameKind(draft, near) && draft.partOf === null && !CHANGE.test(draft.label) && !isOld(draft),
  );
}

/** 满分100分，得94.5分，其中决策20分、过程30分、…; 支出1785.6万元，结余74.4万元。其中中央1240万元、…: the parts are those of the earlier figure they make up. */
function exactWhole(
  near: Draft,
  parts: readonly Draft[],
  { drafts, before }: { drafts: readonly Draft[]; before: readonly Draft[] },
): Draft | undefined {
  if (parts.length < 2 || shareOf(near, parts)?.eq(1)) return undefined;
  const first = parts[0];
  const earlier = [...before, ...drafts.slice(0, Math.max(0, first === undefined ? 0 : drafts.indexOf(first)))];
  return earlier
    .slice(-MOST_EARLIER)
    .findLast(
      (draft) =>
        draft !== near &&
        draft.derivation === null &&
        draft.partOf === null &&
        isSameKind(draft, near) &&
        shareOf(draft, parts)?.eq(1),
    );
}

/** 每人补助500元 is no part of a budget, nor are the points of a heading part of the score beside them. */
function canBePart(part: Draft, total: Draft): boolean {
  if (part.metric === 'unit-price') return total.metric === 'unit-price';
  // 平均得分91.6分，其中服务态度93.2分: nothing adds up to an average, and what is taken off is no part of what is left.
  if (AVERAGE.test(total.label) || TAKEN_OFF.test(part.label)) return false;
  const pair = ['points', 'score'];
  if (part.dimension === 'points' && pair.includes(part.metric) && pair.includes(total.metric))
    return part.metric === total.metric;
  return true;
}

/** 人员经费 of a spending is spent and 财政补助 of a price is part of the price, though their own words say less. */
function isOfTotal(part: Draft, total: Draft): boolean {
  if (part.dimension === 'points') return part.metric === 'other';
  if (part.dimension !== 'money') return false;
  return (
    part.metric === 'other' ||
    total.metric === 'unit-price' ||
    (part.metric === 'budget' && part.subject === part.label && isFundName(part.label))
  );
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

/** 资金管理20分，得18.5分: the points that stand before a score and open it. */
function pairOf(drafts: readonly Draft[], index: number): Draft | undefined {
  const [points, score] = [drafts[index - 1], drafts[index]];
  return points?.metric === 'points' && score?.metric === 'score' && points.subject === score.subject
    ? points
    : undefined;
}

function totalOf({ text, drafts, before, index, lead, sentence }: Place): Draft | undefined {
  const first = drafts[index];
  if (first === undefined) return undefined;
  const opener = pairOf(drafts, index) ?? first;
  const start = opener.mention?.labelStart ?? opener.start;
  const opened = OPENS.test(lead.trimEnd()) || /^\s*(?:其中)/.test(text.slice(start, opener.start));
  const candidates = drafts
    .slice(0, drafts.indexOf(opener))
    .filter((draft) => isSameKind(draft, first) && canBePart(first, draft));
  const nearest = drafts.slice(0, drafts.indexOf(opener)).findLast((draft) => isSameKind(draft, first));
  if (nearest !== undefined && AVERAGE.test(nearest.label)) return undefined;
  const near = ownMetric(candidates, first);
  if (OPENS_ANEW.test(lead.trimEnd())) return candidates.findLast(({ partOf }) => partOf === null);
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
    return opensSentence
      ? ownMetric(
          before.filter((draft) => isSameKind(draft, first) && draft.partOf === null && canBePart(first, draft)),
          first,
        )
      : undefined;
  }
  if (near === undefined || first.metric === 'unit-price') return undefined;
  const between = text.slice(near.end, start);
  if (isOpenedBracket(text, { open: first.mention?.bracket?.open ?? -1, from: near.end, to: start })) return near;
  if (near.partOf !== null || near.metric === 'unit-price') return undefined;
  if (/^\s*[：:]\s*$/.test(between)) return near;
  const phrase = text.slice(near.mention?.labelStart ?? near.start, near.start);
  return IN.test(between) && /^\s*在/.test(phrase) && between.length <= 4 ? near : undefined;
}

/** 支出1785.6万元，结余74.4万元。其中中央资金支出1240万元: what was spent is no part of what was left. */
function ownMetric(candidates: readonly Draft[], part: Draft): Draft | undefined {
  const last = candidates.at(-1);
  if (last?.metric !== 'balance' || part.metric === 'balance' || part.metric === 'other') return last;
  return candidates.findLast(({ metric }) => metric === part.metric) ?? last;
}

/** 856.37万元（人员经费700万元、…）: nothing but the bracket between the total and the first part. */
function isOpenedBracket(text: string, { open, from, to }: { open: number; from: number; to: number }): boolean {
  return open >= from && text.slice(from, open).trim() === '' && text.slice(open + 1, to).trim() === '';
}

/** The figures from the first part on that are parts as well, up to where the enumeration ends. */
function partsFrom(from: { text: string; drafts: readonly Draft[]; index: number; total: Draft }): Draft[] {
  const { text, drafts, index, total } = from;
  const first = drafts[index];
  if (first === undefined) return [];
  const scope = first.mention?.bracket ?? null;
  const outside = scope !== null && total.end <= scope.open;
  const parts: Draft[] = [];
  let strongest = 0;
  let end = first.mention?.labelStart ?? first.start;
  for (const draft of drafts.slice(index)) {
    if (draft.mention === null) continue;
    if (outside && draft.start > scope.close) break;
    const bracket = draft.mention.bracket;
    const deeper = bracket !== null && bracket.open !== scope?.open;
    if (deeper && parts.length > 0) continue;
    if (hasBareClause(text.slice(end, draft.mention.labelStart))) break;
    end = Math.max(draft.end, draft.mention.nounEnd);
    if (!isSameKind(draft, total) || !canBePart(draft, total)) continue;
    if (parts.length > 0 && startsAnew(draft, { total, outside })) break;
    if (parts.length > 0 && /其中/.test(text.slice(draft.mention.labelStart - 3, draft.start))) break;
    const gap = strength(text.slice(parts.at(-1)?.end ?? draft.start, draft.start));
    if (parts.length > 1 && SO_FAR.test(draft.label) && shareOf(total, parts)?.eq(1)) break;
    if (parts.length > 1 && gap > strongest && isComplete({ total, parts, next: draft })) break;
    strongest = Math.max(strongest, parts.length === 0 ? 0 : gap);
    parts.push(draft);
  }
  return parts;
}

/** 目前一期已完成投资4320万元 behind the parts tells what became of one of them. */
const SO_FAR = /^(?:目前|截至|截止|到目前|现已|现|已)/;

const AVERAGE = /平均|均值/;
const TAKEN_OFF = /扣(?:除|减|掉|了)?$/;

/** How strongly the marks between two figures part them: 、 less than ，, and that less than ；. */
function strength(between: string): number {
  return /[；;]/.test(between) ? 3 : /[，,]/.test(between) ? 2 : 1;
}

/** 编制86名，其中行政18名、事业68名；年末在职81人: behind a stronger mark goes on what the parts before it do not need. */
function isComplete({ total, parts, next }: { total: Draft; parts: readonly Draft[]; next: Draft }): boolean {
  if (shareOf(total, parts)?.eq(1) || isWhole({ total, parts, between: '' })) return true;
  return shareOf(total, [...parts, next])?.greaterThan(MOST_OVER) ?? false;
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
