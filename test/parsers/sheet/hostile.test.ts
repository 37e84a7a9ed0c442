import { describe, expect, test } from 'vitest';
import { chooseParser, parseFile } from '../../../parsers/index.ts';
import { readXlsx } from '../../../parsers/sheet/read-xlsx.ts';
import { ReadFailure } from '../../../pipeline/model/failure.ts';
import { buildDocx, p, zip } from '../docx/build-docx.ts';
import { show } from '../show-grid.ts';
import { bordered, buildXlsx, rowsXml } from './build-xlsx.ts';

const SOUND = buildXlsx({
  sheets: [
    `<sheetData>${rowsXml([
      ['甲', '1'],
      ['乙', '2'],
    ])}</sheetData>`,
  ],
});

async function failureOf(bytes: Uint8Array): Promise<string> {
  try {
    await parseFile(bytes, { name: 'a.xlsx' });
    return 'read';
  } catch (error) {
    if (error instanceof ReadFailure && error.zh !== '' && error.message !== '') return error.code;
    throw error;
  }
}

function sheet(rows: string, after = ''): Uint8Array {
  return buildXlsx({ sheets: [`<sheetData>${rows}</sheetData>${after}`] });
}

describe('which zip is a workbook', () => {
  test.each([
    ['a workbook', SOUND, 'xlsx'],
    ['a DOCX', buildDocx(p('甲')), 'docx'],
    ['a zip of texts, which the reader refuses with a reason', zip({ 'a.txt': '甲' }), 'docx'],
  ])('%s', (_, bytes, format) => {
    expect(chooseParser(bytes).format).toBe(format);
  });
});

describe('damaged and hostile workbooks', () => {
  test.each([
    ['sound', SOUND, 'read'],
    ['nothing', new Uint8Array(), 'empty'],
    ['cut in half', SOUND.slice(0, SOUND.length / 2), 'corrupt'],
    ['cut by one byte', SOUND.slice(0, -1), 'corrupt'],
    [
      'a sheet cut off',
      buildXlsx({ sheets: ['<?xml version="1.0"?><worksheet><sheetData><row><c><v>1</v'] }),
      'corrupt',
    ],
    ['a sheet with open tags', buildXlsx({ sheets: ['<?xml version="1.0"?><worksheet><sheetData><row>'] }), 'corrupt'],
    [
      'a sheet with entities',
      buildXlsx({ sheets: ['<?xml version="1.0"?><!DOCTYPE x [<!ENTITY a "b">]><worksheet/>'] }),
      'corrupt',
    ],
    [
      'a sheet that is not there',
      buildXlsx({
        sheets: [],
        more: {
          'xl/workbook.xml':
            '<workbook xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main"><sheets><sheet name="a" sheetId="1"/></sheets></workbook>',
        },
      }),
      'corrupt',
    ],
    ['no sheet', buildXlsx({ sheets: [] }), 'no-text'],
    ['a blank sheet', buildXlsx({ sheets: ['<sheetData/>'] }), 'no-text'],
    [
      'only hidden sheets',
      buildXlsx({ sheets: ['<sheetData><row><c><v>1</v></c></row></sheetData>'], states: ['state="hidden"'] }),
      'no-text',
    ],
    ['blanks with borders', sheet(rowsXml([['|', '|']])), 'no-text'],
    ['a bomb', sheet(`<row><c t="inlineStr"><is><t>${'甲'.repeat(10_000_000)}</t></is></c></row>`), 'too-large'],
    [
      'a binary workbook',
      zip({
        '[Content_Types].xml':
          '<Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types"><Override PartName="/xl/workbook.bin" ContentType="application/vnd.ms-excel.sheet.binary.macroEnabled.main"/></Types>',
        '_rels/.rels':
          '<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships"><Relationship Id="r" Type="http://schemas.openxmlformats.org/officeDocument/2006/relationships/officeDocument" Target="xl/workbook.bin"/></Relationships>',
        'xl/workbook.bin': 'x',
      }),
      'unsupported-format',
    ],
  ])('%s: %s', async (_, bytes, code) => {
    expect(await failureOf(bytes)).toBe(code);
  });

  test('300,000 rows without content cost little', () => {
    const style = bordered();
    const rows = Array.from({ length: 300_000 }, (_, index) => `<row r="${index + 2}"><c s="${style}"/></row>`);
    const before = process.cpuUsage();
    const reading = readXlsx(sheet(rowsXml([['甲|', '1|']]) + rows.join('')));
    expect(show(reading.items)).toEqual(['table', '0,0 1×1 甲', '0,1 1×1 1']);
    expect(process.cpuUsage(before).user).toBeLessThan(8_000_000);
  });

  test('figures at the far sides make no grid of all between', () => {
    const far = '<row r="2"><c r="A2"><v>3</v></c><c r="XFD2"><v>4</v></c></row>';
    const reading = readXlsx(sheet(`<row r="1"><c r="A1"><v>1</v></c><c r="XFD1"><v>2</v></c></row>${far}`));
    expect(show(reading.items)).toEqual(['table', '0,0 1×1 1', '0,1 1×1 2', '1,0 1×1 3', '1,1 1×1 4']);
  });

  test('a diagonal of thousands of framed cells is refused, not filled up', async () => {
    const style = bordered();
    const column = (at: number): string =>
      (at >= 676 ? String.fromCharCode(64 + Math.floor(at / 676)) : '') +
      String.fromCharCode(65 + (Math.floor(at / 26) % 26)) +
      String.fromCharCode(65 + (at % 26));
    const rows = Array.from(
      { length: 1500 },
      (_, at) => `<row r="${at + 1}"><c r="${column(at + 700)}${at + 1}" s="${style}"><v>1</v></c></row>`,
    );
    expect(await failureOf(sheet(rows.join('')))).toBe('too-large');
  });

  test('references out of bounds, backwards or without sense do no harm', () => {
    const rows =
      '<row r="99999999"><c r="ZZZZ9"><v>1</v></c></row><row r="-5"><c r="?"><v>2</v></c></row><row r="0"><c><v>3</v></c></row>';
    const after =
      '<mergeCells><mergeCell ref="B2:A1"/><mergeCell ref="x"/><mergeCell ref="A:XFD"/><mergeCell/></mergeCells>';
    expect(readXlsx(sheet(rows, after)).items.length).toBeGreaterThan(0);
  });

  test('unclosed quotes in a tag are found at once', async () => {
    const before = process.cpuUsage();
    expect(await failureOf(sheet(`<row ${'a="'.repeat(200_000)}`))).toBe('corrupt');
    expect(process.cpuUsage(before).user).toBeLessThan(5_000_000);
  });
});
