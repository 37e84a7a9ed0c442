import { Decimal } from 'decimal.js';
import type { Quantity } from '../../model/quantity/quantity.ts';
import { meaningOf } from '../../model/quantity/units.ts';
import type { Fact } from '../../model/report.ts';
import { type CheckContext, defineCheck, type Lookup, type NamedFigure, type Subject, type Verdict } from '../check.ts';
import { type Computed, compare } from '../compare.ts';
import { type ExampleFact, example } from '../example.ts';
import { factFigure } from '../figures.ts';
import { factOf } from '../indexes.ts';
import { UNREAD } from '../ratio.ts';
import { type Interval, multiply, point } from '../rounding.ts';
import { type Term, toTerm } from '../terms.ts';

/** The sentence itself works the product out; elsewhere it only names price, number and amount. */
const COMPUTATION = /[×*✕]|计算|核算|即|合计为|共需|应(?:拨|补|付|支)/u;

export const priceTimesQuantity = defineCheck({
  id: 'A107',
  name: 'price-times-quantity',
  title: { zh: '标准乘以数量等于金额', en: 'Price times quantity gives the amount' },
  why: {
    zh: '补助类项目的金额由人数和标准决定，不符时不是人数不实，就是标准未执行。',
    en: 'What a subsidy costs is people times rate; where it is not, one of the two is not true.',
  },
  basis: { zh: '金额 = 标准 × 数量', en: 'amount = price × quantity' },
  severity: 'warning',
  applies: {
    zh: '同一语句中给出标准、数量和金额的。语句本身写明是算出来的、数字又都是确数的为错误；计划数、约数只作提示。',
    en: 'Sentences with price, quantity and amount. An error where the sentence itself works it out from exact figures; plans and approximate figures give a note.',
  },
  subjects: (context) => context.report.facts.flatMap((fact) => toSubject(context, fact)),
  examples: [
    {
      name: { zh: '金额正确', en: 'the amount is right' },
      kind: 'valid',
      context: () =>
        product('参保73731人，标准122元/人/年，即拨付899.52万元。', ['73731人', '122元/人/年', '899.52万元']),
      findings: [],
    },
    {
      name: { zh: '金额写错', en: 'the amount is wrong' },
      kind: 'invalid',
      context: () => product('参保39902人，按每人160元计算，即拨付683.432万元。', ['39902人', '160元', '683.432万元']),
      findings: [
        {
          severity: 'error',
          outcome: 'fail',
          recorded: '683.432万元',
          recomputed: '638.432',
          cites: ['39902 × 160 ÷ 10000 = 638.432'],
        },
      ],
    },
    {
      name: { zh: '只是并列给出', en: 'the three only stand side by side' },
      kind: 'invalid',
      context: () => product('参保100人，标准160元/人，拨付2.6万元。', ['100人', '160元/人', '2.6万元']),
      findings: [{ severity: 'warning', outcome: 'fail', recorded: '2.6万元', recomputed: '1.6' }],
    },
    {
      name: { zh: '计划数取整', en: 'a plan in round figures' },
      kind: 'guard',
      context: () =>
        product('预计4.38万人，按160元/人测算，预算为750万元。', ['4.38万人', '160元/人', '750万元'], 'planned'),
      findings: [{ severity: 'note', outcome: 'fail', recorded: '750万元', recomputed: '700.8' }],
    },
    {
      name: { zh: '约数', en: 'an approximate number of people' },
      kind: 'guard',
      context: () => product('惠及200余人，标准160元/人，即拨付3.3万元。', ['200余人', '160元/人', '3.3万元']),
      findings: [],
    },
    {
      name: { zh: '单价没有单位：不下结论', en: 'the price has no unit of money: open' },
      kind: 'open',
      context: () => product('共3批，每批20次，支出60万元。', ['3批', '20次', '60万元']),
      findings: [],
    },
  ],
});

function product(
  sentence: string,
  [people = '', price = '', amount = '']: readonly string[],
  basis?: ExampleFact['basis'],
) {
  return example({
    facts: [
      { metric: 'people', subject: '人数', figure: people, sentence },
      { metric: 'unit-price', subject: '标准', figure: price, sentence },
      {
        metric: 'executed',
        subject: '金额',
        figure: amount,
        sentence,
        ...(basis ? { basis } : {}),
        derivation: { kind: 'product', operands: ['f1', 'f2'] },
      },
    ],
  });
}

