import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { summarySchema } from '../../pipeline/model/dataset.ts';
import { makeForm } from '../pipeline/archive/forms.ts';
import { makeFolder } from '../pipeline/archive/temporary-folder.ts';
import { type CliOptions, runCli } from './run-cli.ts';

const FIXTURES = join(import.meta.dirname, '..', '..', 'fixtures');
const WRONG = makeForm({ rate: '81.62%' });
const folder = makeFolder({
  'clean/a.html': makeForm(),
  'wrong/b.html': WRONG,
  'broken/empty.docx': '',
});

function audit(args: readonly string[], options: CliOptions = {}): ReturnType<typeof runCli> {
  const out = join(makeFolder(), 'out');
  return runCli(['audit', ...args, '--out', out], { cwd: folder, ...options });
}

describe('exit codes', () => {
  test.each([
    ['nothing found', ['clean', '--fail-on', 'warning'], 0],
    ['an error', ['wrong'], 1],
    ['an error that does not count', ['wrong', '--fail-on', 'never'], 0],
    ['an error in a check that is skipped', ['wrong', '--only', 'C103'], 0],
    ['a file that cannot be read and no finding', ['clean', 'broken'], 3],
    ['a file that cannot be read though findings do not count', ['clean', 'broken', '--fail-on', 'never'], 3],
    ['an error and a file that cannot be read', ['wrong', 'broken'], 1],
    ['an error that does not count and a file that cannot be read', ['wrong', 'broken', '--fail-on', 'never'], 0],
    ['a path that does not exist beside one that does', ['clean', 'nowhere'], 3],
  ])('%s', async (_, args, code) => {
    expect((await audit(args)).code).toBe(code);
  });

  test.each([
    ['no path', [], '没有给出文件；请写 hedui audit PATH...'],
    ['an unknown option', ['clean', '--nix'], "unknown option '--nix'; see hedui audit --help"],
    ['a wrong number', ['clean', '--jobs', '0'], '--jobs 的值 0 无效；请给出正整数'],
    [
      'a wrong time',
      ['clean', '--timeout', '1e3', '--lang', 'en'],
      '--timeout 1e3 is not valid; give a number of seconds such as 120',
    ],
    [
      'a wrong size',
      ['clean', '--max-bytes', '1TB'],
      '--max-bytes 的值 1TB 无效；请给出字节数，如 536870912 或 512MiB',
    ],
    [
      'a check that does not exist',
      ['clean', '--only', 'A101,A999'],
      '没有编号为 A999 的核对；运行 hedui checks 查看全部',
    ],
    [
      'a severity that does not exist',
      ['clean', '--fail-on', 'note'],
      "option '--fail-on <severity>' argument 'note' is invalid. Allowed choices are error, warning, never.; see hedui audit --help",
    ],
    ['a list that is not there', ['--files-from', 'gone.txt'], '无法读取文件清单 gone.txt；请检查路径'],
    [
      'a password that is not there',
      ['clean', '--password-file', 'gone.txt'],
      '无法读取密码文件 gone.txt；请检查路径和权限',
    ],
    [
      'a path outside the root',
      ['clean', '--root', 'wrong'],
      `${folder}/clean/a.html 不在 --root ${folder}/wrong 之内；请给出包含全部文件的文件夹`,
    ],
  ])('wrong use: %s is one line and 2', async (_, args, line) => {
    expect(await audit(args)).toEqual({ code: 2, stdout: '', stderr: `hedui: ${line}\n` });
  });

  test('a folder without files is wrong use', async () => {
    const empty = makeFolder();
    const { code, stderr } = await audit([empty]);
    expect([code, stderr]).toEqual([2, `hedui: 没有找到文件：${empty}；请给出有文件的文件夹\n`]);
  });

  test.each(['SIGINT', 'SIGTERM'] as const)('%s is 130', async (signalAtOutput) => {
    const files = Object.fromEntries(
      [...'abcdefghijklmnop'].map((name) => [`${name}.html`, makeForm({ project: name })]),
    );
    const run = await audit([makeFolder(files), '-v', '--jobs', '1'], { signalAtOutput });
    expect([run.code, run.stdout]).toEqual([130, '']);
    expect(run.stderr).toMatch(/hedui: 已中断；做完的文件保留\n$/);
  });
});

