import { describe, expect, test } from 'vitest';
import { isGlob, parseGlob } from '../../../pipeline/archive/glob.ts';
import { UsageError } from '../../../pipeline/usage-error.ts';

const NAMES = ['a.docx', 'b.pdf', '年/a.docx', '年/报告1.docx', '年/月/c.docx', '年/[d].docx'];

describe.each([
  ['*.docx', ['a.docx'], 1],
  ['**/*.docx', ['a.docx', '年/a.docx', '年/报告1.docx', '年/月/c.docx', '年/[d].docx'], Number.POSITIVE_INFINITY],
  ['*/?.docx', ['年/a.docx'], 2],
  ['*/报告[0-9].docx', ['年/报告1.docx'], 2],
  ['*/[!a-z]*.docx', ['年/报告1.docx', '年/[d].docx'], 2],
  ['{a,b}.{docx,pdf}', ['a.docx', 'b.pdf'], 1],
  ['*/[[]d].docx', ['年/[d].docx'], 2],
  ['**', NAMES, Number.POSITIVE_INFINITY],
  ['*.DOCX', [], 1],
  ['x{y.docx', [], 1],
])('%s', (pattern, wanted, depth) => {
  const glob = parseGlob(pattern);

  test('matches by path', () => {
    expect(NAMES.filter(glob.matches)).toEqual(wanted);
  });

  test('says how deep to look', () => {
    expect(glob.depth).toBe(depth);
  });
});

test('the folder before the first wildcard is where to walk', () => {
  expect(['*.docx', 'in/*/x', '/*.txt', '/a/b/**'].map((pattern) => parseGlob(pattern).base)).toEqual([
    '',
    'in',
    '/',
    '/a/b',
  ]);
});

test('a pattern that makes no sense is wrong use', () => {
  expect(() => parseGlob('[z-a]*')).toThrow(UsageError);
});

test('a name without wildcards is no pattern', () => {
  expect(['报告(1).docx', 'a*', 'b?', '[c]', '{d}'].map(isGlob)).toEqual([false, true, true, true, true]);
});
