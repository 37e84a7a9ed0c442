import { describe, expect, it } from 'vitest';
import { readCitations } from '../../../normalizers/citations/index.ts';
import { blocksOf } from '../sentences/told.ts';

const cited = (...lines: readonly string[]) =>
  readCitations(blocksOf(...lines)).map(({ title, number, year }) => [title, number, year]);

describe('citations', () => {
  it('pairs a title with the number behind it and gives the exact place', () => {
    const text = '根据《某县医疗救助实施细则》（某政办发〔2022〕7 号）的规定。';
    expect(readCitations(blocksOf(text))).toEqual([
      {
        title: '某县医疗救助实施细则',
        number: '某政办发〔2022〕7号',
        year: '2022',
        blockId: 'b1',
        sources: [
          { documentId: 'd', pageNumber: 3, bbox: [10, 20, 30, 40], blockId: 'b1', method: 'text', charSpan: [2, 29] },
        ],
      },
    ]);
  });

  it('reads brackets of every kind, also where one was lost', () => {
    expect(
      cited(
        '《甲办法》（某开管发[2014]26号）、《乙办法》（某财（社）指标〔2021〕500号）、《丙意见》（某政规发〔2019〕4号等。',
      ),
    ).toEqual([
      ['甲办法', '某开管发[2014]26号', '2014'],
      ['乙办法', '某财（社）指标〔2021〕500号', '2021'],
      ['丙意见', '某政规发〔2019〕4号', '2019'],
    ]);
  });

  it('gives a number to the title it follows, and none to the others', () => {
    expect(cited('符合《甲条例》《乙办法》（财预〔2020〕10号）和《丙规定》。')).toEqual([
      ['甲条例', null, null],
      ['乙办法', '财预〔2020〕10号', '2020'],
      ['丙规定', null, null],
    ]);
  });

  it('reads titles within titles, closed once or twice', () => {
    expect(cited('《关于印发〈按病组付费实施方案〉的通知》（某医保发〔2020〕39号）')).toEqual([
      ['关于印发〈按病组付费实施方案〉的通知', '某医保发〔2020〕39号', '2020'],
    ]);
    expect(cited('《关于转发〈中央财政补助资金管理办法》》（某财〔2020〕5）号相关要求')).toEqual([
      ['关于转发〈中央财政补助资金管理办法》', '某财〔2020〕5）号', '2020'],
    ]);
  });

  it('reads a title without its own 《》 and one that only quotes another', () => {
    expect(cited('（7）自治区财政厅关于提前下达2022年救助补助资金预算的通知（某财指标〔2021〕500号）')).toEqual([
      ['自治区财政厅关于提前下达2022年救助补助资金预算的通知', '某财指标〔2021〕500号', '2021'],
    ]);
    expect(
      cited(
        '严格执行某厅关于印发《统收统支的意见》的通知（某医保发〔2020〕104号）和某市关于印发《工作方案》的通知（某政办发〔2020〕42号）规定',
      ),
    ).toEqual([
      ['某厅关于印发《统收统支的意见》的通知', '某医保发〔2020〕104号', '2020'],
      ['某市关于印发《工作方案》的通知', '某政办发〔2020〕42号', '2020'],
    ]);
  });

  it('reads a number before its title, orders, and numbers alone', () => {
    expect(cited('依据某政发〔2021〕33 号《筹资工作实施方案》精神，标准为122元。')).toEqual([
      ['筹资工作实施方案', '某政发〔2021〕33号', '2021'],
    ]);
    expect(cited('《救助办法》（2015年第78号政府令）、《救助办法》（第78号令）')).toEqual([
      ['救助办法', '2015年第78号政府令', '2015'],
      ['救助办法', '第78号令', null],
    ]);
    expect(cited('按照财社〔2019〕142号文件要求')).toEqual([[null, '财社〔2019〕142号', '2019']]);
  });

  it('joins a title that a page break cut', () => {
    expect(
      readCitations(blocksOf('（3）《国家部门关于全面开展转移支付资', '金绩效评价工作的通知》（某函〔2020〕3号）')).map(
        ({ title, number, blockId, sources }) => [
          title,
          number,
          blockId,
          sources.map(({ blockId: id, charSpan }) => [id, charSpan]),
        ],
      ),
    ).toEqual([
      [
        '国家部门关于全面开展转移支付资金绩效评价工作的通知',
        '某函〔2020〕3号',
        'b1',
        [
          ['b1', [3, 19]],
          ['b2', [0, 23]],
        ],
      ],
    ]);
  });

  it('leaves abbreviations and lone marks alone', () => {
    expect(cited('（以下简称《细则》）的规定', '《没有结束的标题', '支出2022万元（2021年）')).toEqual([]);
  });
});
