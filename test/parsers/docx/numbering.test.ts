import { describe, expect, test } from 'vitest';
import { readDocx } from '../../../parsers/docx/read-docx.ts';
import { formatCount } from '../../../parsers/layout/counting.ts';
import { show } from '../show-grid.ts';
import { buildDocx, OPTIONS, p, tbl, tc, tr } from './build-docx.ts';

interface LevelSpec {
  readonly format: string;
  readonly text: string;
  readonly more?: string;
}

const level = (index: number, { format, text, more = '' }: LevelSpec): string =>
  `<w:lvl w:ilvl="${index}"><w:start w:val="1"/><w:numFmt w:val="${format}"/><w:lvlText w:val="${text}"/>${more}</w:lvl>`;
const list = (id: number, levels: readonly LevelSpec[], more = ''): string =>
  `<w:abstractNum w:abstractNumId="${id}">${more}${levels.map((spec, index) => level(index, spec)).join('')}</w:abstractNum>`;
const num = (id: number, abstract: number, more = ''): string =>
  `<w:num w:numId="${id}"><w:abstractNumId w:val="${abstract}"/>${more}</w:num>`;
const at = (numId: number, ilvl: number): string =>
  `<w:numPr><w:ilvl w:val="${ilvl}"/><w:numId w:val="${numId}"/></w:numPr>`;
const OUTLINE: readonly LevelSpec[] = [
  { format: 'chineseCountingThousand', text: '%1、' },
  { format: 'chineseCounting', text: '（%2）' },
  { format: 'decimal', text: '%3.' },
];

async function read(body: string, numbering: string, styles = ''): Promise<readonly string[]> {
  return show((await readDocx(buildDocx(body, { numbering, styles }), OPTIONS)).items);
}

