import type { Cell, Table } from '../../model/document.ts';
import type { Quantity } from '../../model/quantity/quantity.ts';
import { type CheckContext, defineCheck, type Lookup, type NamedFigure, type Subject, type Verdict } from '../check.ts';
import { compare } from '../compare.ts';
import { example } from '../example.ts';
import { asPrinted } from '../figures.ts';
import { UNREAD } from '../ratio.ts';
import { toSum, toTerms } from '../sums.ts';
import { findTableSums, type TableSum } from '../table-sums.ts';
import { toTerm } from '../terms.ts';
import { citeMany } from '../wording.ts';

export const tableTotalsAddUp = defineCheck({
  id: 'A103',
  name: 'table-totals-add-up',
  title: { zh: '表中小计、合计等于各行各列之和', en: 'Subtotals and totals of tables add up' },
  why: {
    zh: '合计不等于各项之和，说明有一个数字是错的。',
    en: 'A total that is not the sum means that one of the figures is wrong.',
  },
  basis: { zh: '小计、合计、总计 = 各行（列）之和', en: '小计, 合计, 总计 = sum of the rows or columns' },
  severity: 'error',
  applies: {
    zh: '表头或行首写明小计、合计、总计的数字；“其中”各行不加；空白不是零；比率、单价、序号列不加；所有合计都不成立的表，只请核对。自评表和得分表由 A102、S105–S108 核对。',
    en: 'Figures headed 小计, 合计 or 总计; 其中 rows are left out, blanks are no zeros, columns of rates, unit prices and ordinals do not add; where none of the sums of a heading holds it is only put up for review. Forms and score tables are the matter of A102 and S105–S108.',
  },
  subjects: (context) => tablesOf(context).flatMap((table) => subjectsOf(context, table)),
  examples: [
    {
      name: { zh: '行列合计均正确', en: 'rows and columns add up' },
      kind: 'valid',
      context: () => example({ tables: [{ rows: sources('1,038.00', '2,127.00') }] }),
      findings: [],
    },
    {
      name: { zh: '合计行写错一位', en: 'one digit of the total row is wrong' },
      kind: 'invalid',
      context: () => example({ tables: [{ rows: sources('1,038.00', '2,172.00') }] }),
      findings: [
        {
          severity: 'error',
          outcome: 'fail',
          recorded: '2,172.00',
          recomputed: '2127',
          cites: ['1038.00 + 488.00 + 601.00 = 2127'],
        },
      ],
    },
    {
      name: { zh: '部分单元格空白', en: 'a blank part' },
      kind: 'open',
      context: () =>
        example({
          tables: [
            {
              rows: [
                ['项目', '金额（万元）'],
                ['甲', '30.00'],
                ['乙', ''],
                ['丙', '20.00'],
                ['合计', '80.00'],
              ],
            },
          ],
        }),
      findings: [],
    },
    {
      name: { zh: '别的合计说明空白就是没有', en: 'another sum shows that blank is nothing' },
      kind: 'invalid',
      context: () =>
        example({
          tables: [
            {
              rows: [
                ['项目', '中央', '省级'],
                ['甲', '30.00', '5.00'],
                ['乙', '20.00', ''],
                ['丙', '', '7.00'],
                ['合计', '50.00', '21.00'],
              ],
            },
          ],
        }),
      findings: [{ severity: 'error', outcome: 'fail', recorded: '21.00', recomputed: '12' }],
    },
    {
      name: { zh: '“其中”行不重复相加', en: '其中 rows are not added again' },
      kind: 'guard',
      context: () =>
        example({
          tables: [
            {
              rows: [
                ['项目', '金额（万元）'],
                ['甲', '30.00'],
                ['其中：设备', '12.00'],
                ['乙', '20.00'],
                ['合计', '50.00'],
              ],
            },
          ],
        }),
      findings: [],
    },
    {
      name: { zh: '小计之后的合计只加小计', en: 'a grand total adds the subtotals' },
      kind: 'guard',
      context: () =>
        example({
          tables: [
            {
              rows: [
                ['项目', '金额'],
                ['甲', '1.00'],
                ['乙', '2.00'],
                ['小计', '3.00'],
                ['丙', '4.00'],
                ['丁', '5.00'],
                ['小计', '9.00'],
                ['合计', '12.00'],
              ],
            },
          ],
        }),
      findings: [],
    },
    {
      name: { zh: '序号、比率、单价列不相加', en: 'ordinals, rates and unit prices do not add' },
      kind: 'guard',
      context: () =>
        example({
          tables: [
            {
              rows: [
                ['序号', '项目', '执行率', '标准', '金额'],
                ['1', '甲', '90', '61', '30.00'],
                ['2', '乙', '80', '140', '20.00'],
                ['合计', '', '86', '93', '50.00'],
              ],
            },
          ],
        }),
      findings: [],
    },
    {
      name: { zh: '没有一列成立：只请核对', en: 'no column holds: for review' },
      kind: 'review',
      context: () =>
        example({
          tables: [
            {
              rows: [
                ['项目', '上年', '本年'],
                ['甲', '30.00', '31.00'],
                ['乙', '20.00', '22.00'],
                ['合计', '70.00', '80.00'],
              ],
            },
          ],
        }),
      findings: [
        { severity: 'warning', outcome: 'review', recorded: '70.00', recomputed: '50' },
        { severity: 'warning', outcome: 'review', recorded: '80.00', recomputed: '53' },
      ],
    },
  ],
});

