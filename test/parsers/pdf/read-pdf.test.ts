import { describe, expect, test } from 'vitest';
import type { Reading, ReadOptions } from '../../../parsers/parser.ts';
import { drawDebugPages } from '../../../parsers/pdf/debug.ts';
import { pdfParser } from '../../../parsers/pdf/index.ts';
import { ReadFailure } from '../../../pipeline/model/failure.ts';
import { show } from '../show-grid.ts';
import { textAt, writePdf } from './write-pdf.ts';

const OPTIONS: ReadOptions = {
  documentId: 'd',
  name: 'a.pdf',
  maxPages: 100,
  password: null,
  join: true,
  ocr: 'never',
  ocrEngine: 'tesseract.js',
  cache: null,
  onProgress: null,
  onFigure: null,
};

const read = (bytes: Uint8Array, options: Partial<ReadOptions> = {}): Promise<Reading> =>
  pdfParser.read(bytes, { ...OPTIONS, ...options });

async function failureOf(promise: Promise<unknown>): Promise<string> {
  const error = await promise.then(
    () => null,
    (reason: unknown) => reason,
  );
  return error instanceof ReadFailure ? error.code : `none: ${String(error)}`;
}

/** A ruled table of the given rows: 100 points wide columns, rows 20 high, its top at `top` from the bottom of the page. */
function tableAt(top: number, rows: readonly (readonly string[])[], closed = true): string {
  const width = 100 * (rows[0]?.length ?? 0);
  const bottom = top - 20 * rows.length;
  const lines = rows.map((_, i) => `60 ${top - 20 * i} m ${60 + width} ${top - 20 * i} l S`);
  if (closed) lines.push(`60 ${bottom} m ${60 + width} ${bottom} l S`);
  const sides = Array.from(
    { length: (rows[0]?.length ?? 0) + 1 },
    (_, i) => `${60 + 100 * i} ${top} m ${60 + 100 * i} ${bottom} l S`,
  );
  const words = rows.flatMap((row, i) =>
    row.map((text, j) => (text === '' ? '' : textAt(65 + 100 * j, top - 20 * i - 14, text))),
  );
  return [...lines, ...sides, ...words].join('\n');
}

const HEAD = ['一级指标', '三级指标', '分值'];