describe('what is printed', () => {
  test('coverage comes first, then findings by file with both figures, the recomputation and the place', async () => {
    const { stdout } = await audit(['.']);
    const lines = stdout.split('\n');
    expect(lines.slice(0, 4)).toEqual([
      '文件 3：读出 2，没有报告 0，失败 1 · 报告 2 份 · 未读页 0/0 · 未能判断的核对 0',
      '失败: empty 1',
      '  broken/empty.docx: empty · 文件是空的（0 字节）；请重新取得原文件。',
      expect.stringMatching(/^错误 1 · 警告 \d+ · 提示 \d+ · 存疑 0 · 相符 \d+$/),
    ]);
    const at = lines.indexOf('wrong/b.html');
    expect(lines[at + 1]).toMatch(/^ {2}错误 A101 {2}表格 · 第3行$/);
    expect(lines[at + 2]).toMatch(/^ {4}填报 81\.62% · 重算 80\.62% · 320\.88 ÷ 398\.00 = 80\.62%/);
    expect(stdout).not.toContain('\u001b');
  });

  test('findings across files stand under a heading of their own and count for the exit code', async () => {
    const years = ['carried-over-2022', 'carried-over-2023'].map((name) => join(FIXTURES, name, 'report.html'));
    const { code, stdout } = await audit([...years, '--fail-on', 'warning']);
    const lines = stdout.split('\n');
    const at = lines.indexOf('跨文件');
    expect([code, lines[at + 1], lines[at + 2]]).toEqual([
      1,
      '  警告 F101  carried-over-2023/report.html · 表格 · 第6行',
      '    填报 36.75 · 重算 37.65 · 650.00 − 612.35 = 37.65',
    ]);
  });

  test('the last line on stderr counts what could not be read', async () => {
    const { stderr } = await audit(['.', '--lang', 'en'], { cwd: folder });
    expect(stderr).toMatch(/^hedui: 1 file could not be read; see .*\/failures\.jsonl\n$/);
  });

  test('--json is exactly the summary record', async () => {
    const out = join(makeFolder(), 'out');
    const { stdout } = await runCli(['audit', 'wrong', '--json', '--out', out], { cwd: folder });
    expect(stdout.endsWith('}\n')).toBe(true);
    const summary = summarySchema.parse(JSON.parse(stdout));
    expect(summary).toEqual(JSON.parse(readFileSync(join(out, 'summary.json'), 'utf8')));
  });

  test('-v has a line for each file on stderr, -q no list of findings', async () => {
    const [verbose, quiet] = await Promise.all([audit(['wrong', '-v', '--lang', 'en']), audit(['wrong', '-q'])]);
    expect(verbose.stderr).toMatch(/^b\.html: \d+ findings\n$/);
    expect([quiet.stderr, quiet.stdout.includes('A101')]).toEqual(['', false]);
  });

  test('text of a document cannot steer the terminal', async () => {
    const hostile = makeForm({ project: '渠道\u001b[31m\u202e清淤', rate: '81.62%' });
    const { stdout } = await audit([makeFolder({ 'a\u001b[2Jb.html': hostile })]);
    expect(stdout).toContain('a[2Jb.html');
    expect([...stdout].filter((character) => '\u001b\u202e'.includes(character))).toEqual([]);
  });
});

describe('files', () => {
  test('can come from a list on standard input', async () => {
    const { code, stdout } = await audit(['--files-from', '-', '--json'], { stdin: 'clean/a.html\nwrong/b.html\n' });
    expect([code, JSON.parse(stdout).coverage.files]).toEqual([1, 2]);
  });

  test('go to output/<name of the first path> where nothing is said', async () => {
    const cwd = makeFolder({ 'in/a.html': makeForm() });
    expect((await runCli(['audit', 'in'], { cwd })).code).toBe(0);
    expect(existsSync(join(cwd, 'output', 'in', 'summary.json'))).toBe(true);
  });

  test('too large and too slow ones are failures of their own', async () => {
    const [large, slow] = await Promise.all([
      audit(['clean', '--max-bytes', '10', '--json']),
      audit(['clean', '--timeout', '0.001', '--json']),
    ]);
    expect([large.code, JSON.parse(large.stdout).coverage.failures]).toEqual([3, { 'too-large': 1 }]);
    expect([slow.code, JSON.parse(slow.stdout).coverage.failures]).toEqual([3, { timeout: 1 }]);
  });
});
