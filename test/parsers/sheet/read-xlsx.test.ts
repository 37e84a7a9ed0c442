import { describe, expect, test } from 'vitest';
import { readXlsx } from '../../../parsers/sheet/read-xlsx.ts';
import { show } from '../show-grid.ts';
import { bordered, buildXlsx, rowsXml } from './build-xlsx.ts';

function shownRows(rows: readonly (readonly (string | null)[])[], after = ''): readonly string[] {
  return show(readXlsx(sheet(rowsXml(rows), after)).items);
}

function sheet(rows: string, after = ''): Uint8Array {
  return buildXlsx({ sheets: [`<sheetData>${rows}</sheetData>${after}`] });
}

function merges(...refs: readonly string[]): string {
  return `<mergeCells>${refs.map((ref) => `<mergeCell ref="${ref}"/>`).join('')}</mergeCells>`;
}

describe('tables and text of a sheet', () => {
  test('borders hold a table together; what stands above and below is text', () => {
    const rows = [
      ['2023年度项目支出绩效自评表'],
      ['填报单位：某局', null, '单位：万元'],
      ['项目|', '预算|', '执行|'],
      ['专项|', '398|', '|'],
      ['注：执行数为年末数。'],
    ];
    expect(shownRows(rows, merges('A1:C1'))).toEqual([
      'paragraph: 2023年度项目支出绩效自评表',
      'paragraph: 填报单位：某局 单位：万元',
      'table',
      '0,0 1×1 项目',
      '0,1 1×1 预算',
      '0,2 1×1 执行',
      '1,0 1×1 专项',
      '1,1 1×1 398',
      '1,2 1×1 ',
      'paragraph: 注：执行数为年末数。',
    ]);
  });

  test('merged cells are spans; rows and columns in which nothing begins are dropped', () => {
    const rows = [
      ['产出|', '|', '甲|', '|', '1|'],
      ['|', '|', '乙|', '|', '2|'],
    ];
    expect(shownRows(rows, merges('A1:B2', 'C1:D1', 'C2:D2'))).toEqual([
      'table',
      '0,0 2×1 产出',
      '0,1 1×1 甲',
      '0,2 1×1 1',
      '1,1 1×1 乙',
      '1,2 1×1 2',
    ]);
  });

  test('a merge that overlaps an earlier one is none', () => {
    const rows = [
      ['甲|', '乙|'],
      ['丙|', '丁|'],
    ];
    expect(shownRows(rows, merges('A1:B1', 'B1:B2', 'A1:XFD1048576'))).toEqual([
      'table',
      '0,0 1×2 甲',
      '1,0 1×1 丙',
      '1,1 1×1 丁',
    ]);
  });

  test('without borders, rows of several cells are a table', () => {
    const rows = [['资金情况'], ['项目', '预算'], ['专项', '398'], [], ['其他', '2'], ['说明：以上为年末数']];
    expect(shownRows(rows)).toEqual([
      'paragraph: 资金情况',
      'table',
      '0,0 1×1 项目',
      '0,1 1×1 预算',
      '1,0 1×1 专项',
      '1,1 1×1 398',
      '2,0 1×1 其他',
      '2,1 1×1 2',
      'paragraph: 说明：以上为年末数',
    ]);
  });

  test('a repeated heading row begins another table', () => {
    const rows = [['项目', '预算'], ['甲', '1'], [], ['项目', '预算'], ['乙', '2']];
    expect(shownRows(rows).filter((line) => line === 'table')).toHaveLength(2);
  });

  test('a blank column parts two tables that stand side by side', () => {
    const rows = [
      ['项目', '预算', null, '指标', '得分'],
      ['甲', '1', null, '乙', '2'],
    ];
    expect(shownRows(rows)).toEqual([
      'table',
      '0,0 1×1 项目',
      '0,1 1×1 预算',
      '1,0 1×1 甲',
      '1,1 1×1 1',
      'table',
      '0,0 1×1 指标',
      '0,1 1×1 得分',
      '1,0 1×1 乙',
      '1,1 1×1 2',
    ]);
  });

  test('a heading row without borders belongs to the table below it', () => {
    const rows = [
      ['项目', '预算', '执行'],
      ['甲|', '1|', '2|'],
    ];
    expect(shownRows(rows).slice(0, 3)).toEqual(['table', '0,0 1×1 项目', '0,1 1×1 预算']);
  });

  test('the name of a sheet stands above a table that nothing else names', () => {
    const one = `<sheetData>${rowsXml([['甲|', '1|']])}</sheetData>`;
    const two = `<sheetData>${rowsXml([['资金'], ['甲|', '1|']])}</sheetData>`;
    const names = ['资金 情况', '工作表2', '指标'];
    const reading = readXlsx(buildXlsx({ sheets: [one, one, two], names }));
    expect(show(reading.items).filter((line) => !/^\d/.test(line))).toEqual([
      'caption: 资金 情况',
      'table',
      'table',
      'paragraph: 资金',
      'table',
    ]);
  });

  test('the line of a source is the row number of the sheet', () => {
    const reading = readXlsx(sheet(rowsXml([['资金'], [], ['甲|', '1|']], 7)));
    const lines = reading.items.map((item) => (item.type === 'block' ? item.places : item.cells[0]?.places));
    expect(lines).toEqual([[{ method: 'markup', line: 7 }], [{ method: 'markup', line: 9 }]]);
  });
});