describe('reading a PDF', () => {
  test('headings, paragraphs and a table come in reading order with their places', async () => {
    const content = [
      textAt(60, 780, '一、项目概况'),
      textAt(80, 760, '本项目全年预算为三百二十万元，用于购置设备和改造机房，资金来自县级财政，年初已全部下达到位'),
      textAt(60, 745, '，执行情况良好。'),
      tableAt(720, [HEAD, ['产出指标', '设备购置数量', '10']]),
    ].join('\n');
    const { items, pages } = await read(writePdf([{ content }]));
    expect(show(items)).toEqual([
      'heading2: 一、项目概况',
      'paragraph: 本项目全年预算为三百二十万元，用于购置设备和改造机房，资金来自县级财政，年初已全部下达到位，执行情况良好。',
      'table',
      '0,0 1×1 一级指标',
      '0,1 1×1 三级指标',
      '0,2 1×1 分值',
      '1,0 1×1 产出指标',
      '1,1 1×1 设备购置数量',
      '1,2 1×1 10',
    ]);
    expect(items[2]).toMatchObject({ pageNumbers: [1], ruled: true, cells: expect.arrayContaining([]) });
    expect(items[2]?.type === 'table' && items[2].cells[0]?.places).toEqual([
      { pageNumber: 1, bbox: [60, 122, 160, 142], method: 'text' },
    ]);
    expect(pages).toEqual([{ pageNumber: 1, widthPt: 595, heightPt: 842, route: 'text', quality: 1 }]);
  });

  test('a table over a page break is one: the repeated heading goes, the row cut in two is put together', async () => {
    const upper = tableAt(120, [
      HEAD,
      ['产出指标', '培训人次数量', '10'],
      ['效益指标', '服务对象满意度调查结果', '20'],
    ]);
    const lower = tableAt(800, [HEAD, ['', '达标率', ''], ['满意度指标', '群众满意度', '15']]);
    const pages = [{ content: upper }, { content: lower }];
    const { items, notes } = await read(writePdf(pages));
    expect(show(items).slice(4)).toEqual([
      '1,0 1×1 产出指标',
      '1,1 1×1 培训人次数量',
      '1,2 1×1 10',
      '2,0 1×1 效益指标',
      '2,1 1×1 服务对象满意度调查结果达标率',
      '2,2 1×1 20',
      '3,0 1×1 满意度指标',
      '3,1 1×1 群众满意度',
      '3,2 1×1 15',
    ]);
    const cut = items[0]?.type === 'table' ? items[0].cells.find(({ text }) => text.includes('达标率')) : undefined;
    expect(cut?.places.map(({ pageNumber }) => pageNumber)).toEqual([1, 2]);
    expect(notes.map(({ code, item }) => ({ code, item }))).toEqual([{ code: 'table-joined-over-pages', item: 0 }]);
    const apart = await read(writePdf(pages), { join: false });
    expect(apart.items.map(({ type }) => type)).toEqual(['table', 'table']);
  });

  test('the next form of the same kind on the next page stays a table of its own', async () => {
    const form = (name: string) => [
      ['项目名称', name],
      ['主管部门', '县教育局'],
    ];
    const { items } = await read(
      writePdf([{ content: tableAt(90, form('甲项目')) }, { content: tableAt(800, form('乙项目')) }]),
    );
    expect(items.map(({ type }) => type)).toEqual(['table', 'table']);
  });

  test('running heads and page numbers are set aside', async () => {
    const pages = [1, 2, 3].map((n) => ({
      content: [
        textAt(60, 810, '某县财政局'),
        textAt(60, 600, `第${'一二三'[n - 1]}节的正文。`),
        textAt(290, 30, `- ${n} -`),
      ].join('\n'),
    }));
    const { items, notes } = await read(writePdf(pages));
    expect(show(items)).toEqual([
      'paragraph: 第一节的正文。',
      'paragraph: 第二节的正文。',
      'paragraph: 第三节的正文。',
      'header: 某县财政局',
      'footer: - 1 -',
    ]);
    expect(notes.map(({ code }) => code)).toEqual(['running-heads-set-aside']);
  });

  test('two columns are read one after the other', async () => {
    const lines = (x: number, name: string) =>
      Array.from({ length: 8 }, (_, i) => textAt(x, 700 - 16 * i, `${name}栏第${i + 1}行文字填满这一栏的宽度直到边上`));
    const { items } = await read(writePdf([{ content: [...lines(50, '左'), ...lines(320, '右')].join('\n') }]));
    const text = items.map((item) => (item.type === 'block' ? item.text : '')).join('');
    expect(text.indexOf('左栏第8行')).toBeGreaterThan(0);
    expect(text.indexOf('左栏第8行')).toBeLessThan(text.indexOf('右栏第1行'));
  });

  test('a table without upright lines: columns from gaps, rows from what stands level', async () => {
    const rows = [
      ['预算科目', '预算数', '执行数'],
      ['人员经费', '120.50', '118.20'],
      ['公用经费', '30.00', '29.75'],
      ['项目支出', '88.00', '80.10'],
    ];
    const words = rows.flatMap((row, i) => row.map((text, j) => textAt(70 + 150 * j, 690 - 20 * i, text)));
    const rules = [705, 682, 620].map((y) => `60 ${y} m 520 ${y} l S`);
    const { items } = await read(writePdf([{ content: [...rules, ...words].join('\n') }]));
    expect(show(items)).toEqual(['table', ...rows.flatMap((row, i) => row.map((text, j) => `${i},${j} 1×1 ${text}`))]);
    expect(items[0]).toMatchObject({ ruled: false });
  });

  test('a picture is given with its caption', async () => {
    const given: [string, string, number][] = [];
    const content = `q 200 0 0 100 150 500 cm /Im Do Q\n${textAt(200, 480, '图 1 资金使用情况')}\n${textAt(60, 700, '正文一段，说明资金使用的总体情况和主要成效。')}`;
    const { figures } = await read(writePdf([{ content, images: { Im: { width: 40, height: 20 } } }]), {
      onFigure: (id, mediaType, bytes) => given.push([id, mediaType, bytes.length]),
    });
    expect(
      figures.map(({ figureId, caption, mediaType, widthPx, heightPx, sources }) => ({
        figureId,
        caption,
        mediaType,
        widthPx,
        heightPx,
        sources,
      })),
    ).toEqual([
      {
        figureId: 'g1',
        caption: '图 1 资金使用情况',
        mediaType: 'image/png',
        widthPx: 40,
        heightPx: 20,
        sources: [{ documentId: 'd', pageNumber: 1, bbox: [150, 242, 350, 342], method: 'text' }],
      },
    ]);
    expect(given.map(([id, mediaType]) => [id, mediaType])).toEqual([['g1', 'image/png']]);
  });
});

