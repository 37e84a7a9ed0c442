import type { AcrossContext, AcrossSubject, Related, RunReport } from '../across/across-check.ts';
import { defineAcrossCheck } from '../across/across-check.ts';
import { exampleFiles } from '../across/across-example.ts';
import type { DigestFigure } from '../across/digest.ts';
import { findFigure, ofYear } from '../across/run-figures.ts';
import { haveLikeTitles } from '../across/same-project.ts';
import type { Lookup, NamedFigure, Verdict } from '../check.ts';
import { type Computed, compare } from '../compare.ts';
import type { ExampleFund } from '../example.ts';
import { hasValue } from '../figures.ts';
import { UNREAD } from '../ratio.ts';
import { add } from '../rounding.ts';
import { toDifference, toSum } from '../sums.ts';
import { type Term, toTerm } from '../terms.ts';

export const carriedOverAgrees = defineAcrossCheck({
  id: 'F101',
  name: 'carried-over-agrees',
  title: { zh: '上年结转与上年报告的结余一致', en: 'The amount carried over is what last year left' },
  why: {
    zh: '本年结转与上年结余对不上，说明有一年的预算或执行数填错，或者资金去向没有交代。',
    en: 'Where they differ, an amount of one of the two years is wrong, or money went where no report says.',
  },
  basis: {
    zh: '上年结转 = 上年预算数 − 上年执行数（或上年报告写明的结余）',
    en: 'carried over = budget − amount executed of last year, or the balance that its report states',
  },
  severity: 'warning',
  applies: {
    zh: '同一批文件中有同一单位、同一项目（或部门整体）上一年度报告的。与财政拨款的结余、到位数减执行数或文中写明的结余之一相符即可；本年填0的只作提示，结余可能已收回；单位名称为简称或通称的只提请核对。',
    en: 'Reports with one of last year on the same unit and project (or department) in the run. Agreeing with the balance of the fiscal part, of the amount received, or with one stated in the text is enough; 0 is a note, as the balance may have been taken back; abbreviated and common names of units give a review.',
  },
  subjects: toSubjects,
  examples: [
    {
      name: { zh: '与上年结余一致', en: 'as last year left it' },
      kind: 'valid',
      files: () => twoYears({ left: '320.88', carried: '77.12' }),
      findings: [],
    },
    {
      name: { zh: '与上年结余不一致', en: 'not what last year left' },
      kind: 'invalid',
      files: () => twoYears({ left: '320.88', carried: '71.12' }),
      findings: [
        {
          severity: 'warning',
          outcome: 'fail',
          recorded: '71.12',
          recomputed: '77.12',
          cites: ['2022/自评表.docx', '2023/自评表.docx', '398.00 − 320.88 = 77.12'],
        },
      ],
    },
    {
      name: { zh: '上年以元填报', en: 'last year in 元' },
      kind: 'guard',
      files: () => twoYears({ budget: '3980000', left: '3208812.35', carried: '77.12', amountUnit: '元' }),
      findings: [],
    },
    {
      name: { zh: '结转的是财政拨款的结余', en: 'the balance of the fiscal part' },
      kind: 'guard',
      files: () =>
        twoYears({
          left: '320.88',
          carried: '57.12',
          parts: [
            { label: '其中：当年财政拨款', fund: 'fiscal', parent: 0, budget: '300.00', executed: '242.88' },
            { label: '其他资金', fund: 'other', parent: 0, budget: '98.00', executed: '78.00' },
          ],
        }),
      findings: [],
    },
    {
      name: { zh: '文中写明的结余', en: 'a balance stated in the text' },
      kind: 'guard',
      files: () => twoYears({ left: '320.88', carried: '60.00', stated: '收回17.12万元后结余60万元' }),
      findings: [],
    },
    {
      name: { zh: '本年没有结转', en: 'nothing carried over' },
      kind: 'guard',
      files: () => twoYears({ left: '320.88', carried: '0' }),
      findings: [{ severity: 'note', outcome: 'fail', recorded: '0', recomputed: '77.12' }],
    },
    {
      name: { zh: '单位是通称，不知是否同一单位', en: 'a unit under a common name' },
      kind: 'review',
      files: () => twoYears({ left: '320.88', carried: '71.12', unit: '县水务局' }),
      findings: [{ severity: 'warning', outcome: 'review', recorded: '71.12', recomputed: '77.12' }],
    },
    {
      name: { zh: '上年执行数未填', en: 'nothing executed is printed' },
      kind: 'open',
      files: () => twoYears({ left: '', carried: '71.12' }),
      findings: [],
    },
  ],
});

interface TwoYears {
  readonly budget?: string;
  /** 全年执行数 of last year. */
  readonly left: string;
  readonly carried: string;
  readonly amountUnit?: string;
  readonly unit?: string;
  readonly parts?: readonly ExampleFund[];
  readonly stated?: string;
}

function twoYears({
  budget = '398.00',
  left,
  carried,
  amountUnit = '万元',
  unit = '清河区水务局',
  parts = [],
  stated,
}: TwoYears) {
  const [, figure = ''] = /结余(.*)$/u.exec(stated ?? '') ?? [];
  return exampleFiles({
    '2022/自评表.docx': {
      project: '2022年渠道清淤',
      unit,
      year: '2022',
      amountUnit,
      funds: [{ label: '年度资金总额', budget, executed: left }, ...parts],
      ...(stated === undefined ? {} : { facts: [{ metric: 'balance', subject: '结余', figure, sentence: stated }] }),
    },
    '2023/自评表.docx': {
      project: '渠道清淤项目',
      unit,
      year: '2023',
      funds: [
        { label: '年度资金总额', budget: '477.12', executed: '470.00' },
        { label: '上年结转资金', fund: 'carried-over', parent: 0, budget: carried },
      ],
    },
  });
}

