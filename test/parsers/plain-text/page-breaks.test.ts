import { describe, expect, test } from 'vitest';
import { notes, readText, tables } from './read-text.ts';

const HEAD = '二级指标\t三级指标\t标准值\t分值\t得分\t得分率';

describe('a table over a page break', () => {
  test('drops the repeated heading and carries merged labels on', () => {
    const reading = readText([
      HEAD,
      '组织管理 (7分)\t制度健全\t制度齐全\t3\t3\t100%',
      '',
      HEAD,
      '\t评价机制\t按年评价\t4\t4\t100%',
      '数量指标(5分)\t培训场次\t≥2次\t5\t5\t100%',
    ]);
    expect(tables(reading)).toEqual([
      [
        '二级指标 | 三级指标 | 标准值 | 分值 | 得分 | 得分率',
        '组织管理 (7分)«2×1» | 制度健全 | 制度齐全 | 3 | 3 | 100%',
        '评价机制 | 按年评价 | 4 | 4 | 100%',
        '数量指标(5分) | 培训场次 | ≥2次 | 5 | 5 | 100%',
      ],
    ]);
    expect(notes(reading)).toEqual(['repeated-heading-dropped 4']);
  });

  test('joins a cell whose text goes on under the repeated heading, with both lines as its places', () => {
    const reading = readText([
      HEAD,
      '绩效目标(4分)\t目标科学\t目标依据充分\t2\t2\t100%',
      '\t目标细化\t对年度目标结合实际进行分解细\t2\t2\t100%',
      '',
      HEAD,
      '\t\t化并逐级下达。\t\t\t',
      '资金分配(5分)\t分配规范\t按时下达\t5\t5\t100%',
    ]);
    expect(tables(reading)[0]?.[2]).toBe('目标细化 | 对年度目标结合实际进行分解细化并逐级下达。 | 2 | 2 | 100%');
    expect(notes(reading)).toEqual(['repeated-heading-dropped 5', 'rows-joined-over-page-break 3,6']);
    const [table] = reading.items;
    const cell = table?.type === 'table' ? table.cells.find(({ text }) => text.startsWith('对年度')) : undefined;
    expect(cell?.places).toEqual([
      { line: 3, method: 'text' },
      { line: 6, method: 'text' },
    ]);
  });

  test('joins a name in a table with two heading rows', () => {
    const head = ['序号\t指标文件\t资金类别\t\t', '\t\t1. 中央\t2. 本级\t小计'];
    const reading = readText([
      ...head,
      '1\t关于下达补助资金预算的通知（财指标〔2022〕26\t280.00\t\t280.00',
      '',
      ...head,
      '\t6号）\t\t\t',
      '合计\t\t280.00\t0.00\t280.00',
    ]);
    expect(tables(reading)).toEqual([
      [
        '序号«2×1» | 指标文件«2×1» | 资金类别«1×3»',
        '1. 中央 | 2. 本级 | 小计',
        '1 | 关于下达补助资金预算的通知（财指标〔2022〕266号） | 280.00 | ∅ | 280.00',
        '合计«1×2» | 280.00 | 0.00 | 280.00',
      ],
    ]);
    expect(notes(reading)).toEqual(['repeated-heading-dropped 5,6', 'rows-joined-over-page-break 3,7']);
  });

  test('joins a label cut by the break and drops the doubled character', () => {
    const reading = readText([
      HEAD,
      '社会效益 (7分)\t就医便利\t明显提高\t7\t7\t100%',
      '可持续性 (6分)\t制度影响\t成效明显\t6\t6\t100%',
      '服务对象\t工作满意度\t≥85%\t5\t5\t100%',
      '',
      HEAD,
      '象满意度 (9分)\t政策知晓率\t≥80%\t4\t4\t100%',
    ]);
    expect(tables(reading)[0]?.slice(3)).toEqual([
      '服务对象满意度 (9分)«2×1» | 工作满意度 | ≥85% | 5 | 5 | 100%',
      '政策知晓率 | ≥80% | 4 | 4 | 100%',
    ]);
    expect(notes(reading)).toEqual(['repeated-heading-dropped 6', 'label-joined-over-page-break 4,7']);
  });

  test('does not take a whole label for the rest of the one above', () => {
    const reading = readText([
      HEAD,
      '决策依据\t依据充分\t合规\t4\t4\t100%',
      '',
      HEAD,
      '据实管理\t程序规范\t合规\t2\t2\t100%',
    ]);
    expect(tables(reading)[0]?.slice(1)).toEqual([
      '决策依据 | 依据充分 | 合规 | 4 | 4 | 100%',
      '据实管理 | 程序规范 | 合规 | 2 | 2 | 100%',
    ]);
  });

  test('after a total the same heading begins another table', () => {
    const part = [HEAD, '数量指标\t场次\t2\t5\t5\t100%', '合计\t\t\t5\t5\t100%'];
    expect(tables(readText([...part, '', ...part])).length).toBe(2);
  });

  test('after a total the same heading begins another table without a blank line, too', () => {
    const part = [HEAD, '数量指标\t场次\t2\t5\t5\t100%', '合计\t\t\t5\t5\t100%'];
    expect(tables(readText([...part, ...part])).length).toBe(2);
  });

  test('joins a label without points where only both halves make a known word', () => {
    const reading = readText([
      HEAD,
      '社会效益指标\t就医便利\t明显提高\t7\t7\t100%',
      '服务对\t工作满意度\t≥85%\t5\t5\t100%',
      '',
      HEAD,
      '对象满意度指标\t政策知晓率\t≥80%\t4\t4\t100%',
    ]);
    expect(tables(reading)[0]?.slice(2)).toEqual([
      '服务对象满意度指标«2×1» | 工作满意度 | ≥85% | 5 | 5 | 100%',
      '政策知晓率 | ≥80% | 4 | 4 | 100%',
    ]);
  });

  test('with joining switched off the parts stay apart', () => {
    const part = [HEAD, '数量指标\t场次\t2\t5\t5\t100%'];
    expect(tables(readText([...part, '', ...part], { join: false })).length).toBe(2);
  });

  test('prose between two tables keeps them apart', () => {
    const part = [HEAD, '数量指标\t场次\t2\t5\t5\t100%'];
    expect(tables(readText([...part, '', '第二项得分情况如下。', '', ...part])).length).toBe(2);
  });
});

test('a form that begins again is another table', () => {
  const form = (name: string) => [
    `项目名称\t${name}\t\t`,
    '主管部门\t甲局\t实施单位\t乙中心',
    '项目类别\t1、专项\t\t',
    '总分\t90\t\t',
  ];
  expect(tables(readText([...form('甲项目'), ...form('乙项目')]))).toEqual([
    ['项目名称 | 甲项目«1×3»', '主管部门 | 甲局 | 实施单位 | 乙中心', '项目类别 | 1、专项«1×3»', '总分 | 90«1×3»'],
    ['项目名称 | 乙项目«1×3»', '主管部门 | 甲局 | 实施单位 | 乙中心', '项目类别 | 1、专项«1×3»', '总分 | 90«1×3»'],
  ]);
});
