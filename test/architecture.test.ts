import { readdirSync, readFileSync } from 'node:fs';
import { dirname, join, posix } from 'node:path';
import { describe, expect, test } from 'vitest';

const ROOT = join(import.meta.dirname, '..');

/** What each part of the program may import beside itself. A part is a folder, or the files right in `pipeline`. */
const ALLOWED: Readonly<Record<string, readonly string[]>> = {
  'pipeline/model': [],
  parsers: ['pipeline/model'],
  normalizers: ['pipeline/model'],
  'pipeline/validate': ['pipeline/model'],
  'pipeline/dataset': ['pipeline/model'],
  pipeline: ['pipeline/model', 'parsers', 'normalizers', 'pipeline/validate', 'pipeline/dataset'],
  'pipeline/archive': ['pipeline/model', 'parsers', 'normalizers', 'pipeline/validate', 'pipeline/dataset', 'pipeline'],
  'pipeline/review': ['pipeline/model', 'parsers', 'normalizers', 'pipeline/validate', 'pipeline/dataset', 'pipeline'],
  'pipeline/commands': [
    'pipeline/model',
    'parsers',
    'normalizers',
    'pipeline/validate',
    'pipeline/dataset',
    'pipeline',
    'pipeline/archive',
    'pipeline/review',
  ],
  'pipeline/cli.ts': ['pipeline', 'pipeline/archive', 'pipeline/commands'],
};

interface Import {
  readonly from: string;
  readonly to: string;
}

describe('imports', () => {
  const imports = ['pipeline', 'parsers', 'normalizers'].flatMap(sourceFiles).flatMap(findImports);

  test('there are some to look at', () => {
    expect(imports.length).toBeGreaterThan(100);
  });

  test('every source file belongs to a known part', () => {
    const parts = ['pipeline', 'parsers', 'normalizers'].flatMap(sourceFiles).map(toPart);
    expect([...new Set(parts)].filter((part) => ALLOWED[part] === undefined)).toEqual([]);
  });

  test('point one way', () => {
    const wrong = imports.filter(({ from, to }) => {
      const [own, other] = [toPart(from), toPart(to)];
      return own !== other && !ALLOWED[own]?.includes(other);
    });
    expect(wrong).toEqual([]);
  });

  test('make no circle of parts', () => {
    expect(findCircle(imports.map(({ from, to }) => [toPart(from), toPart(to)] as const))).toEqual([]);
  });

  test('stay within the three source folders', () => {
    expect(imports.filter(({ to }) => !/^(pipeline|parsers|normalizers)\//.test(to))).toEqual([]);
  });
});

test('a circle of parts is found', () => {
  const edges = [
    ['a', 'b'],
    ['b', 'c'],
    ['c', 'a'],
    ['c', 'd'],
  ] as const;
  expect(findCircle(edges)).toEqual(['a', 'b', 'c']);
});

function sourceFiles(folder: string): string[] {
  return readdirSync(join(ROOT, folder), { recursive: true, encoding: 'utf8' })
    .filter((name) => name.endsWith('.ts'))
    .map((name) => posix.join(folder, name.replaceAll('\\', '/')));
}

/** Static, type-only, re-exporting and dynamic imports of files of ours. */
function findImports(file: string): Import[] {
  const source = readFileSync(join(ROOT, file), 'utf8');
  const specifiers = [...source.matchAll(/(?:\bfrom\s*|\bimport\s*\(?\s*)'(\.[^']*)'/g)].map(([, path = '']) => path);
  return specifiers.map((path) => ({ from: file, to: posix.join(dirname(file), path) }));
}

function toPart(file: string): string {
  if (file === 'pipeline/cli.ts') return file;
  const [top = '', second = '', ...deeper] = file.split('/');
  return top === 'pipeline' && deeper.length > 0 ? `${top}/${second}` : top;
}

/** The parts left when parts that import no other part are taken away again and again, by name. */
function findCircle(edges: readonly (readonly [from: string, to: string])[]): string[] {
  let left = edges.filter(([from, to]) => from !== to);
  for (;;) {
    const importing = new Set(left.map(([from]) => from));
    const imported = new Set(left.map(([, to]) => to));
    const rest = left.filter(([from, to]) => importing.has(to) && imported.has(from));
    if (rest.length === left.length) return [...new Set(rest.map(([from]) => from))].sort();
    left = rest;
  }
}
