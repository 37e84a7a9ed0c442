import { expect, test } from 'vitest';
import { pdfParser } from '../../../parsers/pdf/index.ts';
import { ReadFailure } from '../../../pipeline/model/failure.ts';
import { textAt, writePdf } from './write-pdf.ts';

const MUTATIONS = 300;

/** The same numbers on every run (mulberry32). */
function createRandom(seed: number): (below: number) => number {
  let state = seed;
  return (below) => {
    state = (state + 0x6d2b79f5) | 0;
    let t = Math.imul(state ^ (state >>> 15), 1 | state);
    t = (t + Math.imul(t ^ (t >>> 7), 61 | t)) ^ t;
    return Math.floor((((t ^ (t >>> 14)) >>> 0) / 4_294_967_296) * below);
  };
}

/** Bytes flipped, cut off, cut out, or put somewhere else. */
function mutate(bytes: Uint8Array, random: (below: number) => number): Uint8Array {
  const out = Uint8Array.from(bytes);
  const kind = random(4);
  if (kind === 0) {
    for (let i = 0; i < 1 + random(60); i += 1) out[random(out.length)] = random(256);
    return out;
  }
  if (kind === 1) return out.subarray(0, random(out.length));
  const [from, length, to] = [random(out.length), random(400), random(out.length)];
  if (kind === 2) return Uint8Array.from([...out.subarray(0, from), ...out.subarray(from + length)]);
  return Uint8Array.from([...out.subarray(0, to), ...out.subarray(from, from + length), ...out.subarray(to)]);
}

test(`${MUTATIONS} damaged files each end in a reading or a clear failure`, { timeout: 300_000 }, async () => {
  const lines = [700, 680, 660].map((y) => `60 ${y} m 360 ${y} l S`);
  const sides = [60, 160, 260, 360].map((x) => `${x} 700 m ${x} 660 l S`);
  const content = [
    ...lines,
    ...sides,
    textAt(65, 686, '项目'),
    textAt(165, 686, '预算'),
    textAt(65, 666, '设备'),
    textAt(165, 666, '12.50'),
    'q 50 0 0 50 400 600 cm /Im Do Q',
    'q /Fm Do Q',
  ].join('\n');
  const sample = writePdf([
    { content, images: { Im: { width: 8, height: 8 } }, forms: { Fm: textAt(60, 500, '表内文字') } },
    { content: textAt(60, 700, 'second page'), rotate: 90 },
  ]);
  const random = createRandom(20_220_401);
  const counts = new Map<string, number>();
  for (let i = 0; i < MUTATIONS; i += 1) {
    const options = {
      documentId: 'd',
      name: 'm.pdf',
      maxPages: 50,
      password: null,
      join: true,
      ocr: 'never',
      ocrEngine: 'tesseract.js',
      cache: null,
      onProgress: null,
      onFigure: () => undefined,
    } as const;
    const outcome = await pdfParser.read(mutate(sample, random), options).then(
      ({ pages }) => (pages.length > 0 ? 'read' : 'read without pages'),
      (error: unknown) => (error instanceof ReadFailure ? error.code : `not a clear failure: ${String(error)}`),
    );
    counts.set(outcome, (counts.get(outcome) ?? 0) + 1);
  }
  const allowed = new Set(['read', 'corrupt', 'no-text', 'encrypted', 'empty', 'too-many-pages']);
  expect([...counts.keys()].filter((outcome) => !allowed.has(outcome))).toEqual([]);
  expect(counts.get('read') ?? 0).toBeGreaterThan(MUTATIONS / 2);
});