const CARRIED_FIELDS = ['budget', 'initialBudget', 'arrived'] as const;

function toSubjects(context: AcrossContext): readonly AcrossSubject[] {
  const { report } = context;
  const carried = CARRIED_FIELDS.map((field) => findFigure(report, 'carried-over', field)).find(
    (each) => each !== null && hasValue(each.quantity),
  );
  if (carried === undefined || carried === null) return [];
  const recorded = ofYear(report, carried);
  const before = context.alike.filter(
    ({ report: other }) =>
      Number(other.year) === Number(report.year) - 1 && haveLikeTitles(report, other) && toBalances(other).length > 0,
  );
  const [first] = before;
  if (first === undefined) return [];
  return [
    {
      subject: `跨文件/${report.year}年上年结转`,
      recorded,
      operands: toBalances(first.report)[0]?.figures ?? [],
      others: before.map(({ report: other }) => other),
      evaluate: (lookup) => judge({ context, recorded, before }, lookup),
    },
  ];
}

/** What may be meant by the balance of a report: the figures it is worked out from. */
interface Balance {
  readonly figures: readonly DigestFigure[];
  /** In the unit of the amount carried over; null where a figure was not read. */
  readonly compute: (terms: readonly Term[]) => Computed;
}

/** Budget less amount executed first; then what may just as well be meant. */
function toBalances(report: RunReport): readonly Balance[] {
  const of = (role: DigestFigure['role'], field: DigestFigure['field']) => {
    const figure = findFigure(report, role, field);
    return figure === null ? null : ofYear(report, figure);
  };
  const minus = (role: 'total' | 'fiscal', field: 'budget' | 'arrived') =>
    toBalance([of(role, field), of(role, 'executed')], toFirstLessRest);
  const withCarried = toBalance(
    [of('fiscal', 'budget'), of('carried-over', 'budget'), of('fiscal', 'executed'), of('carried-over', 'executed')],
    toTwoLessTwo,
  );
  const stated = report.figures.filter(({ role }) => role === 'balance');
  return [
    minus('total', 'budget'),
    minus('total', 'arrived'),
    ...stated.map((figure) => toBalance([ofYear(report, figure)], toSum)),
    minus('fiscal', 'budget'),
    withCarried,
  ].filter((balance) => balance !== null);
}

function toBalance(figures: readonly (DigestFigure | null)[], compute: Balance['compute']): Balance | null {
  const known = figures.filter((figure) => figure !== null);
  return known.length === figures.length ? { figures: known, compute } : null;
}

function toFirstLessRest([first, ...rest]: readonly Term[]): Computed {
  return first === undefined ? toSum([]) : toDifference(first, rest);
}

function toTwoLessTwo(terms: readonly Term[]): Computed {
  const [more, less] = [toSum(terms.slice(0, 2)), toSum(terms.slice(2))];
  const negative = (interval: Computed['tight']) => ({ low: interval.high.negated(), high: interval.low.negated() });
  return {
    value: more.value.minus(less.value),
    tight: add(more.tight, negative(less.tight)),
    loose: add(more.loose, negative(less.loose)),
    left: `${more.left} − ${less.left.replace(/ \+ /gu, ' − ')}`,
    isApproximate: more.isApproximate || less.isApproximate,
  };
}

interface Judging {
  readonly context: AcrossContext;
  readonly recorded: NamedFigure;
  readonly before: readonly Related[];
}

/** Right where it agrees with any balance of any report of last year; wrong by the likeliest of them. */
function judge({ context, recorded, before }: Judging, lookup: Lookup): Verdict {
  const verdicts = before.flatMap(({ report, unit }) =>
    toBalances(report).map((balance) => judgeBalance({ context, recorded, balance, isSure: unit === 'high' }, lookup)),
  );
  return (
    verdicts.find(({ outcome }) => outcome === 'pass') ??
    verdicts.find((verdict) => verdict.outcome === 'fail' && verdict.rounding === 'truncation') ??
    verdicts.find(({ outcome }) => outcome === 'fail') ??
    verdicts[0] ??
    UNREAD
  );
}

function judgeBalance(
  { context, recorded, balance, isSure }: Pick<Judging, 'context' | 'recorded'> & { balance: Balance; isSure: boolean },
  lookup: Lookup,
): Verdict {
  const own = lookup(recorded);
  const amount = toTerm(own);
  const terms = balance.figures.map((figure) => toTerm(lookup(figure), own.unit)).filter((term) => term !== null);
  if (amount === null || terms.length < balance.figures.length) return UNREAD;
  const computed = balance.compute(terms);
  if (computed.value.isNegative()) return OVERSPENT;
  return compare({
    context,
    recorded,
    readings: [{ value: amount.value, decimals: own.decimals ?? 0 }],
    operands: balance.figures,
    computed,
    suffix: '',
    isExact: false,
    ...(amount.value.isZero() ? { severity: 'note', remark: MAYBE_TAKEN_BACK } : {}),
    ...(isSure ? {} : { review: true }),
  });
}

const MAYBE_TAKEN_BACK = { zh: '结余也可能已被收回。', en: 'The balance may have been taken back.' };

const OVERSPENT: Verdict = {
  outcome: 'not-applicable',
  reason: { zh: '上年执行数大于预算数，没有结余。', en: 'Last year spent more than its budget: nothing was left.' },
};
