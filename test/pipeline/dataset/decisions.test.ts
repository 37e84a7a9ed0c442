import { expect, test } from 'vitest';
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

test('anchors tell findings of one id apart', () => {
  expect(toFindingAnchors([{ findingId: 'a' }, { findingId: 'b' }, { findingId: 'a' }])).toEqual([
    'f-a',
    'f-b',
    'f-a-2',
  ]);
});
