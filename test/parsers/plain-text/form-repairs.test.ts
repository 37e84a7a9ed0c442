import { describe, expect, test } from 'vitest';
import { notes, readText, tables } from './read-text.ts';

const KEYS = ['项目名称\t\t补助资金项目\t\t\t\t\t', '主管部门\t\t甲局\t实施单位\t\t乙中心\t\t'];
const INDICATORS = [
  '年度绩效目标1 (70分)\t一级指标\t二级指标\t三级指标\t\t年初目标值(A)\t实际完成值(B)\t得分',
  '\t产出指标\t数量指标\t参加人数\t\t16000\t14368\t15',
  '\t\t时效指标\t及时拨付率\t\t100%\t100%\t10',
  '\t效益指标\t社会效益\t参保覆盖范围\t\t≥90%\t≥95%\t9',
];
const FUNDS = '预算执行情况(万元) (20分)\t\t预算数(A)\t执行数(B)\t执行率(B/A)\t得分(20分*执行率)\t\t';

describe('a form in tab-separated rows', () => {
  test('keys and values take the blanks to their right, columns blank throughout belong to the column before', () => {
    const reading = readText([...KEYS, ...INDICATORS, '', '总分\t94', '改进措施\t<p>继续加强</p>']);
    expect(tables(reading)).toEqual([
      [
        '项目名称«1×2» | 补助资金项目«1×6»',
        '主管部门«1×2» | 甲局 | 实施单位«1×2» | 乙中心«1×3»',
        '年度绩效目标1 (70分)«4×1» | 一级指标 | 二级指标 | 三级指标«1×2» | 年初目标值(A) | 实际完成值(B) | 得分',
        '产出指标«2×1» | 数量指标 | 参加人数«1×2» | 16000 | 14368 | 15',
        '时效指标 | 及时拨付率«1×2» | 100% | 100% | 10',
        '效益指标 | 社会效益 | 参保覆盖范围«1×2» | ≥90% | ≥95% | 9',
        '总分 | 94«1×7»',
        '改进措施 | 继续加强«1×7»',
      ],
    ]);
    expect(notes(reading)).toEqual(['markup-removed 9', 'table-joined-over-page-break 6,8']);
  });

  test('a blank value between two keys stays the value of the first', () => {
    const reading = readText(['项目名称\t甲项目\t\t', '主管部门\t\t实施单位\t']);
    expect(tables(reading)).toEqual([['项目名称 | 甲项目«1×2»', '主管部门 | ∅ | 实施单位']]);
  });

  test('headings one column left of their values are moved over them', () => {
    const reading = readText([...KEYS, FUNDS, '\t\t年度财政资金总额\t110\t110\t100%\t20\t', ...INDICATORS]);
    expect(tables(reading)[0]?.slice(2, 4)).toEqual([
      '预算执行情况(万元) (20分)«2×2» | ∅ | 预算数(A) | 执行数(B) | 执行率(B/A) | 得分(20分*执行率)«1×2»',
      '年度财政资金总额 | 110 | 110 | 100% | 20«1×2»',
    ]);
    expect(notes(reading)).toEqual(['heading-shifted 3']);
  });

  test('a score that shares its cell with the second line of its heading is taken out', () => {
    const reading = readText([
      ...KEYS,
      '预算执行情况(万元)\t\t预算数(A)\t执行数(B)\t执行率(B/A)\t得分\t\t',
      '(20分)\t\t年度财政资金总额\t100\t67.51\t68%\t(20分*执行率) 13\t',
      ...INDICATORS,
    ]);
    expect(tables(reading)[0]?.slice(2, 4)).toEqual([
      '预算执行情况(万元)(20分)«2×2» | ∅ | 预算数(A) | 执行数(B) | 执行率(B/A) | 得分(20分*执行率)«1×2»',
      '年度财政资金总额 | 100 | 67.51 | 68% | 13«1×2»',
    ]);
    expect(notes(reading)).toEqual(['heading-joined 3,4', 'heading-shifted 3', 'score-fused-in-heading 3,4']);
  });

  test('a row pushed over the edge has lost its score: the blank has no confidence, and a note names it', () => {
    const reading = readText([
      '项目名称\t\t甲项目\t\t\t\t\t\t\t',
      '预算执行情况(万元)\t\t预算数(A)\t\t执行数(B)\t\t执行率(B/A)\t\t得分\t',
      '\t\t年度财政资金总额\t\t10\t\t10\t\t100%\t',
    ]);
    expect(tables(reading)[0]?.slice(1)).toEqual([
      '预算执行情况(万元)«2×1» | ∅ | 预算数(A)«1×2» | 执行数(B)«1×2» | 执行率(B/A)«1×2» | 得分',
      '年度财政资金总额 | 10«1×2» | 10«1×2» | 100%«1×2» | ∅',
    ]);
    const [table] = reading.items;
    const lost = table?.type === 'table' ? table.cells.find(({ row, col }) => row === 2 && col === 8) : undefined;
    expect(lost?.places).toEqual([{ line: 3, method: 'text', confidence: 0 }]);
    expect(reading.notes.map(({ code, item, cell }) => ({ code, item, cell }))).toEqual([
      { code: 'row-shifted', item: 0, cell: undefined },
      { code: 'cell-lost', item: 0, cell: [2, 8] },
    ]);
  });

  test('a row whose lost figure could be one of two stays in place', () => {
    const reading = readText(['项目名称\t\t甲项目\t\t\t\t\t', FUNDS, '\t\t年度财政资金总额\t30\t30\t20\t\t']);
    expect(tables(reading)[0]?.[2]).toBe('∅ | 年度财政资金总额 | 30 | 30 | 20');
    expect(notes(reading)).toEqual(['row-not-aligned 3']);
  });

  test('options in cells of their own are one value', () => {
    const reading = readText([
      '项目名称\t甲项目\t\t',
      '项目类别\t1、部门预算 <input checked type="checkbox">\t2、专项 <input type="checkbox">\t',
    ]);
    expect(tables(reading)[0]?.[1]).toBe('项目类别 | 1、部门预算 ☑ 2、专项 □«1×2»');
  });

  test('a sign that repeats a part of its neighbour in a blank column is dropped', () => {
    const rows = INDICATORS.map((row) => row.replace('及时拨付率\t\t', '及时拨付率\t率\t'));
    const reading = readText([...KEYS, ...rows]);
    expect(tables(reading)[0]?.[4]).toBe('时效指标 | 及时拨付率«1×2» | 100% | 100% | 10');
    expect(notes(reading)).toEqual(['fragment-dropped 5']);
  });
});