/** Three decisions by source, with row and column totals. */
function sources(first: string, total: string): readonly (readonly string[])[] {
  return [
    ['序号', '文件', '资金类别', '<', '<'],
    ['^', '^', '中央级', '自治区级', '小计'],
    ['1', '提前下达', first, '169.00', '1,207.00'],
    ['2', '追加下达', '488.00', '', '488.00'],
    ['3', '下达', '601.00', '105.00', '706.00'],
    ['合计', '<', total, '274.00', '2,401.00'],
  ];
}

/** Tables of the report other than forms and score tables, whose sums follow a scheme of points. */
function tablesOf({ report, document }: CheckContext): readonly Table[] {
  const roles = new Map(report.tables.map(({ tableId, role }) => [tableId, role]));
  return document.tables.filter(({ tableId }) => roles.get(tableId) === 'amounts' || roles.get(tableId) === 'other');
}

function subjectsOf(context: CheckContext, table: Table): readonly Subject[] {
  const sums = findTableSums(table).map(toSumFigures);
  const held = sums.filter((sum) => holds(context, sum));
  const holding = new Set(held.map(({ family }) => family));
  // Where a sum holds although a place in it is blank, blank means nothing in this table.
  const blanksAreNothing = held.some(({ blanks }) => blanks > 0);
  const sizes = new Map<string, number>();
  for (const { family } of sums) sizes.set(family, (sizes.get(family) ?? 0) + 1);
  return sums.map((sum): Subject => {
    const { recorded, operands } = sum;
    const isSure = holding.has(sum.family) || sizes.get(sum.family) === 1;
    return {
      subject: `${table.caption ?? '表格'}/${sum.name}`,
      recorded,
      operands,
      evaluate: (lookup) => judge({ context, sum, isSure, blanksAreNothing }, lookup),
    };
  });
}

interface SumFigures extends Pick<TableSum, 'name' | 'family' | 'blanks'> {
  readonly recorded: NamedFigure;
  readonly operands: readonly NamedFigure[];
}

function toSumFigures({ name, family, blanks, total, parts }: TableSum): SumFigures {
  const operands = parts.map((part) => toFigure(part.cell, part.name));
  return { name, family, blanks, recorded: toFigure(total, name), operands };
}

function toFigure(cell: Cell, name: string): NamedFigure {
  const quantity: Quantity = { ...(cell.quantity ?? NO_FIGURE), sources: cell.sources };
  return { quantity, label: { zh: name, en: name }, text: cell.text };
}

const NO_FIGURE: Quantity = {
  raw: '',
  kind: 'missing',
  value: null,
  upper: null,
  unit: null,
  comparator: null,
  decimals: null,
  sources: [],
};

function holds(context: CheckContext, sum: SumFigures): boolean {
  return judge({ context, sum, isSure: true, blanksAreNothing: true }, asPrinted).outcome === 'pass';
}

interface Judging {
  readonly context: CheckContext;
  readonly sum: SumFigures;
  readonly isSure: boolean;
  readonly blanksAreNothing: boolean;
}

function judge(input: Judging, lookup: Lookup): Verdict {
  const { context, sum, isSure, blanksAreNothing } = input;
  const { recorded, operands } = sum;
  const whole = lookup(recorded);
  const total = toTerm(whole);
  const terms = toTerms(operands, whole.unit, lookup);
  if (total === null || terms === null) return UNREAD;
  const computed = toSum(terms);
  const isBeyond = computed.loose.low.gt(total.loose.high);
  const verdict = compare({
    context,
    recorded,
    readings: [{ value: total.value, decimals: whole.decimals ?? 0 }],
    operands,
    computed,
    suffix: '',
    isExact: false,
    from: citeMany(context, operands, { zh: '数字', en: 'figures' }),
    ...(isSure ? {} : { review: true, severity: 'warning' as const }),
  });
  if (verdict.outcome === 'fail' && sum.blanks > 0 && !blanksAreNothing && !isBeyond) return UNREAD;
  return verdict;
}
