import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, test, vi } from 'vitest';
import { appendDecision } from '../../pipeline/dataset/append-decision.ts';
import { toDocumentFile } from '../../pipeline/dataset/dataset-files.ts';
import { documentSchema } from '../../pipeline/model/dataset.ts';
import { ledgerEntrySchema } from '../../pipeline/model/dataset-run.ts';
import type { Decision } from '../../pipeline/model/decision.ts';
import { findingSchema } from '../../pipeline/model/finding.ts';
import { makeForm } from '../pipeline/archive/forms.ts';
import { makeFolder } from '../pipeline/archive/temporary-folder.ts';
import { runCli } from './run-cli.ts';

/** Each test runs the program several times. */
vi.setConfig({ testTimeout: 120_000 });

/** A dataset whose one form states 81.62% where 80.62% is right. */
async function auditWrongForm(): Promise<{ folder: string; dir: string; again: () => ReturnType<typeof runCli> }> {
  const folder = makeFolder({ 'form.html': makeForm({ rate: '81.62%' }) });
  const dir = join(folder, 'out');
  const again = () => runCli(['audit', 'form.html', '--out', dir], { cwd: folder });
  expect((await again()).code).toBe(1);
  return { folder, dir, again };
}

function readFindings(dir: string) {
  const lines = readFileSync(join(dir, 'findings.jsonl'), 'utf8').split('\n').filter(Boolean);
  return lines.map((line) => findingSchema.parse(JSON.parse(line)));
}

function readHashes(dir: string) {
  const line = readFileSync(join(dir, 'ledger.jsonl'), 'utf8').trim();
  const { readingHash, checkingHash } = ledgerEntrySchema.parse(JSON.parse(line));
  return { readingHash, checkingHash };
}

function toDecision(finding: { findingId: string }, change: Partial<Decision>): Decision {
  const { findingId } = finding;
  const at = '2026-11-22T08:00:00Z';
  return { path: 'form.html', findingId, decision: 'undecided', reason: '', correction: null, by: '', at, ...change };
}

describe('a dismissed finding', () => {
  test('is counted and no longer makes exit code 1', async () => {
    const { dir, again } = await auditWrongForm();
    for (const finding of readFindings(dir)) {
      await appendDecision(dir, toDecision(finding, { decision: 'dismissed', reason: '另有批复' }));
    }
    const audited = await again();
    expect(audited.code).toBe(0);
    expect(audited.stdout).toContain('错误 1 · 警告 0 · 提示 0 · 存疑 0 · 其中已驳回 1');
    expect(audited.stdout).not.toContain('81.62%');
    expect(readFindings(dir)).toHaveLength(1);
  });

  test('counts again when another figure was changed, since that is another finding', async () => {
    const { folder, dir, again } = await auditWrongForm();
    for (const finding of readFindings(dir)) {
      await appendDecision(dir, toDecision(finding, { decision: 'dismissed', reason: '另有批复' }));
    }
    writeFileSync(join(folder, 'form.html'), makeForm({ rate: '88.62%' }));
    expect((await again()).code).toBe(1);
  });
});

describe('a corrected reading', () => {
  test('is checked instead of the first one until it is taken back; the reading stays in the document', async () => {
    const { dir, again } = await auditWrongForm();
    const [finding] = readFindings(dir);
    const [source] = finding?.sources ?? [];
    if (finding === undefined || source === undefined) throw new Error('no finding to correct');
    const { role: _role, text: _text, ...place } = source;
    const before = readHashes(dir);
    const correction = { source: place, from: '81.62%', to: '80.62%' };
    await appendDecision(dir, toDecision(finding, { decision: 'corrected', correction }));

    for (const run of [() => runCli(['validate', dir]), again]) {
      expect((await run()).code).toBe(0);
      expect(readFindings(dir)).toEqual([]);
      const document = documentSchema.parse(JSON.parse(readFileSync(toDocumentFile(dir, place.documentId), 'utf8')));
      expect(document.notes.map(({ code, stage }) => [code, stage])).toContainEqual([
        'reading-corrected',
        'normalizing',
      ]);
      expect(JSON.stringify(document.tables)).toContain('"81.62%"');
      expect(document.reports[0]?.funds[0]?.executionRate).toMatchObject({
        raw: '80.62%',
        sources: [{ readings: [{ text: '81.62%' }, { text: '80.62%', engine: 'person' }] }],
      });
      const { readingHash, checkingHash } = readHashes(dir);
      expect(readingHash).toBe(before.readingHash);
      expect(checkingHash).not.toBe(before.checkingHash);
    }

    await appendDecision(dir, toDecision(finding, { decision: 'undecided' }));
    expect((await runCli(['validate', dir])).code).toBe(1);
    expect(readFindings(dir)).toEqual([finding]);
    expect(readHashes(dir)).toEqual(before);
  });
});
