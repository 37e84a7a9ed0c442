import type { Draft } from './draft.ts';
import { isOneSlipAway } from './slips.ts';
import { hasBareClause, isSameKind, shareOf } from './wholes.ts';

/** An amount behind 合计 so many times the figures before it is the sum of other ones too. */
const LEAST_SHARE = 0.4;
const MOST_SHARE = 3;
/** Scores are summed only to what is nearly their total: parts of a scheme are often told in part. */
const LEAST_SCORE_SHARE = 0.9;
const MOST_SCORE_SHARE = 1.1;
const SUM =
  /^(?:两项|三项|四项|以上|上述)?(?:合计|共计|总计)(?:可用|可使用|下达|拨付|到位|安排|支出|投入|投资|补助|补贴|发放|完成)*(?:资金|经费)?$/;

/** A a万元，B b万元，合计X万元; 产出指标得分48分，效益指标得分30分，…，总得分98分: the figures before the total are its parts. */
export function joinTrailingTotals(text: string, drafts: readonly Draft[]): void {
  for (const [index, total] of drafts.entries()) {
    if (total.derivation !== null || total.mention === null) continue;
    const isScore = total.metric === 'score' && total.subject === '总得分';
    if (!isScore && !SUM.test(total.label) && total.label !== '共') continue;
    const parts = partsBefore(text, drafts.slice(0, index), total);
    const share = shareOf(total, parts);
    // 共 alone counts what is there as often as it sums: the figures decide.
    if (total.label === '共' && !share?.eq(1) && !isOneSlipAway(total, parts)) continue;
    if (parts.length < (isScore ? 3 : 2) || share === null) continue;
    if (share.lessThan(isScore ? LEAST_SCORE_SHARE : LEAST_SHARE)) continue;
    if (share.greaterThan(isScore ? MOST_SCORE_SHARE : MOST_SHARE)) continue;
    for (const part of parts) part.partOf = total;
    const exact = [total, ...parts].every(({ quantity }) => quantity.comparator === null);
    total.derivation = { kind: 'sum', operands: parts, exhaustive: exact };
  }
}

/** The unbroken row of figures of the total's kind that ends just before it. */
function partsBefore(text: string, drafts: readonly Draft[], total: Draft): Draft[] {
  const parts: Draft[] = [];
  let next = total;
  for (const draft of [...drafts].reverse()) {
    // 占70% beside a part, and 完成率 behind it, do not end the row.
    if (draft.dimension === 'ratio') continue;
    if (!isSameKind(draft, total) || draft.partOf !== null || draft.metric === 'unit-price') break;
    if (SUM.test(draft.label)) break;
    if (total.metric === 'score' && draft.metric !== 'score') break;
    const from = Math.max(draft.end, draft.mention?.nounEnd ?? 0);
    if (hasBareClause(text.slice(from, next.mention?.labelStart ?? next.start))) break;
    parts.unshift(draft);
    next = draft;
  }
  return parts;
}
