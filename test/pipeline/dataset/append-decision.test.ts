import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { appendDecision } from '../../../pipeline/dataset/append-decision.ts';
import { DECISIONS_FILE, readDecisions } from '../../../pipeline/dataset/decisions.ts';
import type { Decision } from '../../../pipeline/model/decision.ts';
import { makeFolder } from '../archive/temporary-folder.ts';

const accepted: Decision = {
  path: 'a.pdf',
  findingId: '1',
  decision: 'accepted',
  reason: '',
  correction: null,
  by: '甲',
  at: '2026-11-22T08:00:00Z',
};

test('decisions made at once each stand on a line of their own', async () => {
  const dir = makeFolder();
  const ids = Array.from({ length: 200 }, (_, index) => `f${index}`);
  await Promise.all(ids.map((findingId) => appendDecision(dir, { ...accepted, findingId, reason: '长'.repeat(1000) })));
  const { all, unreadLines } = await readDecisions(dir);
  expect(unreadLines).toBe(0);
  expect(all.map(({ findingId }) => findingId).sort()).toEqual([...ids].sort());
});

test('a line that a crash cut off does not swallow the next', async () => {
  const dir = makeFolder({ [DECISIONS_FILE]: '' });
  await appendDecision(dir, accepted);
  const file = join(dir, DECISIONS_FILE);
  writeFileSync(file, `${readFileSync(file, 'utf8')}{"path":"b.pdf","fin`);
  await appendDecision(dir, { ...accepted, findingId: '2' });
  const { all, unreadLines } = await readDecisions(dir);
  expect(all.map(({ findingId }) => findingId)).toEqual(['1', '2']);
  expect(unreadLines).toBe(1);
});

test('what is no decision is refused and leaves the file as it was', async () => {
  const dir = makeFolder({ [DECISIONS_FILE]: '' });
  await expect(appendDecision(dir, { ...accepted, at: 'yesterday' })).rejects.toThrow();
  expect(readFileSync(join(dir, DECISIONS_FILE), 'utf8')).toBe('');
});
