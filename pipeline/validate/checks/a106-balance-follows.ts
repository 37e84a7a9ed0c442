import type { Fact } from '../../model/report.ts';
import { type CheckContext, defineCheck, type Lookup, type NamedFigure, type Subject, type Verdict } from '../check.ts';
import { compare } from '../compare.ts';
import { example } from '../example.ts';
import { factFigure } from '../figures.ts';
import { factOf } from '../indexes.ts';
import { UNREAD } from '../ratio.ts';
import { toDifference, toTerms } from '../sums.ts';
import { toTerm } from '../terms.ts';

export const balanceFollows = defineCheck({
  id: 'A106',
  name: 'balance-follows',
  title: { zh: '结余等于收入减支出', en: 'The balance is income less expenditure' },
  why: {
    zh: '结余不符，说明收入、支出或结余中有一个数字是错的。',
    en: 'A balance that does not follow means that one of the three figures is wrong.',
  },
  basis: {
    zh: '结余 = 收入 − 支出；结余 = 预算 − 执行',
    en: 'balance = income − expenditure, or budget − amount executed',
  },
  severity: 'error',
  applies: {
    zh: '同一语句中给出收入（或预算）、支出和结余的；约数只作提示。',
    en: 'Sentences that give income or budget, expenditure and balance; approximate figures give a note.',
  },
  subjects: (context) => context.report.facts.flatMap((fact) => toSubject(context, fact)),
  examples: [
    {
      name: { zh: '结余正确', en: 'the balance is right' },
      kind: 'valid',
      context: () => balance(['398万元', '320.88万元', '77.12万元']),
      findings: [],
    },
    {
      name: { zh: '结余写错', en: 'the balance is wrong' },
      kind: 'invalid',
      context: () => balance(['6781.91万元', '2949.56万元', '3823.35万元']),
      findings: [
        {
          severity: 'error',
          outcome: 'fail',
          recorded: '3823.35万元',
          recomputed: '3832.35',
          cites: ['6781.91 − 2949.56 = 3832.35'],
        },
      ],
    },
    {
      name: { zh: '约数', en: 'an approximate figure' },
      kind: 'guard',
      context: () => balance(['约400万元', '320.88万元', '57.12万元']),
      findings: [{ severity: 'note', outcome: 'fail', recorded: '57.12万元', recomputed: '79.12' }],
    },
    {
      name: { zh: '单位换算', en: 'units are converted' },
      kind: 'guard',
      context: () => balance(['0.0398亿元', '320.88万元', '77.12万元']),
      findings: [],
    },
    {
      name: { zh: '单位不可比：不下结论', en: 'units that do not compare: open' },
      kind: 'open',
      context: () => balance(['398人', '320.88万元', '77.12万元']),
      findings: [],
    },
  ],
});

function balance([income = '', spent = '', left = '']: readonly string[]) {
  const sentence = `收入${income}，支出${spent}，结余${left}。`;
  return example({
    facts: [
      { metric: 'income', subject: '收入', figure: income, sentence },
      { metric: 'executed', subject: '支出', figure: spent, sentence },
      {
        metric: 'balance',
        subject: '结余',
        figure: left,
        sentence,
        derivation: { kind: 'difference', operands: ['f1', 'f2'] },
      },
    ],
  });
}

function toSubject(context: CheckContext, fact: Fact): readonly Subject[] {
  if (fact.derivation?.kind !== 'difference') return [];
  const members = fact.derivation.operands.map((id) => factOf(context.report, id));
  const operands = members.filter((other) => other !== undefined).map(factFigure);
  if (operands.length !== members.length || operands.length < 2) return [];
  const recorded = factFigure(fact);
  return [
    {
      subject: `文中/${fact.period ?? ''}${fact.subject}`,
      recorded,
      operands,
      evaluate: (lookup) => judge({ context, recorded, operands }, lookup),
    },
  ];
}

function judge(
  { context, recorded, operands }: { context: CheckContext; recorded: NamedFigure; operands: readonly NamedFigure[] },
  lookup: Lookup,
): Verdict {
  const left = lookup(recorded);
  const balance = toTerm(left);
  const [first, ...rest] = toTerms(operands, /百分点/u.test(left.unit ?? '') ? '%' : left.unit, lookup) ?? [];
  if (balance === null || first === undefined) return UNREAD;
  return compare({
    context,
    recorded,
    readings: [{ value: balance.value, decimals: left.decimals ?? 0 }],
    operands,
    computed: toDifference(first, rest),
    suffix: '',
    isExact: false,
  });
}