/** A price that is set (每户补助2.8万元, 补助标准) is exact; an average is rounded. */
const STANDARD = /^(?!.*(?:均|约)).*(?:标准|单价|每[\u4e00-\u9fff]{1,2}(?:补助|补贴|奖励|奖补|资助|发放))/u;

function toSubject(context: CheckContext, fact: Fact): readonly Subject[] {
  if (fact.derivation?.kind !== 'product') return [];
  const members = fact.derivation.operands.map((id) => factOf(context.report, id));
  const operands = members.filter((other) => other !== undefined).map(factFigure);
  if (operands.length !== members.length || operands.length < 2) return [];
  const recorded = factFigure(fact);
  return [
    {
      subject: `文中/${fact.period ?? ''}${fact.subject}`,
      recorded,
      operands,
      evaluate: (lookup) => judge({ context, fact, recorded, operands }, lookup),
    },
  ];
}

function judge(
  input: { context: CheckContext; fact: Fact; recorded: NamedFigure; operands: readonly NamedFigure[] },
  lookup: Lookup,
): Verdict {
  const { context, fact, recorded, operands } = input;
  const amount = lookup(recorded);
  const total = toTerm(amount);
  const computed = toProduct(
    operands.map((operand) => ({ quantity: lookup(operand), isStandard: STANDARD.test(operand.label.zh) })),
    amount.unit,
  );
  if (total === null || computed === null) return UNREAD;
  const isPlan = fact.basis === 'planned' || fact.basis === 'initial';
  return compare({
    context,
    recorded,
    readings: [{ value: total.value, decimals: amount.decimals ?? 0 }],
    operands,
    computed,
    suffix: '',
    isExact: false,
    ...(isPlan ? { severity: 'note' as const } : COMPUTATION.test(fact.sentence) ? { severity: 'error' as const } : {}),
  });
}

/** Price times quantities in the unit of the amount: 73731 × 122 ÷ 10000. Null where there is not just one price in money. */
function toProduct(
  given: readonly { readonly quantity: Quantity; readonly isStandard: boolean }[],
  unit: string | null,
): Computed | null {
  const quantities = given.map(({ quantity }) => quantity);
  const terms = quantities.map((quantity) => toTerm(quantity));
  const read = terms.filter((term): term is Term => term !== null);
  const prices = quantities.filter((quantity) => isMoney(quantity.unit));
  if (read.length !== terms.length || prices.length !== 1 || !isMoney(unit)) return null;
  const scale = quantities
    .reduce((factor, quantity) => factor.times(ownFactor(quantity.unit)), new Decimal(1))
    .div(ownFactor(unit));
  const exact = read.reduce((value, term) => value.times(term.value), new Decimal(1));
  const exactly = (index: number, term: Term, interval: Interval) =>
    given[index]?.isStandard && !term.isApproximate ? point(term.value) : interval;
  const tight = read.reduce((value, term, index) => multiply(value, exactly(index, term, term.tight)), point(1));
  const loose = read.reduce((value, term, index) => multiply(value, exactly(index, term, term.loose)), point(1));
  return {
    value: exact.times(scale),
    tight: multiply(tight, point(scale)),
    loose: multiply(loose, point(scale)),
    left: `${read.map(({ printed }) => printed).join(' × ')}${toScaleText(scale)}`,
    isApproximate: read.some(({ isApproximate }) => isApproximate),
  };
}

function isMoney(unit: string | null): boolean {
  return meaningOf(unit).dimension.startsWith('money');
}

/** 万 of 万人, 1 of 元/人/年: what stands below the line is the other operand or the period, and does not scale. */
function ownFactor(unit: string | null): Decimal {
  return meaningOf(unit?.split(/[/·*每]/u)[0] ?? null).factor;
}

function toScaleText(scale: Decimal): string {
  if (scale.eq(1)) return '';
  return scale.lt(1) ? ` ÷ ${new Decimal(1).div(scale).toFixed()}` : ` × ${scale.toFixed()}`;
}
