import { describe, expect, test } from 'vitest';
import type { Quantity } from '../../../pipeline/model/quantity/quantity.ts';
import type { Report } from '../../../pipeline/model/report.ts';
import type { Reading } from '../../../pipeline/model/source.ts';
import { type ExampleInput, example } from '../../../pipeline/validate/example.ts';
import { findNeighbours } from '../../../pipeline/validate/neighbour-readings.ts';
import { validate } from '../../../pipeline/validate/validate.ts';

/** How sure a figure was recognised, and what else it was read as. */
interface Scanned {
  readonly confidence: number;
  readonly others?: readonly string[];
}

const SURE: Scanned = { confidence: 0.998 };
const FAIR: Scanned = { confidence: 0.88 };

function toReadings(raw: string, others: readonly string[]): Reading[] {
  return [raw, ...others].map((text, i) => ({ text, engine: `engine ${i}`, confidence: 0.9 }));
}

/** The example as if it had been recognised: `figures` says how, by what was read; all else is sure. */
function findingsOf(input: ExampleInput, figures: Readonly<Record<string, Scanned>>, only: string) {
  const { document, reports, profile } = example(input);
  const scan = (value: unknown): unknown => {
    if (Array.isArray(value)) return value.map(scan);
    if (typeof value !== 'object' || value === null) return value;
    const copy = Object.fromEntries(Object.entries(value).map(([key, part]) => [key, scan(part)]));
    if (!('raw' in copy) || !Array.isArray(copy.sources)) return copy;
    const { confidence, others = [] } = figures[String(copy.raw)] ?? SURE;
    const readings = others.length === 0 ? {} : { readings: toReadings(String(copy.raw), others) };
    const sources = copy.sources.map((source: object) => ({ ...source, method: 'ocr', confidence, ...readings }));
    return { ...copy, sources };
  };
  const { findings } = validate({
    document,
    reports: reports.map((report) => scan(report) as Report),
    profile,
    path: 'a.pdf',
    only: [only],
  });
  return findings;
}

const form = (executionRate: string, executed = '320.88'): ExampleInput => ({
  title: '项目支出绩效自评表',
  funds: [{ label: '年度资金总额', budget: '398.00', executed, executionRate, points: '10', score: '8' }],
});

describe('a figure of a scan that breaks an identity', () => {
  test('is a misreading where another reading mends it', () => {
    const [finding] = findingsOf(form('80.52%'), { '80.52%': { confidence: 0.85, others: ['80.62%'] } }, 'A101');
    expect(finding).toMatchObject({ outcome: 'review', cause: 'extraction-doubt', recorded: '80.52%' });
    expect(finding?.sources[0]?.readings?.map(({ text }) => text)).toEqual(['80.52%', '80.62%']);
    expect(finding?.message.en).toMatch(
      /was recognised as 80\.52%; if it is 80\.62%, all agrees: look at the original\.$/,
    );
  });

  test('is a misreading where a digit like it mends it, both readings told', () => {
    const [finding] = findingsOf(form('60.62%'), { '60.62%': FAIR }, 'A101');
    expect(finding, 'no neighbour of 60.62% is right').toMatchObject({ outcome: 'fail', cause: 'report-error' });
    const [like] = findingsOf(form('80.52%'), { '80.52%': FAIR }, 'A101');
    expect(like).toMatchObject({ outcome: 'review', cause: 'extraction-doubt' });
    expect(like?.sources[0]?.readings).toEqual([
      { text: '80.52%', engine: 'recognised', confidence: 0.88 },
      { text: '80.62%', engine: 'arithmetic', confidence: null },
    ]);
  });

  test('may be an operand, and a point that was lost', () => {
    const [finding] = findingsOf(form('80.62%', '32088'), { 32088: FAIR }, 'A101');
    expect(finding).toMatchObject({ outcome: 'review', cause: 'extraction-doubt' });
    const operand = finding?.sources.find(({ text }) => text === '32088');
    expect(operand?.readings?.at(-1)).toMatchObject({ text: '320.88', engine: 'arithmetic' });
  });

  test('is an error of the report where it was read alike twice and surely', () => {
    const [finding] = findingsOf(form('80.52%'), {}, 'A101');
    expect(finding).toMatchObject({ outcome: 'fail', cause: 'report-error' });
  });

  test('is never changed: what was recognised stays recorded', () => {
    const [finding] = findingsOf(form('80.52%'), { '80.52%': FAIR }, 'A101');
    expect([finding?.recorded, finding?.recomputed]).toEqual(['80.52%', '80.62%']);
  });
});

describe('neighbours', () => {
  const figure = (raw: string, source: object): Quantity => ({
    raw,
    kind: 'number',
    value: raw,
    upper: null,
    unit: null,
    comparator: null,
    decimals: 0,
    sources: [{ documentId: 'd', method: 'ocr', confidence: 0.9, ...source }],
  });
  const texts = (quantity: Quantity) => findNeighbours(quantity).map((neighbour) => neighbour.quantity.raw);

  test('swap like digits, set a point and a sign', () => {
    expect(texts(figure('158', {}))).toEqual(['758', '168', '150', '153', '1.58', '15.8', '-158']);
  });

  test('are what other readings have at the same place of a sentence', () => {
    const readings = toReadings('共12项，投入45万元', ['共12项，投入48万元']);
    expect(texts(figure('45', { charSpan: [7, 9], readings }))[0]).toBe('48');
    expect(texts(figure('12', { charSpan: [1, 3], readings }))[0]).toBe('72');
  });

  test('are none for figures that were not recognised', () => {
    expect(texts(figure('158', { method: 'text' }))).toEqual([]);
  });
});
