import type { Cell } from '../../pipeline/model/document.ts';
import { parseQuantity } from '../../pipeline/model/quantity/parse-quantity.ts';
import type { Quantity } from '../../pipeline/model/quantity/quantity.ts';
import { printed } from '../printed.ts';

/** A heading of a group without the points it claims, and the claim. */
export interface ClaimedName {
  /** 产出指标 of 产出指标（50分）; "" where only the claim is left. */
  readonly name: string;
  readonly points: Quantity | null;
  readonly score: Quantity | null;
}

/** Points are at most three digits, full-width ones too: （2022） is a year. */
const NUMBER = '[\\d０-９]{1,3}(?:[.．][\\d０-９]+)?';
/** Headings of groups are short; longer texts are sentences. */
const LONGEST_HEADING = 60;
const OPEN = '[(（\\[【〔]';
const CLOSE = '[)）\\]】〕]';
/** （50分）, (50), （50%）, （总分50分，得分48分）, （共50分） at the end of a heading, or 50分 without brackets. */
const CLAIM = new RegExp(
  `${OPEN}\\s*(?:分值|权重|总分|满分|共|计)?\\s*[:：]?\\s*(${NUMBER}\\s*[分%％]?)\\s*(?:[,，;；、]\\s*(?:自评|实际)?\\s*(?:得分?|得)\\s*[:：]?\\s*(${NUMBER}\\s*分?)\\s*)?${CLOSE}`,
  'u',
);
const SCORE_CLAIM = new RegExp(
  `${OPEN}\\s*(?:自评|实际)?\\s*(?:得分|得)\\s*[:：]?\\s*(${NUMBER}\\s*分?)\\s*${CLOSE}`,
  'u',
);
const BARE_CLAIM = new RegExp(`(?<=\\p{Script=Han})\\s*(${NUMBER}\\s*分)$`, 'u');

/** Reads what a group's heading claims for itself: 产出指标（50分）, 决策依据(5分), (50分), 产出指标50分. */
export function parseClaim(cell: Pick<Cell, 'text' | 'sources'>): ClaimedName {
  const text = cell.text.trim();
  if (text.length > LONGEST_HEADING) return { name: printed(text), points: null, score: null };
  const scored = SCORE_CLAIM.exec(text);
  const claimed = CLAIM.exec(text) ?? BARE_CLAIM.exec(text);
  const pointsRaw = claimed?.[1];
  const scoreRaw = claimed?.[2] ?? scored?.[1];
  const quantity = (raw: string | undefined): Quantity | null =>
    raw === undefined ? null : parseQuantity(raw.trim(), { sources: withSpan(cell, raw) });
  const name = [scored?.[0], claimed?.[0]].reduce<string>((rest, part) => (part ? rest.replace(part, '') : rest), text);
  return { name: printed(name), points: quantity(pointsRaw), score: quantity(scoreRaw) };
}

function withSpan(cell: Pick<Cell, 'text' | 'sources'>, raw: string): Cell['sources'] {
  const start = cell.text.indexOf(raw);
  return cell.sources.map((source, index) =>
    index === 0 ? { ...source, charSpan: [start, start + raw.length] } : source,
  );
}
