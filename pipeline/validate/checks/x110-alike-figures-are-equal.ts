import { Decimal } from 'decimal.js';
import type { Fact, Indicator } from '../../model/report.ts';
import { type CheckContext, defineCheck, type Lookup, type NamedFigure, type Subject, type Verdict } from '../check.ts';
import { example } from '../example.ts';
import { factFigure, fundFigure, hasValue, indicatorFigure } from '../figures.ts';
import { comparePeriods, foldSubject, unitsFit } from '../linking.ts';
import { significantDigits, slipBetween } from '../slips.ts';
import { cite } from '../wording.ts';

/**
 * Digits from which two figures of one kind are hardly alike by chance. With five of them the seeds and the twelve published
 * forms at hand have no such pair that is not one figure; with four they have targets and actuals of other rows.
 */
const LEAST_DIGITS = 5;
/** Figures compared in one report at most: every pair is looked at, and no report states so many long ones. */
const MOST_FIGURES = 400;

export const alikeFiguresAreEqual = defineCheck({
  id: 'X110',
  name: 'alike-figures-are-equal',
  title: { zh: '疑似同一数字前后写法不同', en: 'Figures that are alike but for a slip are equal' },
  why: {
    zh: '五位以上的数字只差一位、相邻两位颠倒或小数点移位，多半是抄录笔误。',
    en: 'Long figures that differ in one digit, two swapped digits or the point are mostly one figure, copied wrongly.',
  },
  basis: {
    zh: '同一份报告中同一金额、人数前后应当一致',
    en: 'one amount or number of people is one figure throughout a report',
  },
  severity: 'warning',
  applies: {
    zh: '文中同类（预算、支出、结余、收入、人数、单价）、同单位、年度和口径不矛盾的五位以上数字，彼此之间以及与表中同类数字比较；两个数字各自在别处重复出现的、同一句中的、约数不比较。只作待复核。',
    en: 'Figures of five and more digits in sentences with one kind, unit, and no other year or basis, among themselves and against the tables. Not where each of the two stands elsewhere too, not within one sentence, not approximate ones. Always a review.',
  },
  subjects: toSubjects,
  examples: [
    {
      name: { zh: '两处相同', en: 'stated twice alike' },
      kind: 'valid',
      context: () => twice('1006.99万元', '1006.99万元'),
      findings: [],
    },
    {
      name: { zh: '一位数字不同', en: 'one digit differs' },
      kind: 'review',
      context: () => twice('1006.99万元', '1006.39万元'),
      findings: [{ severity: 'warning', outcome: 'review', recorded: '1006.39万元', recomputed: '1006.99万元' }],
    },
    {
      name: { zh: '相邻两位颠倒', en: 'two digits swapped' },
      kind: 'review',
      context: () => twice('12621.81元', '12612.81元'),
      findings: [{ severity: 'warning', outcome: 'review', recorded: '12612.81元', recomputed: '12621.81元' }],
    },
    {
      name: { zh: '与表中人数只差一位', en: 'against the number in the table' },
      kind: 'review',
      context: () =>
        example({
          indicators: [{ level3: '参保人数', actual: '11789人' }],
          facts: [{ metric: 'people', subject: '参加医保人数', figure: '11798人', sentence: '参加医保人数11798人。' }],
        }),
      findings: [{ severity: 'warning', outcome: 'review', recorded: '11798人', recomputed: '11789人' }],
    },
    {
      name: { zh: '位数太少', en: 'too few digits' },
      kind: 'guard',
      context: () => twice('1006万元', '1005万元'),
      findings: [],
    },
    {
      name: { zh: '不同年度', en: 'of two years' },
      kind: 'guard',
      context: () => twice('1006.99万元', '1006.39万元', '2021年', '2022年'),
      findings: [],
    },
    {
      name: { zh: '两个数字都另有出处', en: 'each stands elsewhere too' },
      kind: 'guard',
      context: () =>
        example({
          facts: ['1006.99万元', '1006.99万元', '1006.39万元', '1006.39万元'].map((figure, index) => ({
            metric: 'budget' as const,
            subject: `资金${index}`,
            figure,
            sentence: `第${index}批资金${figure}。`,
          })),
        }),
      findings: [],
    },
  ],
});

function twice(first: string, second: string, year = '2022年', other = '2022年') {
  return example({
    facts: [
      { metric: 'budget', subject: '救助资金', figure: first, period: year, sentence: `${year}救助资金${first}。` },
      {
        metric: 'budget',
        subject: '各级资金',
        figure: second,
        period: other,
        sentence: `${other}各级安排资金${second}。`,
      },
    ],
  });
}

/** A figure with what decides whether another one may be the same. */
interface Stated {
  readonly figure: NamedFigure;
  readonly metrics: readonly Fact['metric'][];
  /** null: a cell of a table. */
  readonly fact: Fact | null;
}

