import { mkdirSync, symlinkSync } from 'node:fs';
import { basename, join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { discover, parseFileList, toDefaultOut } from '../../../pipeline/archive/discover.ts';
import { UsageError } from '../../../pipeline/usage-error.ts';
import { makeFolder } from './temporary-folder.ts';

async function findPaths(input: { paths: string[]; root?: string; out?: string }): Promise<string[]> {
  const { found } = await discover({ root: null, out: null, ...input });
  return found.map(({ path }) => path);
}

describe('folders', () => {
  const folder = makeFolder({
    'b.docx': 'b',
    '甲/a.txt': 'a',
    '甲/~$a.docx': 'lock',
    '甲/.hidden': 'h',
    '.git/config': 'g',
    'line\nbreak.txt': 'l',
    '-dash.txt': 'd',
  });

  test('are searched to the bottom, without hidden files and lock files, by code point', async () => {
    expect(await findPaths({ paths: [folder] })).toEqual(['-dash.txt', 'b.docx', 'line\nbreak.txt', '甲/a.txt']);
  });

  test('a hidden file that is named is found', async () => {
    expect(await findPaths({ paths: [join(folder, '甲/.hidden')] })).toEqual(['.hidden']);
  });

  test('paths are relative to the deepest folder common to all arguments', async () => {
    const paths = [join(folder, '甲'), join(folder, 'b.docx')];
    expect(await findPaths({ paths })).toEqual(['b.docx', '甲/a.txt']);
    expect(await findPaths({ paths: [...paths].reverse() })).toEqual(['b.docx', '甲/a.txt']);
  });

  test('a given root comes before', async () => {
    const name = basename(folder);
    expect(await findPaths({ paths: [join(folder, '甲')], root: join(folder, '..') })).toEqual([`${name}/甲/a.txt`]);
  });

  test('a path outside a given root is wrong use', async () => {
    await expect(findPaths({ paths: [join(folder, 'b.docx')], root: join(folder, '甲') })).rejects.toThrow(UsageError);
  });

  test('a file named twice is found once', async () => {
    expect(await findPaths({ paths: [join(folder, '甲'), join(folder, '甲', 'a.txt')] })).toEqual(['a.txt']);
  });

  test('a pattern is expanded without the shell', async () => {
    expect(await findPaths({ paths: [join(folder, '**/*.{txt,docx}')] })).toEqual([
      '-dash.txt',
      'b.docx',
      'line\nbreak.txt',
      '甲/a.txt',
    ]);
  });

  test('what does not exist is found with its error, and so is a pattern that matches nothing', async () => {
    const { found } = await discover({
      paths: [join(folder, 'no.docx'), join(folder, '*.pdf')],
      root: null,
      out: null,
    });
    expect(found.map(({ path, error }) => [path, (error as NodeJS.ErrnoException).code])).toEqual([
      ['*.pdf', 'ENOENT'],
      ['no.docx', 'ENOENT'],
    ]);
  });
});

test('the folder of the dataset and earlier datasets are no input', async () => {
  const dataset = { 'datapackage.json': '{}', 'ledger.jsonl': '', 'documents/ab/x.json': '{}' };
  const prefixed = Object.fromEntries(Object.entries(dataset).map(([name, text]) => [`old/${name}`, text]));
  const folder = makeFolder({ 'a.txt': 'a', 'out/half.jsonl': 'x', ...prefixed });
  expect(await findPaths({ paths: [folder], out: join(folder, 'out') })).toEqual(['a.txt']);
});

describe('links', () => {
  test('a loop of links ends and every folder is visited once', async () => {
    const folder = makeFolder({ 'real/a.txt': 'a' });
    symlinkSync('..', join(folder, 'real', 'up'));
    symlinkSync('real', join(folder, 'again'));
    mkdirSync(join(folder, 'other'));
    symlinkSync('../real', join(folder, 'other', 'side'));
    expect(await findPaths({ paths: [folder] })).toEqual(['real/a.txt']);
  });

  test('a folder elsewhere is followed, a link to a file is a file, a link to nothing is kept to fail', async () => {
    const elsewhere = makeFolder({ 'far.txt': 'f' });
    const folder = makeFolder({ 'a.txt': 'a' });
    symlinkSync(elsewhere, join(folder, 'link'));
    symlinkSync('a.txt', join(folder, 'b.txt'));
    symlinkSync('nowhere', join(folder, 'broken.txt'));
    expect(await findPaths({ paths: [folder] })).toEqual(['a.txt', 'b.txt', 'broken.txt', 'link/far.txt']);
  });
});

test('a list of files has one name a line, or names ended by NUL', () => {
  expect(parseFileList('a b.docx\r\n\n乙.docx\n')).toEqual(['a b.docx', '乙.docx']);
  expect(parseFileList('a\nb.docx\0c.docx\0')).toEqual(['a\nb.docx', 'c.docx']);
});

test('the default folder of the dataset has the name of the first path', () => {
  expect(['in', 'a/b.docx', 'a/b/', 'reports/*.docx'].map(toDefaultOut)).toEqual([
    join('output', 'in'),
    join('output', 'b.docx'),
    join('output', 'b'),
    join('output', 'reports'),
  ]);
});
