import { describe, expect, test } from 'vitest';
import { notes, paragraphs, readText } from './read-text.ts';

describe('paragraphs', () => {
  test('a sentence cut by a page break is joined, with both lines as its places', () => {
    const reading = readText([
      '项目资金年初预算110万元，已全部拨付到位，执行国家统一标',
      ' ',
      '',
      '准。全年补助14368人。',
    ]);
    expect(reading.items).toEqual([
      {
        type: 'block',
        kind: 'paragraph',
        level: null,
        text: '项目资金年初预算110万元，已全部拨付到位，执行国家统一标准。全年补助14368人。',
        places: [
          { line: 1, method: 'text' },
          { line: 4, method: 'text' },
        ],
      },
    ]);
    expect(notes(reading)).toEqual(['paragraph-joined-over-page-break 1,4']);
  });

  test.each([
    ['titles', ['2022年度项目支出绩效自评报告', '', '（2022年度）', '', '项目名称：甲项目']],
    ['a title above its text', ['2022年城乡居民医疗保险补助项目绩效自评报告', '', '根据要求开展自评，现报告如下。']],
    ['a heading', ['（五）负责指导监督经办体系和信息化建设以及服务能力提升', '', '二、机构设置']],
    [
      'an unfinished item before the next',
      ['预算编制科学合理：预算按规定程序编制并且内容完整，', '', '资金分配规范：本项按缺省处理，得满分。'],
    ],
    ['a label and its list', ['可以申请获得医疗救助的有下列居民，分为以下各类：', '', '特困人员、孤儿。']],
    ['signature lines', ['某市某区医疗保障局', '', '2023年4月20日']],
  ])('%s stay apart', (_, lines) => {
    const reading = readText(lines);
    expect(paragraphs(reading)).toEqual(lines.filter((line) => line !== ''));
    expect(notes(reading)).toEqual([]);
  });

  test('a title broken off inside a book-title mark is joined', () => {
    expect(paragraphs(readText(['（3）《关于开展补助资', '', '金绩效评价工作的通知》（财办〔2020〕3号）']))).toEqual([
      '（3）《关于开展补助资金绩效评价工作的通知》（财办〔2020〕3号）',
    ]);
  });

  test('digits on both sides of a page break are not made one figure', () => {
    const reading = readText(['本年共安排补助资金，其中中央财政资金为人民币24', '', '01万元，已全部到位。']);
    expect(paragraphs(reading).length).toBe(2);
    expect(notes(reading)).toEqual(['figure-cut-by-page-break 1,3']);
  });

  test('page numbers are dropped, the sentence around them joined', () => {
    const reading = readText(['资金管理严格按照有关规定执行，做到专款专用，没有截留', '', '- 3 -', '\f挪用情况。']);
    expect(paragraphs(reading)).toEqual(['资金管理严格按照有关规定执行，做到专款专用，没有截留挪用情况。']);
    expect(notes(reading)).toEqual(['page-number-dropped 3', 'paragraph-joined-over-page-break 1,4']);
  });

  test('hard wraps are undone where the lines of the text are equally wide', () => {
    const full = '本项目资金由财政部门按照规定程序及时足额拨付到位保障工作';
    const lines = [full, full, full, full, '顺利开展。', full, full, full, full, full, '取得成效。'];
    expect(paragraphs(readText(lines))).toEqual([`${full.repeat(4)}顺利开展。`, `${full.repeat(5)}取得成效。`]);
  });

  test('lines of different width are paragraphs of their own', () => {
    const lines = ['一、概况', '甲局负责本项目。', '二、资金', '预算5万元，支出5万元，执行率100%。'];
    expect(paragraphs(readText(lines))).toEqual(lines);
  });

  test('a title in bold over two lines is one, and Markdown headings keep their level', () => {
    const reading = readText([
      '## 一、概况',
      '',
      '**某区2022年补助',
      '（含公益金）资金情况表**',
      '',
      '- 1. 科学原则。**应当科学。',
    ]);
    expect(reading.items.map((item) => (item.type === 'block' ? [item.kind, item.level, item.text] : []))).toEqual([
      ['heading', 2, '一、概况'],
      ['paragraph', null, '某区2022年补助（含公益金）资金情况表'],
      ['paragraph', null, '1. 科学原则。应当科学。'],
    ]);
  });

  test('lines count the same with CR, LF and CRLF', () => {
    for (const end of ['\r', '\n', '\r\n']) {
      const reading = readText([['甲。', '', '乙。'].join(end)]);
      expect(reading.items.flatMap((item) => (item.type === 'block' ? item.places : []))).toEqual([
        { line: 1, method: 'text' },
        { line: 3, method: 'text' },
      ]);
    }
  });
});
