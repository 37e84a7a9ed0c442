import type { Quantity } from '../../model/quantity/quantity.ts';
import { rememberByObject } from '../../model/remember.ts';
import type { Fund, Report } from '../../model/report.ts';
import { type CheckContext, defineCheck, type Lookup, type NamedFigure, type Subject, type Verdict } from '../check.ts';
import { compare } from '../compare.ts';
import { example } from '../example.ts';
import { asPrinted, type FundField, fundFigure, fundName, hasValue } from '../figures.ts';
import { listsBy } from '../indexes.ts';
import { UNREAD } from '../ratio.ts';
import { meets } from '../rounding.ts';
import { toSum, toTerms } from '../sums.ts';
import { type Term, toTerm } from '../terms.ts';
import { cite } from '../wording.ts';

const FIELDS = ['initialBudget', 'budget', 'arrived', 'executed'] as const satisfies readonly FundField[];
const FIELD_ZH = {
  initialBudget: '年初预算数',
  budget: '全年预算数',
  arrived: '到位数',
  executed: '全年执行数',
} as const;

export const fundTotalEqualsParts = defineCheck({
  id: 'A102',
  name: 'fund-total-equals-parts',
  title: { zh: '资金总额等于各来源之和', en: 'The fund total equals its sources' },
  why: {
    zh: '总额与来源不符，说明有资金漏列、重列或填错行。',
    en: 'A total that differs from its sources hides money left out, counted twice or put in the wrong row.',
  },
  basis: { zh: '年度资金总额 = 其中各项之和', en: 'fund total = sum of the rows it consists of' },
  severity: 'error',
  applies: {
    zh: '有“其中”各行的资金行，逐列核对。空白不是零：有空白时，各项之和超过总额才算错；只有一项时只要求不超过总额；“其中”未列全且别的列也不相加的，只请核对。',
    en: 'Fund rows with 其中 rows, column by column. Blank is not zero: with blanks only parts beyond the total are wrong; a single part must only not exceed it; parts that need not be all are only put up for review.',
  },
  subjects: (context) =>
    context.report.funds.flatMap((_, index) => FIELDS.flatMap((field) => toSubject(context, index, field))),
  examples: [
    {
      name: { zh: '各项之和等于总额', en: 'the parts add up' },
      kind: 'valid',
      context: () => funds(['398', '280', '118']),
      findings: [],
    },
    {
      name: { zh: '各项之和不等于总额', en: 'the parts do not add up' },
      kind: 'invalid',
      context: () => funds(['398.00', '280.00', '108.00']),
      findings: [
        { severity: 'error', outcome: 'fail', recorded: '398.00', recomputed: '388', cites: ['280.00 + 108.00 = 388'] },
      ],
    },
    {
      name: { zh: '整数都可能是四舍五入所得', en: 'whole amounts may be rounded ones' },
      kind: 'review',
      context: () => funds(['398', '280', '117']),
      findings: [{ severity: 'warning', outcome: 'review', recorded: '398', recomputed: '397' }],
    },
    {
      name: { zh: '有空白项：不下结论', en: 'a blank part: open' },
      kind: 'open',
      context: () => funds(['398', '280', '']),
      findings: [],
    },
    {
      name: { zh: '另一列说明空白就是没有', en: 'another column shows that blank is none' },
      kind: 'invalid',
      context: () =>
        example({
          funds: [
            { label: '年度资金总额', budget: '880.00', executed: '880.00' },
            { label: '其中：财政拨款', fund: 'fiscal', budget: '880.00', executed: '780.00', parent: 0 },
            { label: '其他资金', fund: 'other', budget: '', executed: '', parent: 0 },
          ],
        }),
      findings: [{ severity: 'warning', outcome: 'fail', recorded: '880.00', recomputed: '780' }],
    },
    {
      name: { zh: '有空白项，但已足额', en: 'a blank part, and the rest is the whole' },
      kind: 'guard',
      context: () => funds(['398', '398', '']),
      findings: [],
    },
    {
      name: { zh: '有空白项，其余已超过总额', en: 'a blank part, and the rest is more than the whole' },
      kind: 'invalid',
      context: () => funds(['398', '489', '']),
      findings: [{ severity: 'error', outcome: 'fail', recorded: '398', recomputed: '489' }],
    },
    {
      name: { zh: '只有一个“其中”：不超过即可', en: 'one part only need not be the whole' },
      kind: 'guard',
      context: () =>
        example({
          funds: [
            { label: '年度资金总额', budget: '398' },
            { label: '其中：财政拨款', fund: 'fiscal', budget: '280', parent: 0 },
          ],
        }),
      findings: [],
    },
    {
      name: { zh: '一个“其中”超过总额', en: 'one part is more than the whole' },
      kind: 'invalid',
      context: () =>
        example({
          funds: [
            { label: '年度资金总额', budget: '398' },
            { label: '其中：财政拨款', fund: 'fiscal', budget: '489', parent: 0 },
          ],
        }),
      findings: [{ severity: 'error', outcome: 'fail', recorded: '489', recomputed: '398' }],
    },
    {
      name: { zh: '“其中”未必列全：只请核对', en: 'parts that need not be all' },
      kind: 'review',
      context: () =>
        example({
          funds: [
            { label: '年度资金总额', budget: '398.00' },
            { label: '其中：中央资金', fund: 'central', budget: '280.00', parent: 0 },
            { label: '省级资金', fund: 'provincial', budget: '18.00', parent: 0 },
          ],
        }),
      findings: [{ severity: 'warning', outcome: 'review', recorded: '398.00', recomputed: '298' }],
    },
  ],
});

