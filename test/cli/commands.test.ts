import { cpSync, existsSync, readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { parsedDocumentSchema } from '../../pipeline/model/document.ts';
import { makeForm } from '../pipeline/archive/forms.ts';
import { makeFolder } from '../pipeline/archive/temporary-folder.ts';
import { runCli } from './run-cli.ts';

const cwd = makeFolder({ 'a.html': makeForm({ rate: '81.62%' }), 'empty.docx': '' });

describe('hedui', () => {
  test('--help lists the commands that there are', async () => {
    const { code, stdout, stderr } = await runCli(['--help']);
    const commands = [...stdout.matchAll(/^ {2}([a-z]+) .*(?:\[|<)/gm)].map(([, name]) => name);
    expect([code, stderr, commands]).toEqual([
      0,
      '',
      ['audit', 'extract', 'validate', 'report', 'worker', 'review', 'diff', 'checks', 'schema'],
    ]);
  });

  test('an option without its value is wrong use', async () => {
    expect(await runCli(['audit', 'a.html', '--jobs'], { cwd })).toEqual({
      code: 2,
      stdout: '',
      stderr: "hedui: option '--jobs <n>' argument missing; see hedui audit --help\n",
    });
  });

  test('without a command is wrong use and shows the help', async () => {
    const { code, stdout, stderr } = await runCli([]);
    expect([code, stdout, stderr.split('\n')[0]]).toEqual([2, '', 'Usage: hedui [options] [command]']);
  });

  test('with an unknown command is wrong use', async () => {
    expect(await runCli(['adit'])).toEqual({
      code: 2,
      stdout: '',
      stderr: "hedui: unknown command 'adit' (Did you mean audit?); see hedui --help\n",
    });
  });

  test('--version is that of the package', async () => {
    const { version } = JSON.parse(readFileSync(join(import.meta.dirname, '..', '..', 'package.json'), 'utf8'));
    expect(await runCli(['--version'])).toEqual({ code: 0, stdout: `${version}\n`, stderr: '' });
  });
});

describe('hedui extract', () => {
  test('prints the document without its reports', async () => {
    const { code, stdout } = await runCli(['extract', 'a.html'], { cwd });
    const document = parsedDocumentSchema.parse(JSON.parse(stdout));
    expect([code, document.source.name, document.tables.length]).toEqual([0, 'a.html', 1]);
  });

  test.each([
    ['html', /<td colspan="6">渠道清淤<\/td>/],
    ['csv', /^项目名称,渠道清淤,/m],
    ['md', /^\| 项目名称 \| 渠道清淤 \|/m],
    ['text', /^项目名称\t渠道清淤\t/m],
  ])('prints %s', async (format, pattern) => {
    const { code, stdout, stderr } = await runCli(['extract', 'a.html', '--format', format], { cwd });
    expect([code, stderr]).toEqual([0, '']);
    expect(stdout).toMatch(pattern);
  });

  test('says in one line what it cannot read', async () => {
    expect(await runCli(['extract', 'empty.docx', '--lang', 'en'], { cwd })).toEqual({
      code: 3,
      stdout: '',
      stderr: 'hedui: empty.docx: empty: the file is empty (0 bytes); get the original again\n',
    });
    expect(await runCli(['extract', 'gone.docx'], { cwd })).toEqual({
      code: 3,
      stdout: '',
      stderr: 'hedui: gone.docx: not-readable: 没有这个文件；请检查路径\n',
    });
  });
});

describe('hedui validate', async () => {
  const out = join(makeFolder(), 'out');
  await runCli(['audit', 'a.html', 'empty.docx', '--out', out], { cwd });

  test('checks again without the files, with other checks', async () => {
    const dir = join(makeFolder(), 'out');
    cpSync(out, dir, { recursive: true });
    const { code, stdout } = await runCli(['validate', dir, '--skip', 'A101', '--json']);
    const summary = JSON.parse(stdout);
    expect([code, summary.coverage.files, summary.findings.error]).toEqual([3, 2, 0]);
    const again = await runCli(['validate', dir, '--json']);
    expect([again.code, again.stdout]).toEqual([
      1,
      `${JSON.stringify(JSON.parse(readFileSync(join(out, 'summary.json'), 'utf8')))}\n`,
    ]);
  });

  test('refuses what is no dataset', async () => {
    const dir = makeFolder();
    expect(await runCli(['validate', dir, '--lang=en'])).toEqual({
      code: 2,
      stdout: '',
      stderr: `hedui: ${dir} is not a dataset (no readable summary.json); run hedui audit PATH --out ${dir} first\n`,
    });
    expect(existsSync(join(dir, 'ledger.jsonl'))).toBe(false);
  });
});

describe('hedui checks', () => {
  test('lists the catalogue, and one check', async () => {
    const [all, one] = await Promise.all([runCli(['checks']), runCli(['checks', 'a101'])]);
    expect([all.code, one.code]).toEqual([0, 0]);
    expect(all.stdout).toContain('S101');
    expect(one.stdout).toContain('A101');
    expect(one.stdout).not.toContain('A102');
  });

  test('prints them for programs', async () => {
    const { stdout } = await runCli(['checks', 'A101', '--format', 'json']);
    expect(JSON.parse(stdout)).toMatchObject({ id: 'A101', name: 'execution-rate-follows-amounts', severity: 'error' });
  });

  test('does not know every id', async () => {
    const { code, stderr } = await runCli(['checks', 'Z1']);
    expect([code, stderr]).toEqual([2, 'hedui: 没有编号为 Z1 的核对；运行 hedui checks 查看全部\n']);
  });
});

describe('hedui schema', () => {
  test('prints a schema, or the names there are', async () => {
    const [finding, names] = await Promise.all([runCli(['schema', 'finding']), runCli(['schema'])]);
    expect(JSON.parse(finding.stdout)).toMatchObject({ title: 'finding', type: 'object' });
    expect(names.stdout).toMatch(/^finding +a line of findings\.jsonl$/m);
  });

  test('does not know every name', async () => {
    const { code, stderr } = await runCli(['schema', 'thing', '--lang', 'en']);
    expect(code).toBe(2);
    expect(stderr).toMatch(/^hedui: /);
  });
});

test('extract --debug draws a picture of each page of a PDF, with what was found on it', async () => {
  const pdf = join(import.meta.dirname, '..', '..', 'fixtures', 'score-cut-off', 'report.ruled.pdf');
  const debug = join(makeFolder(), 'pages');
  const { code } = await runCli(['extract', pdf, '--format', 'text', '--debug', debug]);
  expect(code).toBe(0);
  expect(readdirSync(debug)).toEqual(['page-1.svg']);
  expect(readFileSync(join(debug, 'page-1.svg'), 'utf8')).toContain('638.43');
});

describe('hedui report', () => {
  const dir = makeFolder({ 'a.html': makeForm({ rate: '81.62%' }) });

  test('writes each format into the dataset and prints its path', async () => {
    await runCli(['audit', 'a.html', '--out', 'ds', '-q'], { cwd: dir });
    const page = readFileSync(join(dir, 'ds', 'report.html'), 'utf8');
    const runs = await Promise.all(
      ['html', 'sarif', 'csv'].map((format) => runCli(['report', 'ds', '--format', format], { cwd: dir })),
    );
    const files = ['report.html', 'findings.sarif', 'findings.csv'].map((name) => join('ds', name));
    expect(runs).toEqual(files.map((file) => ({ code: 0, stdout: `${file}\n`, stderr: '' })));
    expect(files.map((file) => existsSync(join(dir, file)))).toEqual([true, true, true]);
    expect(readFileSync(join(dir, 'ds', 'report.html'), 'utf8')).toBe(page);
  });

  test.each([
    [[], 2, "hedui: missing required argument 'dir'; see hedui report --help\n"],
    [
      ['.', '--format', 'pdf'],
      2,
      /^hedui: option '--format <format>' argument 'pdf' is invalid.* see hedui report --help\n$/,
    ],
    [['.', '--lang', 'en'], 2, /^hedui: \. is not a dataset .*\n$/],
    [['.'], 2, /^hedui: \. 不是核对数据集.*\n$/],
  ])('%j is wrong use, told in one line', async (args, code, line) => {
    const run = await runCli(['report', ...args], { cwd: dir });
    expect([run.code, run.stdout]).toEqual([code, '']);
    expect(run.stderr).toEqual(typeof line === 'string' ? line : expect.stringMatching(line));
  });

  test('a dataset of another version is refused', async () => {
    const other = makeFolder({ 'summary.json': '{"schemaVersion":"9.0.0"}' });
    const { code, stderr } = await runCli(['report', other, '--lang', 'en']);
    expect([code, stderr]).toEqual([2, expect.stringMatching(/schemaVersion 9\.0\.0, this program reads .*\n$/)]);
  });
});