describe('automatic numbers', () => {
  test('count on, restart below, and join their text as printed', async () => {
    const body =
      p('概况', at(1, 0)) +
      p('背景', at(1, 1)) +
      p('2022年', at(1, 2)) +
      p('2023年', at(1, 2)) +
      p('资金', at(1, 1)) +
      p('下达', at(1, 2)) +
      p('绩效', at(1, 0)) +
      p('目标', at(1, 1));
    expect(await read(body, list(0, OUTLINE) + num(1, 0))).toEqual([
      'list-item: 一、概况',
      'list-item: （一）背景',
      'list-item: 1. 2022年',
      'list-item: 2. 2023年',
      'list-item: （二）资金',
      'list-item: 1. 下达',
      'list-item: 二、绩效',
      'list-item: （一）目标',
    ]);
  });

  test('lists of one definition count on together, an override starts anew once', async () => {
    const override = '<w:lvlOverride w:ilvl="0"><w:startOverride w:val="1"/></w:lvlOverride>';
    const numbering = list(0, [{ format: 'decimal', text: '%1、' }]) + num(1, 0) + num(2, 0) + num(3, 0, override);
    const body = p('甲', at(1, 0)) + p('乙', at(2, 0)) + p('丙', at(3, 0)) + p('丁', at(3, 0)) + p('戊', at(1, 0));
    expect(await read(body, numbering)).toEqual([
      'list-item: 1、甲',
      'list-item: 2、乙',
      'list-item: 1、丙',
      'list-item: 2、丁',
      'list-item: 3、戊',
    ]);
  });

  test('a level that never restarts counts through; legal numbers are all decimal', async () => {
    const levels = [
      { format: 'chineseCounting', text: '第%1章' },
      { format: 'decimal', text: '%1.%2', more: '<w:isLgl/><w:lvlRestart w:val="0"/>' },
    ];
    const body = p('甲', at(1, 0)) + p('a', at(1, 1)) + p('乙', at(1, 0)) + p('b', at(1, 1));
    expect(await read(body, list(0, levels) + num(1, 0))).toEqual([
      'list-item: 第一章甲',
      'list-item: 1.1 a',
      'list-item: 第二章乙',
      'list-item: 2.2 b',
    ]);
  });

  test('a style brings its list and level; numId 0 takes it away; headings stay headings', async () => {
    const styles =
      '<w:style w:type="paragraph" w:styleId="h"><w:name w:val="heading 2"/><w:pPr><w:numPr><w:numId w:val="1"/></w:numPr><w:outlineLvl w:val="1"/></w:pPr></w:style>';
    const levels = [
      OUTLINE[0] ?? { format: 'decimal', text: '' },
      { format: 'chineseCounting', text: '（%2）', more: '<w:pStyle w:val="h"/>' },
    ];
    const body =
      p('背景', '<w:pStyle w:val="h"/>') + p('说明', '<w:pStyle w:val="h"/><w:numPr><w:numId w:val="0"/></w:numPr>');
    expect(await read(body, list(0, levels) + num(1, 0), styles)).toEqual(['heading2: （一）背景', 'heading2: 说明']);
  });

  test('a numbering style is followed to the list it names', async () => {
    const styles =
      '<w:style w:type="numbering" w:styleId="ns"><w:name w:val="ns"/><w:pPr><w:numPr><w:numId w:val="2"/></w:numPr></w:pPr></w:style>';
    const numbering =
      list(0, [], '<w:numStyleLink w:val="ns"/>') +
      list(1, [{ format: 'upperRoman', text: '%1.' }]) +
      num(1, 0) +
      num(2, 1);
    expect(await read(p('a', at(1, 0)) + p('b', at(1, 0)), numbering, styles)).toEqual([
      'list-item: I. a',
      'list-item: II. b',
    ]);
  });

  test('bullets leave no sign; numbers alone in cells are kept', async () => {
    const numbering =
      list(0, [{ format: 'bullet', text: '\uf06c' }]) +
      list(1, [{ format: 'decimal', text: '%1' }]) +
      num(1, 0) +
      num(2, 1);
    const row = (name: string): string => tr(`<w:tc><w:p><w:pPr>${at(2, 0)}</w:pPr></w:p></w:tc>${tc(name)}`);
    expect(await read(p('要点', at(1, 0)) + tbl(row('甲') + row('乙')), numbering)).toEqual([
      'list-item: 要点',
      'table',
      '0,0 1×1 1',
      '0,1 1×1 甲',
      '1,0 1×1 2',
      '1,1 1×1 乙',
    ]);
  });

  test('a format not known is counted plainly, with a note', async () => {
    const docx = buildDocx(p('甲', at(1, 0)), {
      numbering: list(0, [{ format: 'thaiNumbers', text: '%1)' }]) + num(1, 0),
    });
    const reading = await readDocx(docx, OPTIONS);
    expect([show(reading.items), reading.notes.map(({ code }) => code)]).toEqual([
      ['list-item: 1) 甲'],
      ['numbering-format-unknown'],
    ]);
  });
});

describe('number formats', () => {
  test.each([
    [
      'chineseCountingThousand',
      [1, 10, 11, 20, 21, 100, 101, 110, 1010],
      '一 十 十一 二十 二十一 一百 一百零一 一百一十 一千零一十',
    ],
    ['japaneseCounting', [3, 12], '三 十二'],
    ['chineseLegalSimplified', [1, 12, 20], '壹 壹拾贰 贰拾'],
    ['ideographDigital', [2, 10, 23], '二 一〇 二三'],
    ['decimalEnclosedCircle', [1, 20, 21, 36, 50, 51], '① ⑳ ㉑ ㊱ ㊿ 51'],
    ['decimalEnclosedParen', [1, 20], '⑴ ⒇'],
    ['ideographEnclosedCircle', [1, 10], '㊀ ㊉'],
    ['ideographTraditional', [1, 10], '甲 癸'],
    ['lowerLetter', [1, 26, 27, 28], 'a z aa bb'],
    ['upperRoman', [4, 9, 14, 1990], 'IV IX XIV MCMXC'],
    ['decimalZero', [3, 12], '03 12'],
    ['decimalFullWidth', [12], '１２'],
  ])('%s', (format, counts, printed) => {
    expect(counts.map((count) => formatCount(count, format)).join(' ')).toBe(printed);
  });
});