/** A total, a fiscal part and another one. */
function funds([total = '', fiscal = '', other = '']: readonly string[]) {
  return example({
    funds: [
      { label: '年度资金总额', budget: total },
      { label: '其中：财政拨款', fund: 'fiscal', budget: fiscal, parent: 0 },
      { label: '其他资金', fund: 'other', budget: other, parent: 0 },
    ],
  });
}

function toSubject(context: CheckContext, index: number, field: (typeof FIELDS)[number]): readonly Subject[] {
  const { funds: rows } = context.report;
  const parent = rows[index];
  const total = parent && fundFigure(parent, field);
  const parts = partsOf(context, index, field);
  if (parent === undefined || !total || !hasValue(total.quantity) || parts.length === 0) return [];
  const subject = `资金/${fundName(parent)}/${FIELD_ZH[field]}`;
  const [only] = parts;
  if (parts.length === 1 && only !== undefined) {
    if (!hasValue(only.quantity)) return [];
    return [
      {
        subject,
        recorded: only,
        operands: [total],
        evaluate: (lookup) => judgePart({ context, part: only, total, lookup }),
      },
    ];
  }
  const isComplete = isExhaustive(context, index, field);
  const blanksAreNothing = areBlanksNothing(context, index, field);
  return [
    {
      subject,
      recorded: total,
      operands: parts.filter(({ quantity }) => hasValue(quantity)),
      evaluate: (lookup) => judgeSum({ context, total, parts, isComplete, blanksAreNothing, lookup }),
    },
  ];
}

function childrenOf(report: Report, index: number): readonly Fund[] {
  return fundsByParent(report).get(index) ?? [];
}

const fundsByParent = rememberByObject(({ funds }: Report) => listsBy(funds, ({ parent }) => parent));

function partsOf(context: CheckContext, index: number, field: FundField): readonly NamedFigure[] {
  const children = childrenOf(context.report, index);
  return children.map((fund) => fundFigure(fund, field)).filter((figure) => figure !== null);
}

/** The rows are all of it where one of them is 其他 or the form's own money, or where another column adds up. */
function isExhaustive(context: CheckContext, index: number, field: FundField): boolean {
  const children = childrenOf(context.report, index);
  if (children.some(({ fund }) => fund === 'other' || fund === 'own' || fund === 'local')) return true;
  const parent = context.report.funds[index];
  return FIELDS.filter((other) => other !== field).some((other) => {
    const total = parent && fundFigure(parent, other);
    const parts = partsOf(context, index, other);
    if (!total || parts.length < 2) return false;
    return judgeSum({ context, total, parts, isComplete: true, lookup: asPrinted }).outcome === 'pass';
  });
}

