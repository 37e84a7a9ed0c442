import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import type { DecideReply, FindingReply, ListReply, VanishedReply } from '../../../pipeline/review/api.ts';
import type { ReviewServer } from '../../../pipeline/review/server.ts';
import { makeForm } from '../archive/forms.ts';
import { get, post } from './client.ts';
import { type Audited, auditAgain, auditFiles, readFindings, review } from './review-of.ts';

const LIST = '/api/findings?count=100';

interface Opened {
  readonly audited: Audited;
  readonly server: ReviewServer;
  readonly rate: FindingReply;
}

/** A form that states 81.62% where 80.62% is right, opened at that finding. */
async function openWrongForm(): Promise<Opened> {
  const audited = await auditFiles({ 'form.html': makeForm({ rate: '81.62%' }), 'other.html': makeForm() });
  const server = await review(audited);
  const { rows } = await get<ListReply>(server, LIST);
  const row = rows.find(({ checkId }) => checkId === 'A101');
  if (row === undefined) throw new Error('the rate was not found wrong');
  const { path, findingId } = row;
  const rate = await get<FindingReply>(server, `/api/finding?${new URLSearchParams({ path, findingId })}`);
  return { audited, server, rate };
}

async function correct({ server, rate }: Opened, to: string): Promise<DecideReply> {
  const [text] = rate.texts;
  if (text === undefined) throw new Error('nothing to correct');
  const { documentId, tableId, row, col, blockId } = text;
  const { path, findingId } = rate.finding;
  const correction = { documentId, tableId, row, col, blockId, to };
  const { status, body } = await post(server, '/api/decisions', {
    path,
    findingId,
    decision: 'corrected',
    reason: '',
    correction,
  });
  if (status !== 200) throw new Error(`${status} ${body.toString('utf8')}`);
  return JSON.parse(body.toString('utf8')) as DecideReply; // what the server says it is
}

test('a correction is checked at once: its finding vanishes and is listed among the vanished', async () => {
  const opened = await openWrongForm();
  const { server, rate, audited } = opened;
  expect(rate.texts[0]).toMatchObject({ role: 'recorded', text: '81.62%', read: '81.62%' });
  const { now, decision } = await correct(opened, '80.62%');
  expect(now).toBeNull();
  expect(decision.correction).toMatchObject({ from: '81.62%', to: '80.62%' });

  const list = await get<ListReply>(server, LIST);
  expect(list.rows).toHaveLength(audited.findings.length - 1);
  expect(list.vanished).toBe(1);
  const { decisions } = await get<VanishedReply>(server, '/api/vanished');
  expect(decisions).toEqual([decision]);
});

test('a correction to another wrong figure shows the finding it makes now, with what was read', async () => {
  const opened = await openWrongForm();
  const { now } = await correct(opened, '82.62%');
  expect(now?.findingId).not.toBe(opened.rate.finding.findingId);
  const shown = await get<FindingReply>(opened.server, `/api/finding?${new URLSearchParams({ ...now })}`);
  expect(shown.finding.recorded).toBe('82.62%');
  expect(shown.texts[0]).toMatchObject({ text: '82.62%', read: '81.62%' });
  expect(shown.finding.sources[0]?.readings).toEqual([
    { text: '81.62%', engine: 'as-read', confidence: null },
    { text: '82.62%', engine: 'person', confidence: null },
  ]);
  expect(JSON.stringify(shown.pictures)).toContain('82.62%');
});

test('taken back, the first reading is checked again', async () => {
  const opened = await openWrongForm();
  const before = await get<ListReply>(opened.server, LIST);
  await correct(opened, '80.62%');
  const { path, findingId } = opened.rate.finding;
  const undecided = { path, findingId, decision: 'undecided', reason: '', correction: null };
  expect((await post(opened.server, '/api/decisions', undecided)).status).toBe(200);
  expect(await get<ListReply>(opened.server, LIST)).toEqual(before);
});

test('it holds in a new run and a new server, can be taken back there, and not for a file that changed', async () => {
  const opened = await openWrongForm();
  const { audited } = opened;
  await correct(opened, '80.62%');
  await auditAgain(audited.root, ['form.html', 'other.html']);
  expect(readFindings(audited.dir).filter(({ checkId }) => checkId === 'A101')).toEqual([]);

  const server = await review(audited);
  expect((await get<ListReply>(server, LIST)).counts.checks).not.toHaveProperty('A101');
  const { path, findingId } = opened.rate.finding;
  await post(server, '/api/decisions', { path, findingId, decision: 'undecided', reason: '', correction: null });
  expect((await get<ListReply>(server, LIST)).counts.checks).toHaveProperty('A101', 1);
  await correct(opened, '80.62%');

  writeFileSync(join(audited.root, 'form.html'), makeForm({ rate: '81.62%', project: '道路养护' }));
  await auditAgain(audited.root, ['form.html', 'other.html']);
  expect(readFindings(audited.dir).filter(({ checkId }) => checkId === 'A101')).toHaveLength(1);
  expect(readFileSync(join(audited.dir, 'notes.jsonl'), 'utf8')).toContain('未被采用：文件已改变');
});

test('the server takes up what a run or another program wrote meanwhile', async () => {
  const { server, audited, rate } = await openWrongForm();
  writeFileSync(join(audited.root, 'form.html'), makeForm());
  await auditAgain(audited.root, ['form.html', 'other.html']);
  expect((await get<ListReply>(server, LIST)).counts.checks).not.toHaveProperty('A101');
  const { path, findingId } = rate.finding;
  const line = {
    path,
    findingId,
    decision: 'dismissed',
    reason: '另有批复',
    correction: null,
    by: '别人',
    at: '2026-11-22T08:00:00Z',
  };
  writeFileSync(join(audited.dir, 'decisions.jsonl'), `${JSON.stringify(line)}\n{"path":"cut`);
  const list = await get<ListReply>(server, LIST);
  expect([list.vanished, list.unreadLines]).toEqual([1, 1]);
});
