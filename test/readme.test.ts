import { existsSync, readFileSync, statSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, test, vi } from 'vitest';
import { HEADINGS, SHEETS } from '../pipeline/dataset/workpaper/words.ts';
import { acrossCatalogue, catalogue } from '../pipeline/validate/catalogue.ts';
import { runCli } from './cli/run-cli.ts';

/** The program starts once a command. */
vi.setConfig({ testTimeout: 120_000 });

const ROOT = join(import.meta.dirname, '..');
const read = (name: string) => readFileSync(join(ROOT, name), 'utf8');
const scripts: unknown = JSON.parse(read('package.json')).scripts;
const scriptNames = Object.keys(Object(scripts));

/** What npm brings itself. */
const NPM_OWN = ['ci', 'start', 'test'];

const PICTURE_BYTES = { one: 150_000, all: 600_000 };

describe.each(['README.md', 'README.zh.md'])('%s', (name) => {
  const text = read(name);
  const code = findCode(text);

  test('names commands and options that --help lists', async () => {
    const uses = code.flatMap(findUses);
    const bare = code.flatMap((line) => line.match(/^--[a-z][\w-]*/g) ?? []);
    const helps = await readHelps();
    const known = new Set([...helps.values()].flatMap((options) => [...options]));
    expect(uses.length).toBeGreaterThan(5);
    const wrong = uses.filter(
      ({ command, options }) => !options.every((option) => helps.get(command)?.has(option)) || !helps.has(command),
    );
    expect(wrong).toEqual([]);
    expect(bare.filter((option) => !known.has(option))).toEqual([]);
  });

  test('names scripts that package.json has', () => {
    const named = code.flatMap((line) =>
      [...line.matchAll(/\bnpm (?:run )?([\w:]+)/g)].map(([, script = '']) => script),
    );
    expect(named.length).toBeGreaterThan(1);
    expect(named.filter((script) => !NPM_OWN.includes(script) && !scriptNames.includes(script))).toEqual([]);
  });

  test('links to files and headings that are there', () => {
    const targets = [...text.matchAll(/\]\(([^)\s]+)\)/g)].map(([, target = '']) => target);
    expect(targets.length).toBeGreaterThan(1);
    const slugs = new Set([...text.matchAll(/^#+ (.+)$/gm)].map(([, heading = '']) => toSlug(heading)));
    const isThere = (target: string) =>
      target.startsWith('#') ? slugs.has(decodeURI(target.slice(1))) : existsSync(join(ROOT, target));
    expect(targets.filter((target) => !/^https?:/.test(target) && !isThere(target))).toEqual([]);
  });

  test('names checks that exist', () => {
    const ids = new Set([...catalogue, ...acrossCatalogue].map(({ id }) => id));
    const named = text.match(/\b[ACFNPSX]\d{3}\b/g) ?? [];
    expect(named.length).toBeGreaterThan(3);
    expect(named.filter((id) => !ids.has(id))).toEqual([]);
  });
});

describe('README.zh.md', () => {
  const text = read('README.zh.md');
  const part = /^## workpaper\.xlsx[\s\S]*?(?=^## )/m.exec(text)?.[0] ?? '';

  test('describes each sheet of the workpaper, in its order', () => {
    const [sheets] = findFirstColumns(part);
    expect(sheets).toEqual(Object.values(SHEETS).map(({ zh }) => zh));
  });

  test('names columns the workpaper has', () => {
    const headings = new Set<string>(Object.values(HEADINGS).map(({ zh }) => zh));
    const [, ...tables] = findFirstColumns(part);
    const named = tables.flat().flatMap((cell) => cell.split('、'));
    expect(named.length).toBeGreaterThan(30);
    expect(named.filter((column) => !headings.has(column) && !/^数\d(?:……)?$/.test(column))).toEqual([]);
  });

  test('shows pictures that stay small', () => {
    const pictures = [...text.matchAll(/!\[[^\]]+\]\(([^)]+)\)/g)].map(
      ([, file = '']) => statSync(join(ROOT, file)).size,
    );
    expect(pictures.length).toBeGreaterThan(3);
    expect(Math.max(...pictures)).toBeLessThanOrEqual(PICTURE_BYTES.one);
    expect(pictures.reduce((sum, size) => sum + size, 0)).toBeLessThanOrEqual(PICTURE_BYTES.all);
  });
});

/** Lines of shell blocks, without comments, and code within sentences. */
function findCode(text: string): string[] {
  const blocks = [...text.matchAll(/^```sh\n([\s\S]*?)^```/gm)].flatMap(([, block = '']) => block.split('\n'));
  const inline = [...text.replace(/^```[\s\S]*?^```/gm, '').matchAll(/`([^`\n]+)`/g)].map(([, span = '']) => span);
  return [...blocks.map((line) => line.replace(/\s#\s.*$/, '')), ...inline].filter((line) => line.trim() !== '');
}

function findUses(line: string): { line: string; command: string; options: string[] }[] {
  return [...line.matchAll(/\bhedui ([a-z]+)\b([^&|;]*)/g)].map(([, command = '', rest = '']) => ({
    line,
    command,
    options: rest.match(/(?<=\s)--?[a-z][\w-]*/g) ?? [],
  }));
}

/** The options of each command, as its help lists them. */
async function readHelps(): Promise<Map<string, Set<string>>> {
  const { stdout } = await runCli(['--help']);
  const commands = [...stdout.matchAll(/^ {2}([a-z]+) (?:\[|<)/gm)].map(([, command = '']) => command);
  const helps = new Map<string, Set<string>>();
  for (const command of commands) {
    const help = await runCli([command, '--help']);
    helps.set(command, new Set(help.stdout.match(/(?<=^ {2}(?:-\w, )?)--?[a-z][\w-]*/gm)));
  }
  return helps;
}

/** As GitHub names headings. */
function toSlug(heading: string): string {
  return heading
    .toLowerCase()
    .replace(/[^\p{L}\p{N}\s_-]/gu, '')
    .replaceAll(' ', '-');
}

/** The first column of each table, without its heading. */
function findFirstColumns(text: string): string[][] {
  const tables = [...text.matchAll(/(?:^\|.*\n)+/gm)].map(([table]) => table.trim().split('\n').slice(2));
  return tables.map((rows) => rows.map((row) => row.split('|')[1]?.trim() ?? ''));
}
