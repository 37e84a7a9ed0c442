import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { makeForm } from '../pipeline/archive/forms.ts';
import { makeFolder } from '../pipeline/archive/temporary-folder.ts';
import { runCli } from './run-cli.ts';

/** Headings nobody has seen, over figures that do not agree. */
const form = makeForm({ rate: '81.62%' }).replace('全年执行数', '已付金额').replace('年度指标值', '本年任务');
const profile = {
  name: 'county',
  headings: { funds: { executed: ['已付金额'] }, indicators: { target: ['本年任务'] } },
};
const cwd = makeFolder({
  'a.html': form,
  'county.json': JSON.stringify(profile),
  'wrong.json': '{\n  "name": "county",\n  "executionPoints": 20\n}',
});

function checkedIn(dir: string): readonly string[] {
  const lines = readFileSync(join(cwd, dir, 'findings.jsonl'), 'utf8')
    .split('\n')
    .filter((line) => line !== '');
  return lines.map((line) => JSON.parse(line).checkId);
}

describe('--profile', () => {
  test('lets audit understand headings it did not know', async () => {
    const plain = await runCli(['audit', 'a.html', '--out', 'plain', '--fail-on', 'never', '-q'], { cwd });
    const given = await runCli(['audit', 'a.html', '--out', 'given', '--profile', 'county.json', '-q'], { cwd });
    expect([plain.code, given.code]).toEqual([0, 1]);
    expect([checkedIn('plain').includes('A101'), checkedIn('given').includes('A101')]).toEqual([false, true]);
  });

  test('lets validate read the stored document anew, and is recorded', async () => {
    await runCli(['audit', 'a.html', '--out', 'again', '--fail-on', 'never', '-q'], { cwd });
    const { code } = await runCli(['validate', 'again', '--profile', 'county.json', '-q'], { cwd });
    expect([code, checkedIn('again').includes('A101')]).toEqual([1, true]);
    const run = JSON.parse(readFileSync(join(cwd, 'again', 'run.json'), 'utf8'));
    expect(run.checking.profile.headings).toEqual(profile.headings);
  });

  test('that is wrong says where and what to write', async () => {
    expect(await runCli(['audit', 'a.html', '--profile', 'wrong.json'], { cwd })).toEqual({
      code: 2,
      stdout: '',
      stderr: 'hedui: 配置文件 wrong.json 第 3 行 executionPoints：应为加引号的文字，写的是 20\n',
    });
  });
});

test('hedui schema profile tells how to write one', async () => {
  const { code, stdout } = await runCli(['schema', 'profile']);
  expect([code, JSON.parse(stdout).required]).toEqual([0, ['name']]);
});
