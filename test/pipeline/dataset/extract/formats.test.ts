import { load } from 'cheerio';
import { describe, expect, test } from 'vitest';
import { toCsv } from '../../../../pipeline/dataset/extract/to-csv.ts';
import { toHtml } from '../../../../pipeline/dataset/extract/to-html.ts';
import { toMarkdown } from '../../../../pipeline/dataset/extract/to-markdown.ts';
import { toPlainText } from '../../../../pipeline/dataset/extract/to-plain-text.ts';
import type { Cell, ParsedDocument } from '../../../../pipeline/model/document.ts';
import { makeDocument } from '../sample-document.ts';

type Spanned = readonly [row: number, col: number, text: string, rowSpan?: number, colSpan?: number];

function makeCells(cells: readonly Spanned[]): Cell[] {
  return cells.map(([row, col, text, rowSpan = 1, colSpan = 1]) => ({ row, col, rowSpan, colSpan, text, sources: [] }));
}

function makeParsed(tables: readonly (readonly Spanned[])[]): ParsedDocument {
  const { reports: _r, findings: _f, results: _s, notes: _n, ...parsed } = makeDocument('cd'.repeat(32));
  const [table] = parsed.tables;
  if (table === undefined) throw new Error('the sample has a table');
  return {
    ...parsed,
    notes: [],
    blocks: [
      { blockId: 'b1', kind: 'heading', level: 2, text: '一、<概况>', sources: [] },
      { blockId: 'b2', kind: 'paragraph', level: null, text: '1. 支出 & 结余\n# 见下表', sources: [] },
    ],
    tables: tables.map((cells, index) => ({
      ...table,
      tableId: `t${index + 1}`,
      caption: index === 0 ? '表1' : null,
      precedingBlockId: index === 0 ? 'b1' : 'b2',
      cells: makeCells(cells),
    })),
  };
}

const merged: readonly Spanned[] = [
  [0, 0, '资金', 2, 1],
  [0, 1, '预算\n（万元）'],
  [0, 2, '执行'],
  [1, 1, '398.00', 1, 2],
];

describe('CSV', () => {
  test('holds each table as a grid in which a merged cell stands once', () => {
    const csv = toCsv(makeParsed([merged, [[0, 0, '说 "好", 是']]]));
    expect(csv).toBe('资金,"预算\n（万元）",执行\r\n,398.00,\r\n\r\n"说 ""好"", 是"\r\n');
  });

  test.each([
    ['=HYPERLINK("http://x")', '"\'=HYPERLINK(""http://x"")"'],
    ['@SUM(A1)', "'@SUM(A1)"],
    ['+cmd|x', "'+cmd|x"],
    ['-2+3', "'-2+3"],
    ['\t=1', "'\t=1"],
    ['＝1', "'＝1"],
    ['-12.5%', '-12.5%'],
    ['+1,038.00', '"+1,038.00"'],
    ['-', '-'],
    ['—', '—'],
  ])('%j cannot become a formula and a figure stays one', (text, field) => {
    expect(toCsv(makeParsed([[[0, 0, text]]]))).toBe(`${field}\r\n`);
  });
});

describe('HTML', () => {
  const hostile = '<script>alert(1)</script>" onload="x\u0000';
  const html = toHtml(makeParsed([merged, [[0, 0, hostile]]]));
  const $ = load(html);

  test('keeps spans, captions and reading order', () => {
    expect(
      $('body')
        .children()
        .get()
        .map(({ name }) => name),
    ).toEqual(['h2', 'table', 'p', 'table']);
    expect($('caption').text()).toBe('表1');
    expect($('td').first().attr()).toEqual({ rowspan: '2' });
    expect($('tr').eq(1).find('td').attr()).toEqual({ colspan: '2' });
    expect($('td').eq(1).html()).toBe('预算<br>（万元）');
  });

  test('takes no text of the document as markup and lets nothing run', () => {
    expect($('script')).toHaveLength(0);
    expect($('h2').text()).toBe('一、<概况>');
    expect($('table').last().find('td').text()).toBe('<script>alert(1)</script>" onload="x');
    expect($('meta[http-equiv]').attr('content')).toMatch(/^default-src 'none';/);
  });
});

test('Markdown escapes what would be markup', () => {
  expect(toMarkdown(makeParsed([merged, [[0, 0, 'a|b*c<d']]]))).toBe(`## 一、&lt;概况>

表1

| 资金 | 预算<br>（万元） | 执行 |
| --- | --- | --- |
|  | 398.00 |  |

1\\. 支出 &amp; 结余  
\\# 见下表

| a\\|b\\*c&lt;d |
| --- |
`);
});

test('plain text has a line a block and tabs between cells', () => {
  expect(toPlainText(makeParsed([merged]))).toBe(
    '一、<概况>\n资金\t预算 （万元）\t执行\n\t398.00\t\n1. 支出 & 结余\n# 见下表\n',
  );
});
