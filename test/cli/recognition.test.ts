import { readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import sharp from 'sharp';
import { describe, expect, test } from 'vitest';
import { runSchema } from '../../pipeline/model/dataset-run.ts';
import { makeForm } from '../pipeline/archive/forms.ts';
import { makeFolder } from '../pipeline/archive/temporary-folder.ts';
import { runCli } from './run-cli.ts';

const folder = makeFolder({ 'a.html': makeForm() });
const CELLS = join(import.meta.dirname, '..', 'parsers', 'scan', 'reading', 'page-1.png');

function auditInto(out: string, ...args: readonly string[]): ReturnType<typeof runCli> {
  return runCli(['audit', 'a.html', '--out', out, ...args], { cwd: folder });
}

describe('options of recognition', () => {
  test.each([
    [
      'an engine that does not exist',
      ['--ocr-engine', 'nix'],
      '没有名为 nix 的识别引擎；可用：tesseract.js、tesseract',
    ],
    [
      'a choice that does not exist',
      ['--ocr', 'maybe'],
      "option '--ocr <when>' argument 'maybe' is invalid. Allowed choices are auto, always, never.; see hedui audit --help",
    ],
  ])('%s is one line and 2', async (_, args, line) => {
    const run = await auditInto(join(makeFolder(), 'out'), ...args);
    expect(run).toEqual({ code: 2, stdout: '', stderr: `hedui: ${line}\n` });
  });

  test('an engine that is not installed is one line and 2', async () => {
    const options = { cwd: folder, env: { PATH: folder } };
    const args = ['a.html', '--ocr-engine', 'tesseract', '--lang', 'en', '--out', join(makeFolder(), 'out')];
    const { code, stderr } = await runCli(['audit', ...args], options);
    expect([code, stderr.split('\n').length]).toEqual([2, 2]);
    expect(stderr).toMatch(/^hedui: the program tesseract or its language data .* was not found; install /);
  });

  test('count as reading options, but for where recognised text is kept', async () => {
    const hashes = new Map<string, string>();
    for (const args of [[], ['--ocr', 'always'], ['--cache', makeFolder()]]) {
      const out = join(makeFolder(), 'out');
      expect((await auditInto(out, ...args)).code).toBe(0);
      const { readingHash } = JSON.parse(readFileSync(join(out, 'ledger.jsonl'), 'utf8').split('\n')[0] ?? '');
      hashes.set(args.join(' ').replace(/ .*\/.*/, ' DIR'), readingHash);
      const { reading } = runSchema.parse(JSON.parse(readFileSync(join(out, 'run.json'), 'utf8')));
      expect(reading).toMatchObject({ ocr: args[1] === 'always' ? 'always' : 'auto', ocrEngine: 'tesseract.js' });
    }
    expect(hashes.get('')).toBe(hashes.get('--cache DIR'));
    expect(hashes.get('')).not.toBe(hashes.get('--ocr always'));
  });

  test('a picture is refused with --ocr never', async () => {
    const { code, stderr } = await runCli(['extract', CELLS, '--ocr', 'never', '--lang', 'en']);
    expect(code).toBe(3);
    expect(stderr).toContain('no-text: this is a picture, and recognition is switched off (--ocr never)');
  });

  test('what was recognised is kept in the folder of --cache and taken from there', async () => {
    const cache = makeFolder();
    const extract = () => runCli(['extract', CELLS, '--format', 'text', '--cache', cache]);
    const entries = () =>
      readdirSync(cache, { recursive: true, encoding: 'utf8' }).filter((name) => name.endsWith('.json.gz'));
    const first = await extract();
    expect([first.code, entries().length]).toEqual([0, 1]);
    // An answer that no engine would give shows where the text comes from.
    const file = join(cache, entries()[0] ?? '');
    const { gunzipSync, gzipSync } = await import('node:zlib');
    const kept = gunzipSync(readFileSync(file)).toString('utf8').replaceAll('预', '豫');
    writeFileSync(file, gzipSync(kept));
    const second = await extract();
    expect(first.stdout).toContain('预');
    expect(second.stdout).toBe(first.stdout.replaceAll('预', '豫'));
  });

  test('pages read in either order, by one process or two, are the same', { timeout: 120_000 }, async () => {
    const pages = [1, 2].map((n) => readFileSync(CELLS.replace('page-1', `page-${n}`)));
    const read = async (names: readonly string[], jobs: string) => {
      const given = makeFolder();
      for (const [i, name] of names.entries()) writeFileSync(join(given, name), pages[i] ?? '');
      const out = join(makeFolder(), 'out');
      const cache = ['--cache', makeFolder()];
      await runCli(['audit', given, '--out', out, '--jobs', jobs, '--fail-on', 'never', '--timeout', '100', ...cache]);
      const documents = readdirSync(join(out, 'documents'), { recursive: true, encoding: 'utf8' }).sort();
      const files = documents.filter((name) => name.endsWith('.json'));
      return files.map((name) => {
        const { source, ...rest } = JSON.parse(readFileSync(join(out, 'documents', name), 'utf8'));
        return JSON.stringify({ ...rest, sha256: source.sha256 });
      });
    };
    const inOrder = await read(['a.png', 'b.png'], '1');
    expect(inOrder).toHaveLength(2);
    expect(await read(['b.png', 'a.png'], '1')).toEqual(inOrder);
    expect(await read(['b.png', 'a.png'], '2')).toEqual(inOrder);
  });

  test('a blank picture is a failure that says so', async () => {
    const blank = join(makeFolder(), 'blank.png');
    await sharp({ create: { width: 300, height: 200, channels: 3, background: '#fff' } }).toFile(blank);
    const { code, stderr } = await runCli(['extract', blank, '--lang', 'en', '--cache', makeFolder()]);
    expect([code, stderr.includes('no-text: Page 1 is a picture without any text')]).toEqual([3, true]);
  });
});