describe('rows shifted left by a lost leading cell', () => {
  const head = '一级指标\t二级指标\t三级指标\t标准值\t实际完成情况';
  const rows = [
    '项目决策 (20分)\t决策依据 (5分)\t依据充分\t有据可依\t符合',
    '\t绩效目标 (4分)\t目标科学\t目标依据充分\t科学',
    '\t\t目标细化\t逐级分解\t细化',
    '过程管理 (35分)\t资金管理 (14分)\t执行率\t90%\t100%',
    '\t组织管理 (21分)\t制度健全\t制度齐全\t有效',
  ];

  test.each([
    [
      'label and name',
      '预算编制 (2分)\t编制合理\t不得出现赤字\t合理\t',
      '预算编制 (2分) | 编制合理 | 不得出现赤字 | 合理',
    ],
    ['name under a blank', '\t核算规范\t按制度核算\t规范\t', '核算规范 | 按制度核算 | 规范'],
    ['name with its blank behind it', '分配合理\t\t符合管理要求\t合理\t', '分配合理 | 符合管理要求 | 合理'],
  ])('%s go back under their headings', (_, row, expected) => {
    const reading = readText([head, ...rows, row]);
    expect(tables(reading)[0]?.[6]).toBe(expected);
    expect(notes(reading)).toEqual(['leading-cell-lost 7']);
  });

  test('figures tell the place in a table of scores', () => {
    const reading = readText([
      '二级指标\t三级指标\t标准值\t分值\t得分\t得分率',
      '数量指标\t场次\t≥2次\t3\t3\t100%',
      '\t信息\t≥5条\t2\t2\t100%',
      '报送\t及时\t2\t1\t50%\t',
    ]);
    expect(tables(reading)[0]?.slice(1)).toEqual([
      '数量指标«3×1» | 场次 | ≥2次 | 3 | 3 | 100%',
      '信息 | ≥5条 | 2 | 2 | 100%',
      '报送 | 及时 | 2 | 1 | 50%',
    ]);
  });

  test('words alone do not tell: the row stays, a note says so', () => {
    const reading = readText([
      '二级指标\t三级指标\t标准值\t完成情况',
      '决策依据\t依据充分\t有据可依\t符合',
      '\t程序规范\t程序完整\t符合',
      '政策落实\t落实有力\t落实到位\t符合',
      '目标科学\t依据充分\t科学\t',
    ]);
    expect(tables(reading)[0]?.[4]).toBe('目标科学 | 依据充分 | 科学 | ∅');
    expect(notes(reading)).toEqual(['row-not-aligned 5']);
  });
});

test('pipe tables and aligned columns are tables, too', () => {
  expect(
    tables(
      readText([
        '| 年份 | 预算数 | 执行数 |',
        '| --- | --- | --- |',
        '| 2021 | 5 | 4 |',
        '',
        '正文。',
        '',
        '甲  1  2',
        '乙  3  4',
        '丙  5  6',
      ]),
    ),
  ).toEqual([
    ['年份 | 预算数 | 执行数', '2021 | 5 | 4'],
    ['甲 | 1 | 2', '乙 | 3 | 4', '丙 | 5 | 6'],
  ]);
});
