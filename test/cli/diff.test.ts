import { describe, expect, test } from 'vitest';
import { datasetDiffSchema } from '../../pipeline/model/dataset-diff.ts';
import { makeFolder } from '../pipeline/archive/temporary-folder.ts';
import { makeDocument } from '../pipeline/dataset/sample-document.ts';
import { makeDataset } from '../pipeline/dataset/workpaper/make-dataset.ts';
import { runCli } from './run-cli.ts';

describe('hedui diff', async () => {
  const document = makeDocument('aa'.repeat(32));
  const old = await makeDataset({ 'a.pdf': document });
  const now = await makeDataset({ 'a.pdf': { ...document, findings: document.findings.slice(1) } });

  test('of a dataset with itself says so and exits 0', async () => {
    expect(await runCli(['diff', old, old])).toEqual({ code: 0, stdout: '两个数据集相同\n', stderr: '' });
  });

  test('gives counts first, then a line for each change under its path, and exits 1', async () => {
    const { code, stdout } = await runCli(['diff', old, now, '--lang', 'en']);
    const lines = stdout.split('\n');
    expect(code).toBe(1);
    expect(lines).toContain('findings: 0 new, 1 gone, 0 changed');
    expect(lines.slice(-3)).toEqual(['a.pdf', expect.stringMatching(/^ {2}- finding A101 .* recorded 81\.62%/), '']);
  });

  test('--json is exactly the record', async () => {
    const { code, stdout } = await runCli(['diff', old, now, '--json']);
    const diff = datasetDiffSchema.parse(JSON.parse(stdout));
    expect([code, diff.isSame, diff.counts.finding.gone, diff.changes.length]).toEqual([1, false, 1, 1]);
  });

  test('of a folder that is no dataset is wrong use', async () => {
    const { code, stdout, stderr } = await runCli(['diff', old, makeFolder()]);
    expect([code, stdout, stderr.trimEnd().split('\n')]).toEqual([2, '', [expect.stringContaining('不是核对数据集')]]);
  });
});