describe('what a cell shows', () => {
  test('strings with formats of their own, without phonetics; escapes; line ends', () => {
    const strings =
      '<si><t>预算</t></si><si><r><t>执</t></r><r><t xml:space="preserve">行 </t></r><rPh sb="0" eb="1"><t>zhi</t></rPh></si><si><t>甲&amp;乙_x000D_\n丙&#x4E01;</t></si>';
    const row = '<row><c t="s"><v>0</v></c><c t="s"><v>1</v></c><c t="s"><v>2</v></c><c t="s"><v>9</v></c></row>';
    const reading = readXlsx(buildXlsx({ sheets: [`<sheetData>${row}</sheetData>`], strings }));
    expect(show(reading.items)).toEqual(['paragraph: 预算 执行 甲&乙 丙丁 \uFFFD']);
  });

  test('numbers as displayed, stored results of formulas, truth values and errors', () => {
    const formats = ['0.00%', '#,##0.00', 'yyyy"年"m"月"d"日"'];
    const row =
      '<row r="1"><c s="1"><f>A2/A3</f><v>0.81620000000000004</v></c><c s="2"><v>1234.5</v></c><c s="3"><v>45292</v></c><c t="str"><f>"a"</f><v></v></c><c t="b"><v>1</v></c><c t="e"><v>#DIV/0!</v></c><c><v>1e999</v></c></row>';
    const reading = readXlsx(buildXlsx({ sheets: [`<sheetData>${row}</sheetData>`], formats }));
    expect([show(reading.items), reading.notes]).toEqual([
      ['paragraph: 81.62% 1,234.50 2024年1月1日 TRUE #DIV/0! 1e999'],
      [],
    ]);
  });

  test('a formula without a stored result is not read, and noted', () => {
    const row =
      '<row r="4"><c r="B4" t="inlineStr"><is><t>合计</t></is></c><c r="C4"><f>SUM(A1:A2)</f></c><c r="D4"><f>A1</f><v/></c></row>';
    const reading = readXlsx(sheet(row));
    expect(show(reading.items)).toEqual(['paragraph: 合计 \uFFFD \uFFFD']);
    expect(reading.notes).toEqual([
      {
        code: 'formula-without-result',
        message: {
          zh: '工作表“Sheet1”：公式没有存下计算结果，未读取：C4、D4；请用电子表格软件打开后另存。',
          en: 'sheet Sheet1: formulas without a stored result were not read: C4、D4; open and save it in a spreadsheet program',
        },
      },
    ]);
  });

  test('an unknown format gives the value itself, and is noted; one that shows nothing is noted too', () => {
    const formats = ['0.00E+00', ';;;'];
    const row = '<row r="1"><c r="A1" s="1"><v>1234.5</v></c><c r="B1" s="2"><v>7</v></c></row>';
    const reading = readXlsx(buildXlsx({ sheets: [`<sheetData>${row}</sheetData>`], formats }));
    expect([show(reading.items), reading.notes.map(({ code, message }) => `${code} ${message.en}`)]).toEqual([
      ['paragraph: 1234.5'],
      [
        'number-format-unknown sheet Sheet1: number formats are not known, values read as stored: A1 0.00E+00',
        'value-not-displayed sheet Sheet1: formats show nothing of the value, read as blank: B1',
      ],
    ]);
  });

  test('zeros are blank where the sheet does not show them', () => {
    const xml = `<sheetViews><sheetView showZeros="0" workbookViewId="0"/></sheetViews><sheetData><row><c><v>0</v></c><c><v>10</v></c></row></sheetData>`;
    expect(show(readXlsx(buildXlsx({ sheets: [xml] })).items)).toEqual(['paragraph: 10']);
  });

  test('hidden rows, columns and sheets are left out and noted', () => {
    const hidden = `<cols><col min="2" max="2" hidden="1"/></cols><sheetData>${rowsXml([
      ['项目|', '乙|', '预算|'],
      ['甲|', '1|', '2|'],
      ['丙|', '3|', '4|'],
    ]).replace('<row r="2">', '<row r="2" hidden="1">')}</sheetData>${merges('A1:B1')}`;
    const bytes = buildXlsx({
      sheets: [hidden, '<sheetData/>'],
      states: ['', 'state="veryHidden"'],
      names: ['表', '旧'],
    });
    const reading = readXlsx(bytes);
    expect(show(reading.items)).toEqual(['table', '0,0 1×1 项目', '0,1 1×1 预算', '1,0 1×1 丙', '1,1 1×1 4']);
    expect(reading.notes.map(({ message }) => message.zh)).toEqual([
      '工作表“表”：1 个隐藏行未读取；合计可能含其中数字。',
      '工作表“表”：1 个隐藏列未读取。',
      '1 个隐藏的工作表未读取：旧。',
    ]);
  });

  test('dates of a workbook that counts from 1904', () => {
    const xml = '<sheetData><row><c s="1"><v>43830</v></c></row></sheetData>';
    const bytes = buildXlsx({ sheets: [xml], formats: ['yyyy/m/d'], workbookPr: 'date1904="1"' });
    expect(show(readXlsx(bytes).items)).toEqual(['paragraph: 2024/1/1']);
  });

  test('parts with prefixes of their own, and what stands in extensions, are no matter', () => {
    const xml =
      '<?xml version="1.0"?><x:worksheet xmlns:x="http://schemas.openxmlformats.org/spreadsheetml/2006/main"><x:sheetData><x:row><x:c t="inlineStr"><x:is><x:t>甲</x:t></x:is></x:c></x:row></x:sheetData><x:extLst><x:ext><x:c><x:v>5</x:v></x:c></x:ext></x:extLst></x:worksheet>';
    expect(show(readXlsx(buildXlsx({ sheets: [xml] })).items)).toEqual(['paragraph: 甲']);
  });

  test('blanks with borders are cells of the table', () => {
    expect(bordered()).toBe(1);
    expect(
      shownRows([
        ['甲|', '|'],
        ['|', '乙|'],
      ]),
    ).toEqual(['table', '0,0 1×1 甲', '0,1 1×1 ', '1,0 1×1 ', '1,1 1×1 乙']);
  });
});
