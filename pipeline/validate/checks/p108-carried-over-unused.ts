import { Decimal } from 'decimal.js';
import type { Fact } from '../../model/report.ts';
import { type CheckContext, defineCheck, type Subject, type Verdict } from '../check.ts';
import { example } from '../example.ts';
import { factFigure, hasValue } from '../figures.ts';
import { failWith, sentences } from '../prose.ts';
import { toTerm } from '../terms.ts';
import { cite, printShort } from '../wording.ts';

/** Year-end balance over income from which a plan is expected (design rule). */
const HALF = new Decimal('0.5');
const PLAN =
  /(?:结余|结转|沉淀|剩余)[^。]{0,40}(?:下年|明年|次年|继续|用于|安排|支付|清算|计划|收回|上缴)|(?:加快|提高|努力提高|推进|加强)[^。]{0,30}(?:支出|执行率|执行进度|资金拨付|预算执行|预算管理)/u;

export const carriedOverUnused = defineCheck({
  id: 'P108',
  name: 'carried-over-unused',
  title: { zh: '大额结余有使用安排', en: 'A large balance has a plan' },
  why: {
    zh: '一半以上的收入结转而没有安排，资金闲置。',
    en: 'More than half of the income carried over without a plan is idle money.',
  },
  basis: { zh: '年末结余达到收入一半的，应当说明使用安排', en: 'a balance of half the income calls for a plan' },
  severity: 'warning',
  applies: {
    zh: '同一句中给出总收入和年末结余，结余不少于收入的50%，而全文没有说明下年使用安排或加快支出的措施。',
    en: 'Sentences with income and year-end balance of 50% or more of it, in a report that neither plans its use nor to speed up spending.',
  },
  subjects: toSubjects,
  examples: [
    {
      name: { zh: '结余不多', en: 'a small balance' },
      kind: 'valid',
      context: () => balance('100万元'),
      findings: [],
    },
    {
      name: { zh: '结余过半', en: 'more than half is left' },
      kind: 'invalid',
      context: () => balance('400万元'),
      findings: [
        {
          severity: 'warning',
          outcome: 'fail',
          recorded: '400万元',
          recomputed: '60.15%',
          cites: ['400 ÷ 665 = 60.15%'],
        },
      ],
    },
    {
      name: { zh: '已说明使用安排', en: 'with a plan' },
      kind: 'guard',
      context: () => balance('400万元', '结余资金结转下年继续使用。'),
      findings: [],
    },
  ],
});

function balance(figure: string, plan = '项目按计划实施。') {
  const sentence = `总收入665万元，年末滚存结余${figure}。`;
  return example({
    facts: [
      { metric: 'income', subject: '总收入', figure: '665万元', sentence },
      { metric: 'balance', subject: '年末滚存结余', figure, sentence },
    ],
    blocks: [plan],
  });
}

function toSubjects(context: CheckContext): readonly Subject[] {
  const { facts } = context.report;
  return facts.flatMap((fact): Subject[] => {
    if (fact.metric !== 'balance' || fact.partOf !== null || fact.basis === 'last-year' || !hasValue(fact.quantity))
      return [];
    if (/上年|年初/u.test(fact.subject)) return [];
    const income = facts.find(
      (other) => other.metric === 'income' && other.partOf === null && other.sentence === fact.sentence,
    );
    if (income === undefined || !hasValue(income.quantity)) return [];
    const [recorded, operand] = [factFigure(fact), factFigure(income)];
    return [
      { subject: `文中/${fact.subject}`, recorded, operands: [operand], evaluate: () => judge(context, fact, income) },
    ];
  });
}

function judge(context: CheckContext, fact: Fact, income: Fact): Verdict {
  const under = toTerm(income.quantity);
  const over = toTerm(fact.quantity, income.quantity.unit);
  if (over === null || under === null || under.value.isZero()) return OPEN;
  const share = over.value.div(under.value);
  const recomputed = `${share.times(100).toFixed(2)}%`;
  const formula = `${over.printed} ÷ ${under.printed} = ${recomputed}`;
  const isPlanned = sentences(context).some(({ text }) => PLAN.test(text));
  if (share.lt(HALF) || isPlanned) return { outcome: 'pass', recomputed, formula, rounding: null };
  const [figure, from] = [cite(context, factFigure(fact)), cite(context, factFigure(income))];
  const message = {
    zh: `${figure.zh}占${from.zh}的${printShort(share.times(100), 2)}%（${formula}），未说明使用安排。`,
    en: `${figure.en} is ${printShort(share.times(100), 2)}% of ${from.en} (${formula}) and no plan is given.`,
  };
  return { ...failWith(message, { recomputed }), formula };
}

const OPEN: Verdict = {
  outcome: 'open',
  reason: { zh: '收入或结余未能读出。', en: 'Income or balance was not read.' },
};
