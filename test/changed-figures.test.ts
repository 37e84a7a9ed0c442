import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { auditReading } from './mutate/chain.ts';
import { type Figure, placeName } from './mutate/figures.ts';
import { mutate } from './mutate/kinds.ts';
import { openSubject, type Subject } from './mutate/measure.ts';
import { seededRandom } from './random.ts';

/** Points, scores and amounts in tables. */
const SCORE_OR_AMOUNT = /^fund\.|\.(?:points|score|reviewScore)$/u;
/** Of these cells at least this share has to stand in a judged result. */
const LEAST_SHARE = 0.6;
/** A bound (得分 ≤ 分值, 完成 ≥ 目标) shows a change only beyond it: each kind of change is tried with this many seeds. */
const SEEDS = 8;
const KINDS = ['digit', 'point', 'swap', 'unit'] as const;

describe.each(['clean-form', 'total-over-rows', 'parts-in-prose'])('%s', async (name) => {
  const subject = await openSubject(join(import.meta.dirname, '..', 'fixtures', name, 'report.html'));
  const used = subject.figures.filter(({ key }) => subject.uses.has(key));

  test('every figure that stands in a result shows when it is changed', { timeout: 180_000 }, () => {
    expect(used.length).toBeGreaterThan(10);
    expect(used.filter((figure) => !showsChange(figure, subject)).map(({ key }) => key)).toEqual([]);
  });

  test('most cells of scores and amounts stand in results', () => {
    const cells = subject.figures.filter(
      ({ place, fields }) => 'tableId' in place && fields.some((field) => SCORE_OR_AMOUNT.test(field)),
    );
    const share = cells.filter(({ key }) => subject.uses.has(key)).length / Math.max(cells.length, 1);
    if (cells.length > 0) expect(share, `${cells.length} cells`).toBeGreaterThanOrEqual(LEAST_SHARE);
  });
});

function showsChange(figure: Figure, { opened, before }: Subject): boolean {
  const known = new Set(before.findings.map(contentOf));
  const name = placeName(figure.place);
  for (let seed = 1; seed <= SEEDS; seed++) {
    for (const kind of KINDS) {
      const mutation = mutate(figure, kind, seededRandom(seed, figure.key, kind));
      if (mutation === undefined) continue;
      const fresh = auditReading(opened, mutation.edit).findings.filter((finding) => !known.has(contentOf(finding)));
      const isCited = fresh.some(({ sources }) =>
        sources.some(({ tableId, row, col, blockId }) =>
          tableId === undefined ? blockId === name : name === `${tableId}/${row}/${col}`,
        ),
      );
      if (isCited) return true;
    }
  }
  return false;
}

function contentOf({
  checkId,
  subject,
  recorded,
  recomputed,
  severity,
}: Subject['before']['findings'][number]): string {
  return JSON.stringify([checkId, subject, recorded, recomputed, severity]);
}