describe('faults', () => {
  const page = { content: `${textAt(60, 700, '正文')}\n${tableAt(650, [HEAD, ['产出', '数量', '10']])}` };

  test('a password is asked for, a wrong one refused, the right one opens, an owner password alone does not matter', async () => {
    const locked = writePdf([page], { userPassword: 'open', ownerPassword: 'own' });
    expect(await failureOf(read(locked))).toBe('encrypted');
    await expect(read(locked, { password: 'no' })).rejects.toThrow(/wrong/);
    expect((await read(locked, { password: 'open' })).items).toHaveLength(2);
    expect((await read(writePdf([page], { userPassword: '', ownerPassword: 'own' }))).items).toHaveLength(2);
  });

  test('lost cross-references are rebuilt, and a note says so', async () => {
    const bytes = writePdf([page, page]);
    const cut = bytes.subarray(0, Buffer.from(bytes).lastIndexOf('xref\n0') - 20);
    const { items, notes } = await read(cut);
    // The last page is cut through.
    expect(items.map(({ type }) => type)).toEqual(['block', 'table']);
    expect(notes[0]?.code).toBe('cross-references-rebuilt');
  });

  test('junk before the header does not matter; a file that is no PDF does', async () => {
    const bytes = writePdf([page]);
    const junk = Buffer.concat([Buffer.alloc(300, 'x'), bytes]);
    expect(pdfParser.recognises(junk)).toBe(true);
    expect((await read(junk)).items).toHaveLength(2);
    expect(await failureOf(read(new Uint8Array()))).toBe('empty');
    expect(await failureOf(read(Buffer.from('%PDF-1.7 and nothing else')))).toBe('corrupt');
  });

  test('more pages than the limit is a failure', async () => {
    expect(await failureOf(read(writePdf([page, page, page]), { maxPages: 2 }))).toBe('too-many-pages');
  });

  test('pages that are pictures: none readable is a failure, some are a note', async () => {
    const scan = { content: 'q 595 0 0 842 0 0 cm /Im Do Q', images: { Im: { width: 30, height: 40 } } };
    expect(await failureOf(read(writePdf([scan, scan])))).toBe('no-text');
    const { pages, notes } = await read(
      writePdf([
        { ...page, content: `${page.content}\n${textAt(60, 500, '本页另有文字，足以说明它不是扫描件。')}` },
        scan,
      ]),
    );
    expect(pages.map(({ route }) => route)).toEqual(['text', 'none']);
    expect(notes.map(({ code }) => code)).toEqual(['page-is-picture']);
  });

  test('a page of many thousand paths ends', async () => {
    const paths = Array.from(
      { length: 60_000 },
      (_, i) => `${i % 500} ${i % 700} m ${(i * 7) % 500} ${(i * 13) % 700} l S`,
    ).join('\n');
    expect(
      (await read(writePdf([{ content: `${textAt(60, 760, '表前的一段文字，应当照样读出来。')}\n${paths}` }])))
        .pageCount,
    ).toBe(1);
  });
});

test('debug drawings show lines, crossings, cells and words, with hostile text escaped', async () => {
  const content = `${textAt(60, 700, '<script>alert("x")</script>&')}\n${tableAt(650, [HEAD, ['产出', '数量', '10']])}`;
  const pages: { pageNumber: number; svg: string }[] = [];
  for await (const page of drawDebugPages(writePdf([{ content }]), { password: null, maxPages: 10 })) pages.push(page);
  const svg = pages[0]?.svg ?? '';
  expect(pages.map(({ pageNumber }) => pageNumber)).toEqual([1]);
  expect(svg).not.toContain('<script');
  expect(svg).toContain('&lt;script&gt;alert(&quot;x&quot;)&lt;/script&gt;&amp;');
  expect(
    ['class="edge"', 'class="crossing"', 'class="cell"', 'class="word"'].map((mark) => svg.split(mark).length - 1),
  ).toEqual([7, 12, 6, 7]);
});
