import { describe, expect, it } from 'vitest';
import { readRules } from '../../../normalizers/rules/index.ts';
import type { Cell, Table } from '../../../pipeline/model/document.ts';
import type { Rule } from '../../../pipeline/model/report.ts';
import { blocksOf } from '../sentences/told.ts';

/** Kind, scope and quoted words of a rule, and the parameters it sets. */
function tell({ kind, scope, parameters, quote }: Rule): Record<string, unknown> {
  const said = Object.fromEntries(Object.entries(parameters).filter(([, value]) => value !== null && value !== false));
  return { kind, applies: scope.applies, name: scope.name, ...said, quote };
}

function rulesIn(...lines: readonly string[]): Record<string, unknown>[] {
  return readRules({ blocks: blocksOf(...lines), tables: [] }).rules.map(tell);
}

function tableOf(rows: readonly (readonly string[])[]): Table {
  const cells = rows.flatMap((texts, row) =>
    texts.map(
      (text, col): Cell => ({
        row,
        col,
        rowSpan: 1,
        colSpan: 1,
        text,
        sources: [{ documentId: 'd', tableId: 't1', row, col, method: 'markup' }],
      }),
    ),
  );
  return {
    tableId: 't1',
    caption: null,
    pageNumbers: [],
    precedingBlockId: null,
    cells,
    ruled: true,
    confidence: null,
  };
}

const band = (
  from: string | null,
  to: string | null,
  label: string | null,
  ends: { from?: boolean; to?: boolean } = {},
) => ({
  from,
  to,
  fromInclusive: ends.from ?? from !== null,
  toInclusive: ends.to ?? false,
  label,
  points: null,
});

describe('rules in notes', () => {
  it('reads the proportional and the inverse formula and the cap', () => {
    const note =
      '2.定量指标计分原则：正向指标（即目标值为$\\geq X$，得分=权重*B/A），反向指标（即目标值为≤X，得分=权重 $\\times A/B$ ），得分不得突破权重总额。';
    expect(rulesIn(note)).toEqual([
      {
        kind: 'proportional',
        applies: 'quantitative',
        name: null,
        capAtPoints: true,
        quote: '定量指标计分原则：正向指标（即目标值为$\\geq X$，得分=权重*B/A）',
      },
      {
        kind: 'inverse',
        applies: 'quantitative',
        name: null,
        capAtPoints: true,
        quote: '反向指标（即目标值为≤X，得分=权重 $\\times A/B$ ）',
      },
    ]);
  });

  it('reads a proportion said in words', () => {
    expect(rulesIn('定量指标：完成指标值的，记该指标所赋全部分值；未完成的，按照完成值与指标值的比例记分。')).toEqual([
      {
        kind: 'proportional',
        applies: 'quantitative',
        name: null,
        capAtPoints: true,
        quote: '未完成的，按照完成值与指标值的比例记分',
      },
    ]);
  });

  it('reads bands of shares with their ends and names', () => {
    const note =
      '3.定性指标计分原则：达成预期、部分达成预期、未达成预期三档，分别按照该指标分值的100-80%（含80%）、80-50%（含 50%）、50-0%确定分值。';
    expect(rulesIn(note)).toEqual([
      {
        kind: 'banded',
        applies: 'qualitative',
        name: null,
        bands: [
          band('80', '100', '达成预期', { to: true }),
          band('50', '80', '部分达成预期'),
          band('0', '50', '未达成预期'),
        ],
        quote:
          '定性指标计分原则：达成预期、部分达成预期、未达成预期三档，分别按照该指标分值的100-80%（含80%）、80-50%（含 50%）、50-0%',
      },
    ]);
  });

  it('reads grades however they are written, without a gap between 89 and 90', () => {
    const four = [
      band('90', '100', '优', { to: true }),
      band('80', '90', '良'),
      band('60', '80', '中'),
      band('0', '60', '差'),
    ];
    const bandsOf = (text: string) => rulesIn(text).map(({ kind, bands }) => [kind, bands]);
    expect(bandsOf('评价等级：90（含）-100分为优、80（含）-90分为良、60（含）-80分为中、0-60分为差。')).toEqual([
      ['grade', four],
    ]);
    expect(bandsOf('优（90-100分）、良（80-89分）、中（60-79分）、差（0-59分）')).toEqual([['grade', four]]);
    expect(bandsOf('得分90分（含）以上为优，80分以下为差。')).toEqual([
      ['grade', [band('90', null, '优'), band(null, '80', '差')]],
    ]);
    expect(bandsOf('考核90分以上为优。')).toEqual([]);
  });

  it('reads the points of levels where several stand together', () => {
    expect(
      rulesIn('一级指标分值统一设置为：产出指标50分、效益指标30分、服务对象满意度指标10分、预算资金执行率10分。'),
    ).toEqual([
      { kind: 'level-points', applies: 'group', name: '产出指标', points: '50', quote: '产出指标50分' },
      { kind: 'level-points', applies: 'group', name: '效益指标', points: '30', quote: '效益指标30分' },
      {
        kind: 'level-points',
        applies: 'group',
        name: '服务对象满意度指标',
        points: '10',
        quote: '服务对象满意度指标10分',
      },
      { kind: 'level-points', applies: 'execution', name: '预算资金执行率', points: '10', quote: '预算资金执行率10分' },
    ]);
    expect(rulesIn('项目决策类指标分值20分，实际得分20分。')).toEqual([]);
    expect(rulesIn('各项分值合计100分，自评得分96分，其中产出指标48分、效益指标30分、满意度指标10分。')).toEqual([]);
  });
});

