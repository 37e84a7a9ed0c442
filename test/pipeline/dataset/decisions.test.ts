import { describe, expect, test } from 'vitest';
import { parseDecisions } from '../../../pipeline/dataset/decisions.ts';
import { toFindingAnchors } from '../../../pipeline/dataset/finding-anchors.ts';
import type { Decision } from '../../../pipeline/model/decision.ts';

const dismissed: Decision = {
  path: 'a.pdf',
  findingId: '1',
  decision: 'dismissed',
  reason: '另有批复',
  correction: null,
  by: '甲',
  at: '2026-11-22T08:00:00Z',
};

test('the last decision on a finding holds, and belongs to its path', () => {
  const accepted: Decision = { ...dismissed, decision: 'accepted', reason: '' };
  const decisions = parseDecisions(`${JSON.stringify(dismissed)}\n${JSON.stringify(accepted)}\n`);
  expect(decisions.find({ path: 'a.pdf', findingId: '1' })).toEqual(accepted);
  expect(decisions.find({ path: 'b.pdf', findingId: '1' })).toBeUndefined();
  expect(decisions.all).toEqual([accepted]);
});

test('undecided takes a decision back', () => {
  const undecided: Decision = { ...dismissed, decision: 'undecided', reason: '' };
  const decisions = parseDecisions(`${JSON.stringify(dismissed)}\n${JSON.stringify(undecided)}\n`);
  expect(decisions.find(dismissed)).toBeUndefined();
  expect(decisions.all).toEqual([]);
});

test('a line cut off by a crash is counted and costs nothing else', () => {
  const line = JSON.stringify(dismissed);
  const decisions = parseDecisions(`${line}\n\n${line.slice(0, 40)}\n{"path":1}\n`);
  expect(decisions.all).toEqual([dismissed]);
  expect(decisions.unreadLines).toBe(2);
});

describe('corrections', () => {
  const place = { documentId: 'd', tableId: 't1', row: 1, col: 2, method: 'ocr' } as const;
  const corrected: Decision = {
    ...dismissed,
    decision: 'corrected',
    reason: '',
    correction: { source: place, from: '8l.62%', to: '81.62%' },
  };
  const parse = (lines: readonly Decision[]) => parseDecisions(lines.map((line) => JSON.stringify(line)).join('\n'));
  const ofDocument = { documentId: 'd', paths: ['other.pdf'] };

  test('hold for their content wherever it stands, and are told where another content took its place', () => {
    const decisions = parse([corrected]);
    expect(decisions.correctionsOf(ofDocument)).toEqual([corrected.correction]);
    expect(decisions.correctionsOf({ documentId: 'e', paths: ['a.pdf'] })).toEqual([corrected.correction]);
    expect(decisions.correctionsOf({ documentId: 'e', paths: ['b.pdf'] })).toEqual([]);
  });

  test('outlast an acceptance of their finding, and go with undecided', () => {
    const accepted: Decision = { ...dismissed, decision: 'accepted', reason: '' };
    const undecided: Decision = { ...accepted, decision: 'undecided' };
    expect(parse([corrected, accepted]).correctionsOf(ofDocument)).toEqual([corrected.correction]);
    expect(parse([corrected, accepted, undecided]).correctionsOf(ofDocument)).toEqual([]);
  });

  test('on one place: the last, and the one before once the last is taken back', () => {
    const later: Decision = {
      ...corrected,
      findingId: '2',
      correction: { source: place, from: '8l.62%', to: '87.62%' },
    };
    const undecided: Decision = { ...later, decision: 'undecided', correction: null };
    expect(parse([corrected, later]).correctionsOf(ofDocument)).toEqual([later.correction]);
    expect(parse([corrected, later, undecided]).correctionsOf(ofDocument)).toEqual([corrected.correction]);
  });
});

test('anchors tell findings of one id apart', () => {
  expect(toFindingAnchors([{ findingId: 'a' }, { findingId: 'b' }, { findingId: 'a' }])).toEqual([
    'f-a',
    'f-b',
    'f-a-2',
  ]);
});