/**
 * Whether the sources left blank in one column are known to be none: another column leaves the same ones blank and the
 * rest of it is the whole.
 */
function areBlanksNothing(context: CheckContext, index: number, field: FundField): boolean {
  const children = childrenOf(context.report, index);
  const parent = context.report.funds[index];
  const blanks = children.filter((fund) => !hasValue(fund[field]));
  return FIELDS.filter((other) => other !== field).some((other) => {
    const total = parent && fundFigure(parent, other);
    const isSame = children.every((fund) => hasValue(fund[other]) !== blanks.includes(fund));
    if (!total || !isSame || blanks.length === children.length) return false;
    const parts = partsOf(context, index, other);
    return judgeSum({ context, total, parts, isComplete: true, lookup: asPrinted }).outcome === 'pass';
  });
}

interface Judging {
  readonly context: CheckContext;
  readonly total: NamedFigure;
  readonly lookup: Lookup;
}

function judgeSum(
  input: Judging & {
    readonly parts: readonly NamedFigure[];
    readonly isComplete: boolean;
    readonly blanksAreNothing?: boolean;
  },
): Verdict {
  const { context, total, parts, isComplete, lookup } = input;
  const whole = lookup(total);
  const filled = parts.filter((part) => hasValue(lookup(part)));
  const recorded = toTerm(whole);
  const terms = toTerms(filled, whole.unit, lookup);
  if (recorded === null || terms === null || terms.length === 0) return UNREAD;
  const computed = toSum(terms);
  const readings = [{ value: recorded.value, decimals: whole.decimals ?? 0 }];
  const isBeyond = computed.loose.low.gt(recorded.loose.high);
  const isOptional = !isComplete && !isBeyond;
  const verdict = compare({
    context,
    recorded: total,
    readings,
    operands: filled,
    computed,
    suffix: '',
    isExact: false,
    ...(isOptional ? { review: true, severity: 'warning' as const } : {}),
  });
  if (verdict.outcome !== 'fail' || isBeyond) return verdict;
  const blanks = parts.map(lookup).filter((quantity) => !hasValue(quantity));
  if (blanks.length === 0) return verdict;
  return blanks.every(isDash) || input.blanksAreNothing ? { ...verdict, severity: 'warning' } : UNREAD;
}

/** A dash says that there is none; a blank place may only not have been filled. */
function isDash(quantity: Quantity): boolean {
  return quantity.kind === 'missing' && quantity.raw.trim() !== '';
}

function judgePart({ context, part, total, lookup }: Judging & { readonly part: NamedFigure }): Verdict {
  const whole = lookup(total);
  const most = toTerm(whole);
  const recorded = toTerm(lookup(part), whole.unit);
  if (most === null || recorded === null) return UNREAD;
  if (recorded.tight.low.lte(most.tight.high) || meets(recorded.loose, most.loose)) {
    return { outcome: 'pass', recomputed: null, formula: null, rounding: null };
  }
  return toExcess({ context, part, total, recorded, most });
}

function toExcess(input: {
  readonly context: CheckContext;
  readonly part: NamedFigure;
  readonly total: NamedFigure;
  readonly recorded: Term;
  readonly most: Term;
}): Verdict {
  const { context, part, total, recorded, most } = input;
  const [a, b] = [cite(context, part), cite(context, total)];
  return {
    outcome: 'fail',
    recomputed: total.quantity.raw,
    expected: null,
    difference: recorded.value.minus(most.value).toFixed(),
    formula: null,
    rounding: 'none',
    message: { zh: `${a.zh}，超过其所属的${b.zh}。`, en: `${a.en} is more than the whole, ${b.en}.` },
  };
}
