import { describe, expect, test } from 'vitest';
import { readDocx } from '../../../parsers/docx/read-docx.ts';
import { show } from '../show-grid.ts';
import { buildDocx, OPTIONS, p, tbl, tc, tr } from './build-docx.ts';

const START = '<w:vMerge w:val="restart"/>';
const ON = '<w:vMerge/>';
const span = (count: number): string => `<w:gridSpan w:val="${count}"/>`;

async function cellsOf(table: string): Promise<readonly string[]> {
  const reading = await readDocx(buildDocx(p('前言') + table), OPTIONS);
  return show(reading.items).slice(2);
}

describe('tables of a DOCX', () => {
  test('a cell merged down and across is listed once with its spans', async () => {
    const table = tbl(
      tr(tc('产出指标', START + span(2)) + tc('分值')) +
        tr(tc('', ON + span(2)) + tc('20')) +
        tr(tc('效益') + tc('社会') + tc('30')),
    );
    expect(await cellsOf(table)).toEqual([
      '0,0 2×2 产出指标',
      '0,2 1×1 分值',
      '1,2 1×1 20',
      '2,0 1×1 效益',
      '2,1 1×1 社会',
      '2,2 1×1 30',
    ]);
  });

  test('a merge that continues nothing is a cell of its own', async () => {
    const table = tbl(tr(tc('甲', ON) + tc('1')) + tr(tc('乙') + tc('2')) + tr(tc('丙', ON) + tc('3')));
    expect(await cellsOf(table)).toEqual([
      '0,0 1×1 甲',
      '0,1 1×1 1',
      '1,0 1×1 乙',
      '1,1 1×1 2',
      '2,0 1×1 丙',
      '2,1 1×1 3',
    ]);
  });

  test('a merge does not reach a cell of other columns, nor over a row without it', async () => {
    const table = tbl(
      tr(tc('甲', START) + tc('1') + tc('2')) +
        tr(tc('乙', ON + span(2)) + tc('3')) +
        tr(tc('丙', ON) + tc('4') + tc('5')),
    );
    expect(await cellsOf(table)).toEqual([
      '0,0 1×1 甲',
      '0,1 1×1 1',
      '0,2 1×1 2',
      '1,0 1×2 乙',
      '1,2 1×1 3',
      '2,0 1×1 丙',
      '2,1 1×1 4',
      '2,2 1×1 5',
    ]);
  });

  test('blanks before and after a row keep its cells in their columns', async () => {
    const before = '<w:gridBefore w:val="1"/>';
    const after = '<w:gridAfter w:val="2"/>';
    const table = tbl(
      tr(tc('甲') + tc('乙') + tc('丙') + tc('丁')) +
        tr(tc('1') + tc('2') + tc('3'), before) +
        tr(tc('9'), before + after),
    );
    expect(await cellsOf(table)).toEqual([
      '0,0 1×1 甲',
      '0,1 1×1 乙',
      '0,2 1×1 丙',
      '0,3 1×1 丁',
      '1,0 1×1 ',
      '1,1 1×1 1',
      '1,2 1×1 2',
      '1,3 1×1 3',
      '2,0 1×1 ',
      '2,1 1×1 9',
      '2,2 1×2 ',
    ]);
  });

  test('cells merged sideways the old way become one', async () => {
    const table = tbl(
      tr(tc('资金', '<w:hMerge w:val="restart"/>') + tc('', '<w:hMerge/>') + tc('率')) +
        tr(tc('1') + tc('2') + tc('3')),
    );
    expect(await cellsOf(table)).toEqual(['0,0 1×2 资金', '0,2 1×1 率', '1,0 1×1 1', '1,1 1×1 2', '1,2 1×1 3']);
  });

  test('rows that are too short are filled, spans that nothing begins in are dropped', async () => {
    const table = tbl(tr(tc('标题', span(9))) + tr(tc('甲') + tc('乙', span(2)) + tc('丙')) + tr(tc('1')));
    expect(await cellsOf(table)).toEqual([
      '0,0 1×3 标题',
      '1,0 1×1 甲',
      '1,1 1×1 乙',
      '1,2 1×1 丙',
      '2,0 1×1 1',
      '2,1 1×1 ',
      '2,2 1×1 ',
    ]);
  });

  test('deleted rows are left out, rows in content controls and a cell of several paragraphs are kept', async () => {
    const wrapped = `<w:sdt><w:sdtPr/><w:sdtContent>${tr(`${tc('乙')}<w:tc><w:tcPr/>${p('2')}${p('3')}</w:tc>`)}</w:sdtContent></w:sdt>`;
    const table = tbl(tr(tc('甲') + tc('1')) + tr(tc('删') + tc('9'), '<w:del w:id="1"/>') + wrapped);
    expect(await cellsOf(table)).toEqual(['0,0 1×1 甲', '0,1 1×1 1', '1,0 1×1 乙', '1,1 1×1 2\n3']);
  });

  test('a table inside a cell follows as a table of its own, with a note', async () => {
    const inner = tbl(tr(tc('a') + tc('b')));
    const table = tbl(
      tr(`${tc('甲')}<w:tc><w:tcPr/>${p('见下')}${inner}</w:tc>`) + tr(tc('乙') + tc('2')) + tr(tc('丙') + tc('3')),
    );
    const reading = await readDocx(buildDocx(p('前言') + table), OPTIONS);
    expect(show(reading.items)).toEqual([
      'paragraph: 前言',
      'table',
      '0,0 1×1 甲',
      '0,1 1×1 见下',
      '1,0 1×1 乙',
      '1,1 1×1 2',
      '2,0 1×1 丙',
      '2,1 1×1 3',
      'table',
      '0,0 1×1 a',
      '0,1 1×1 b',
    ]);
    expect(reading.notes.map(({ code, item }) => [code, item])).toEqual([['nested-table', 1]]);
  });

  test('a frame of one cell is text', async () => {
    const reading = await readDocx(buildDocx(tbl(tr(tc('说明：本表由单位填写。')))), OPTIONS);
    expect(show(reading.items)).toEqual(['paragraph: 说明：本表由单位填写。']);
  });

  test('text hidden by a merge is left out with a note', async () => {
    const table = tbl(tr(tc('甲', START) + tc('1')) + tr(tc('藏', ON) + tc('2')));
    const reading = await readDocx(buildDocx(table), OPTIONS);
    expect(show(reading.items)).toEqual(['table', '0,0 2×1 甲', '0,1 1×1 1', '1,1 1×1 2']);
    expect(reading.notes.map(({ code }) => code)).toEqual(['merged-cell-text-left-out']);
  });

  test('edges that miss each other by a hair are one edge', async () => {
    const grid = [1500, 20, 1500, 15, 1500].map((width) => `<w:gridCol w:w="${width}"/>`).join('');
    const rows =
      tr(tc('指标', START) + tc('预算', span(2)) + tc('执行', span(2))) +
      tr(tc('', ON + span(2)) + tc('1', span(2)) + tc('2')) +
      tr(tc('率', span(2)) + tc('3') + tc('4', span(2)));
    expect(await cellsOf(`<w:tbl><w:tblGrid>${grid}</w:tblGrid>${rows}</w:tbl>`)).toEqual([
      '0,0 2×1 指标',
      '0,1 1×1 预算',
      '0,2 1×1 执行',
      '1,1 1×1 1',
      '1,2 1×1 2',
      '2,0 1×1 率',
      '2,1 1×1 3',
      '2,2 1×1 4',
    ]);
  });

  test('a narrow column that a cell fills alone stays, and widths that mean nothing are not looked at', async () => {
    const narrow = [1500, 20, 1500].map((width) => `<w:gridCol w:w="${width}"/>`).join('');
    const rows = tr(tc('甲') + tc('乙') + tc('丙')) + tr(tc('丁', span(2)) + tc('戊'));
    const expected = ['0,0 1×1 甲', '0,1 1×1 乙', '0,2 1×1 丙', '1,0 1×2 丁', '1,2 1×1 戊'];
    expect(await cellsOf(`<w:tbl><w:tblGrid>${narrow}</w:tblGrid>${rows}</w:tbl>`)).toEqual(expected);
    const zero = '<w:gridCol w:w="0"/>'.repeat(3);
    expect(await cellsOf(`<w:tbl><w:tblGrid>${zero}</w:tblGrid>${rows}</w:tbl>`)).toEqual(expected);
  });
});
