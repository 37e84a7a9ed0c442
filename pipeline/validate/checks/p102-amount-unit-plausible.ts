import type { Decimal } from 'decimal.js';
import { toBase } from '../../model/quantity/units.ts';
import { type CheckContext, defineCheck, type NamedFigure, type Subject, type Verdict } from '../check.ts';
import { example } from '../example.ts';
import { factFigure, fundFigure, fundName, hasValue } from '../figures.ts';
import { listsBy } from '../indexes.ts';
import { failWith, PASS } from '../prose.ts';
import { cite } from '../wording.ts';

/** Figures with fewer digits that mean something (5, 20, 300) stand in many places by chance. */
const LEAST_DIGITS = 3;
/** Among sentences, where amounts of every kind stand. */
const LEAST_DIGITS_TOLD = 4;
/** 元 for 万元, 万元 for 亿元 and the reverse. */
const SLIPS: readonly string[] = ['10000', '100000000'];

export const amountUnitPlausible = defineCheck({
  id: 'P102',
  name: 'amount-unit-plausible',
  title: { zh: '金额单位合理', en: 'The unit of an amount is plausible' },
  why: {
    zh: '元和万元写错，金额相差一万倍。',
    en: '元 for 万元 is a factor of ten thousand.',
  },
  basis: { zh: '同一金额在一份报告中单位换算后应当相等', en: 'one amount is one amount whatever its unit' },
  severity: 'warning',
  applies: {
    zh: '正文中的金额与资金表或前文中数字完全相同、单位相差万倍或亿倍的金额。与资金表比较时不足三位、与前文比较时不足四位有效数字的不判断。',
    en: 'Amounts in sentences against those of the fund table and of earlier sentences with the same digits and a unit that is ten thousand or a hundred million times another. Fewer than three digits (four among sentences) are not judged.',
  },
  subjects: toSubjects,
  examples: [
    {
      name: { zh: '单位一致', en: 'one unit' },
      kind: 'valid',
      context: () => amounts('121.3', '121.3万元'),
      findings: [],
    },
    {
      name: { zh: '正文把万元写成元', en: '元 for 万元 in the text' },
      kind: 'invalid',
      context: () => amounts('121.3', '121.3元'),
      findings: [
        { severity: 'warning', outcome: 'fail', recorded: '121.3元', recomputed: '121.3', cites: ['121.3元', '121.3'] },
      ],
    },
    {
      name: { zh: '以元为单位，数值已换算', en: 'converted to 元' },
      kind: 'guard',
      context: () => amounts('121.3', '1213000元'),
      findings: [],
    },
    {
      name: { zh: '位数太少', en: 'too few digits' },
      kind: 'guard',
      context: () => amounts('20', '20元'),
      findings: [],
    },
    {
      name: { zh: '前后文单位不同', en: 'another unit in an earlier sentence' },
      kind: 'invalid',
      context: () => told('204.88万元', '204.88元'),
      findings: [
        {
          severity: 'warning',
          outcome: 'fail',
          recorded: '204.88元',
          recomputed: '204.88万元',
          cites: ['204.88元', '204.88万元'],
        },
      ],
    },
    {
      name: { zh: '标准与总额数字相近', en: 'a standard with three digits' },
      kind: 'guard',
      context: () => told('120万元', '120元'),
      findings: [],
    },
  ],
});

function amounts(budget: string, figure: string) {
  return example({
    funds: [{ label: '年度资金总额', budget, executed: '87.7', executionRate: '72.3%' }],
    facts: [{ metric: 'budget', subject: '全年预算', figure, sentence: `全年预算${figure}。` }],
  });
}

function told(first: string, second: string) {
  return example({
    facts: [
      { metric: 'balance', subject: '年末', figure: first, sentence: `年末结余${first}。` },
      { metric: 'balance', subject: '年底', figure: second, sentence: `年底结余${second}。` },
    ],
  });
}

function toSubjects(context: CheckContext): readonly Subject[] {
  const funds = context.report.funds.flatMap((fund) =>
    (['initialBudget', 'budget', 'executed'] as const).flatMap((field) => {
      const figure = fundFigure(fund, field);
      return figure !== null && isTelling(figure) ? [{ figure, name: fundName(fund) }] : [];
    }),
  );
  const byDigits = listsBy(funds, ({ figure }) => digits(figure));
  const told = new Map<string, NamedFigure>();
  return context.report.facts.flatMap((fact): Subject[] => {
    const recorded = factFigure(fact);
    if (fact.quantity.kind !== 'amount' || fact.metric === 'unit-price' || !isTelling(recorded)) return [];
    const own = digits(recorded);
    const earlier = own.length >= LEAST_DIGITS_TOLD ? told.get(own) : undefined;
    if (earlier === undefined) told.set(own, recorded);
    const match = byDigits.get(own)?.[0] ?? (earlier && { figure: earlier });
    if (match === undefined) return [];
    const subject = `文中/${fact.period ?? ''}${fact.subject}`;
    return [{ subject, recorded, operands: [match.figure], evaluate: () => judge(context, recorded, match.figure) }];
  });
}

function isTelling(figure: NamedFigure): boolean {
  return hasValue(figure.quantity) && figure.quantity.upper === null && digits(figure).length >= LEAST_DIGITS;
}

/** The digits that mean something: 1213 of 121.3 and of 1213000. */
function digits({ quantity }: NamedFigure): string {
  return (quantity.value ?? '').replace(/\D/g, '').replace(/^0+|0+$/g, '');
}

function judge(context: CheckContext, recorded: NamedFigure, counterpart: NamedFigure): Verdict {
  const factor = factorBetween(recorded, counterpart);
  if (factor === null || !SLIPS.includes(factor.toFixed())) return PASS;
  const [own, other] = [cite(context, recorded), cite(context, counterpart)];
  const message = {
    zh: `${own.zh}与${other.zh}数字相同，单位相差${factor.toFixed()}倍，请核对单位。`,
    en: `${own.en} and ${other.en} have the same digits and units that differ by a factor of ${factor.toFixed()}.`,
  };
  return failWith(message, { recomputed: counterpart.quantity.raw.trim() });
}

/** How many times the larger is the smaller, at least 1; null where they measure different things. */
function factorBetween(a: NamedFigure, b: NamedFigure): Decimal | null {
  const [first, second] = [toBase(a.quantity), toBase(b.quantity)];
  if (first === null || second === null || first.dimension !== second.dimension) return null;
  if (first.value.isZero() || second.value.isZero()) return null;
  const factor = first.value.div(second.value).abs();
  return factor.lt(1) ? second.value.div(first.value).abs() : factor;
}
