import { expect, test } from 'vitest';
import { dropStrokes } from '../../../../parsers/scan/rules/drop-strokes.ts';
import type { Rule } from '../../../../parsers/scan/rules/find-rules.ts';

/** At 72 dpi a pixel is a point. */
const rule = (axis: Rule['axis'], at: number, from: number, to: number): Rule => ({
  axis,
  at,
  from,
  to,
  thickness: 1,
});

const FRAME = [rule('h', 0, 0, 200), rule('h', 60, 0, 200), rule('v', 0, 0, 60), rule('v', 200, 0, 60)];

test.each<[string, readonly Rule[]]>([
  ['from frame to frame', [rule('v', 100, 0, 60)]],
  ['between two short ones that are rulings', [rule('h', 30, 0, 200), rule('v', 80, 1, 29), rule('h', 15, 81, 199)]],
  ['in pieces', [rule('h', 30, 0, 20), rule('h', 30.5, 26, 45), rule('h', 30, 52, 199)]],
  ['under a page break', [rule('h', 90, 0, 200), ...[0, 70, 200].map((at) => rule('v', at, 72, 90))]],
])('rulings %s stay', (_, rules) => {
  expect(dropStrokes([...FRAME, ...rules], 72)).toEqual([...FRAME, ...rules]);
});

test.each<[string, readonly Rule[]]>([
  ['in a field', [rule('h', 30, 50, 62)]],
  ['near a ruling at one end', [rule('h', 30, 1, 20)]],
  ['of a line of text under a ruling', [40, 55, 70, 85].map((at) => rule('v', at, 1, 13))],
  ['of a line of text that a coarse scan runs together', [rule('h', 30, 40, 147)]],
  ['that cross one another', [rule('h', 30, 50, 62), rule('v', 50, 30, 42), rule('v', 62, 18, 30)]],
])('strokes %s go', (_, rules) => {
  expect(dropStrokes([...FRAME, ...rules], 72)).toEqual(FRAME);
});