describe('rules in sentences', () => {
  it('reads all-or-nothing and full marks from a bound', () => {
    expect(
      rulesIn('预算执行率：共支出98万元。根据评分标准“执行率 $\\geq$ 90%，得 4 分，否则不得分”，本项指标得4分。'),
    ).toEqual([
      {
        kind: 'threshold',
        applies: 'indicator',
        name: '预算执行率',
        comparator: '>=',
        threshold: '90',
        points: '4',
        otherwise: '0',
        quote: '执行率 $\\geq$ 90%，得 4 分，否则不得分',
      },
    ]);
    expect(
      rulesIn(
        '会议次数：召开会议8次。按照评分标准≥2次得满分，本指标得满分。',
        '覆盖率：根据评分标准“100%得满分”，本项指标得满分。',
      ),
    ).toEqual([
      {
        kind: 'threshold',
        applies: 'indicator',
        name: '会议次数',
        comparator: '>=',
        threshold: '2',
        quote: '≥2次得满分',
      },
      {
        kind: 'threshold',
        applies: 'indicator',
        name: '覆盖率',
        comparator: '=',
        threshold: '100',
        quote: '100%得满分',
      },
    ]);
    expect(rulesIn('满意度≥90%，得10分；低于的不得分。')).toEqual([
      {
        kind: 'threshold',
        applies: 'indicator',
        name: '满意度',
        comparator: '>=',
        threshold: '90',
        points: '10',
        otherwise: '0',
        quote: '满意度≥90%，得10分；低于的不得分',
      },
    ]);
  });

  it('takes no statement of a score for a rule', () => {
    expect(
      rulesIn('共开展培训8次，得满分。', '参保率达到95%，得5分。', '过程管理类指标分值20分，实际得分16分。'),
    ).toEqual([]);
  });

  it('reads deductions per step, from a bound where one is said', () => {
    expect(
      rulesIn('执行率：执行率低于90%的，每低1个百分点扣0.5分，扣完为止。', '投诉：每发现一起有效投诉扣1分。'),
    ).toEqual([
      {
        kind: 'deduction',
        applies: 'indicator',
        name: '执行率',
        comparator: '>=',
        threshold: '90',
        points: '0.5',
        step: '1',
        quote: '每低1个百分点扣0.5分，扣完为止',
      },
      {
        kind: 'deduction',
        applies: 'indicator',
        name: '投诉',
        points: '1',
        step: '1',
        quote: '每发现一起有效投诉扣1分',
      },
    ]);
  });

  it('reads full marks for what does not apply', () => {
    expect(rulesIn('资金分配规范性：区级不涉及资金分配，本项指标按缺省处理，本项指标得满分。')).toEqual([
      {
        kind: 'not-applicable-full',
        applies: 'indicator',
        name: '资金分配规范性',
        quote: '本项指标按缺省处理，本项指标得满分',
      },
    ]);
  });

  it('gives the place of the quoted words', () => {
    const text = '按照评分标准≥2次得满分。';
    const [rule] = readRules({ blocks: blocksOf(text), tables: [] }).rules;
    expect(rule?.sources).toEqual([
      { documentId: 'd', pageNumber: 3, bbox: [10, 20, 30, 40], blockId: 'b1', method: 'text', charSpan: [6, 12] },
    ]);
  });
});