function toSubjects(context: CheckContext): readonly Subject[] {
  const all = statedFigures(context).slice(0, MOST_FIGURES);
  return all.flatMap((stated, index): Subject[] => {
    const { fact, figure } = stated;
    if (fact === null) return [];
    const earlier = all.slice(0, index).filter((other) => mayBeSame(stated, other));
    const equal = earlier.find((other) => isEqual(figure, other.figure));
    const alike = earlier.find((other) => isSlip(figure, other.figure));
    const counterpart = equal ?? alike;
    if (counterpart === undefined) return [];
    const isOther = equal === undefined && isRepeated(stated, all) && isRepeated(counterpart, all);
    if (isOther) return [];
    return [
      {
        subject: `文中/${fact.period ?? ''}${foldSubject(fact.subject)}/相近数字`,
        recorded: figure,
        operands: [counterpart.figure],
        evaluate: (lookup) => judge({ context, recorded: figure, counterpart: counterpart.figure, lookup }),
      },
    ];
  });
}

/** Cells of the tables first, then the facts in reading order. */
function statedFigures({ report }: CheckContext): readonly Stated[] {
  const cells = [
    ...report.funds.flatMap((fund) => [
      toCell(fundFigure(fund, 'initialBudget'), ['budget']),
      toCell(fundFigure(fund, 'budget'), ['budget', 'income']),
      toCell(fundFigure(fund, 'arrived'), ['budget', 'income']),
      toCell(fundFigure(fund, 'executed'), ['executed']),
    ]),
    ...report.indicators.flatMap((row: Indicator) => [
      toCell(indicatorFigure(row, 'target'), ROW_METRICS),
      toCell(indicatorFigure(row, 'actual'), ROW_METRICS),
    ]),
  ].filter((stated) => stated !== null);
  const facts = report.facts.map((fact): Stated => ({ figure: factFigure(fact), metrics: [fact.metric], fact }));
  return [...cells, ...facts].filter(isLong);
}

const ROW_METRICS: readonly Fact['metric'][] = ['people', 'count', 'unit-price'];
const METRICS: ReadonlySet<Fact['metric']> = new Set<Fact['metric']>([
  'budget',
  'executed',
  'balance',
  'income',
  'people',
  'count',
  'unit-price',
]);

function toCell(figure: NamedFigure | null, metrics: readonly Fact['metric'][]): Stated | null {
  return figure === null ? null : { figure, metrics, fact: null };
}

function isLong({ figure: { quantity }, metrics, fact }: Stated): boolean {
  if (!hasValue(quantity) || quantity.comparator === '~' || quantity.upper !== null) return false;
  if (fact?.basis === 'last-year' || fact?.basis === 'planned') return false;
  return metrics.some((metric) => METRICS.has(metric)) && significantDigits(quantity.value) >= LEAST_DIGITS;
}

function mayBeSame(a: Stated, b: Stated): boolean {
  if (!a.metrics.some((metric) => b.metrics.includes(metric))) return false;
  const [first, second] = [a.figure.quantity, b.figure.quantity];
  if (first.kind !== second.kind || first.unit !== second.unit || !unitsFit(first, second)) return false;
  if (a.fact === null || b.fact === null) return true;
  if (a.fact.blockId === b.fact.blockId && a.fact.sentence === b.fact.sentence) return false;
  if (a.fact.basis !== null && b.fact.basis !== null && a.fact.basis !== b.fact.basis) return false;
  return comparePeriods(a.fact.period, b.fact.period) !== 'different';
}

function isEqual(a: NamedFigure, b: NamedFigure): boolean {
  return hasValue(a.quantity) && hasValue(b.quantity) && new Decimal(a.quantity.value).eq(b.quantity.value);
}

function isSlip(a: NamedFigure, b: NamedFigure): boolean {
  return hasValue(a.quantity) && hasValue(b.quantity) && slipBetween(a.quantity.value, b.quantity.value) !== null;
}

/** A figure that stands at another place too is no slip there. */
function isRepeated(stated: Stated, all: readonly Stated[]): boolean {
  return all.some((other) => other !== stated && isEqual(other.figure, stated.figure));
}

function judge({
  context,
  recorded,
  counterpart,
  lookup,
}: {
  context: CheckContext;
  recorded: NamedFigure;
  counterpart: NamedFigure;
  lookup: Lookup;
}): Verdict {
  const [own, other] = [lookup(recorded), lookup(counterpart)];
  if (!hasValue(own) || !hasValue(other)) return UNREAD;
  if (new Decimal(own.value).eq(other.value) && own.unit === other.unit) {
    return { outcome: 'pass', recomputed: other.raw.trim(), formula: null, rounding: null };
  }
  const [first, second] = [cite(context, recorded), cite(context, counterpart)];
  return {
    outcome: 'fail',
    review: true,
    recomputed: other.raw.trim(),
    expected: null,
    difference: null,
    formula: null,
    rounding: null,
    message: {
      zh: `${first.zh}与${second.zh}只差一处笔误（一位数字、相邻两位颠倒或小数点），请核对是否同一数字。`,
      en: `${first.en} and ${second.en} differ by one slip (a digit, two swapped digits or the point): please check whether they are one figure.`,
    },
  };
}

const UNREAD: Verdict = {
  outcome: 'open',
  reason: { zh: '两处有一处未填或未能读出。', en: 'One of the two places is blank or was not read.' },
};