describe('rules in tables', () => {
  it('reads the score of execution, what the rate divides by and the points of the block', () => {
    const table = tableOf([
      [
        '预算执行情况（万元）（20分）',
        '年初预算数',
        '全年预算数（A）',
        '执行数（B）',
        '执行率（B/A）',
        '得分（20 分*执行率）',
      ],
      ['年度财政资金总额', '100', '100', '67.51', '68%', '13'],
    ]);
    const { rules, notes } = readRules({ blocks: [], tables: [table] });
    expect(rules.map(tell)).toEqual([
      { kind: 'level-points', applies: 'execution', name: null, points: '20', quote: '预算执行情况（万元）（20分）' },
      { kind: 'execution', applies: 'execution', name: null, divisor: 'budget', quote: '执行率（B/A）' },
      { kind: 'execution', applies: 'execution', name: null, points: '20', quote: '（20 分*执行率）' },
    ]);
    expect(rules[2]?.sources).toEqual([
      { documentId: 'd', tableId: 't1', row: 0, col: 5, method: 'markup', charSpan: [2, 12] },
    ]);
    expect(notes).toEqual([]);
  });

  it('follows the letter to another column and notes a letter that stands nowhere', () => {
    const other = tableOf([['年初预算（B）', '到位数（C）', '执行数（E）', '预算执行率（E/C×100%）']]);
    expect(readRules({ blocks: [], tables: [other] }).rules.map(tell)).toEqual([
      { kind: 'execution', applies: 'execution', name: null, divisor: 'arrived', quote: '预算执行率（E/C×100%）' },
    ]);
    const lost = readRules({ blocks: [], tables: [tableOf([['预算数', '执行数', '执行率（B/A）']])] });
    expect(lost.rules).toEqual([]);
    expect(lost.notes.map(({ code, documentId }) => [code, documentId])).toEqual([['rate-divisor-unknown', 'd']]);
  });

  it('names a rule in a column of rules by the indicator of its row', () => {
    const table = tableOf([
      ['三级指标', '评分标准', '得分'],
      ['宣传次数', '≥10次得满分，每少1次扣0.5分', '5'],
      ['群众满意度', '≥95%得满分', '10'],
    ]);
    expect(readRules({ blocks: [], tables: [table] }).rules.map(tell)).toEqual([
      {
        kind: 'threshold',
        applies: 'indicator',
        name: '宣传次数',
        comparator: '>=',
        threshold: '10',
        quote: '≥10次得满分',
      },
      {
        kind: 'deduction',
        applies: 'indicator',
        name: '宣传次数',
        comparator: '>=',
        threshold: '10',
        points: '0.5',
        step: '1',
        quote: '每少1次扣0.5分',
      },
      {
        kind: 'threshold',
        applies: 'indicator',
        name: '群众满意度',
        comparator: '>=',
        threshold: '95',
        quote: '≥95%得满分',
      },
    ]);
  });

  it('keeps a rule once that is printed in two tables', () => {
    const table = tableOf([['得分（20分*执行率）']]);
    expect(readRules({ blocks: [], tables: [table, { ...table, tableId: 't2' }] }).rules).toHaveLength(1);
  });
});
