import type { Fact } from '../../model/report.ts';
import { type CheckContext, defineCheck, type Lookup, type NamedFigure, type Subject, type Verdict } from '../check.ts';
import { compare } from '../compare.ts';
import { type ExampleFact, example } from '../example.ts';
import { factFigure } from '../figures.ts';
import { factOf, totalsOfBlock } from '../indexes.ts';
import { judgeRatio, toGrowth, UNREAD } from '../ratio.ts';
import { toRates, toTerm } from '../terms.ts';

/** Words before a rate that say it is a fall. */
const FALL = /降|减|缩|下滑|压/u;
/** How far before the figure such a word may stand: 同比下降了约93%. */
const WORD_REACH = 8;
/** Other totals of one paragraph that a share may be of; no paragraph has so many. */
const MOST_ALTERNATIVES = 200;

export const shareFollowsAmounts = defineCheck({
  id: 'A105',
  name: 'share-follows-amounts',
  title: { zh: '占比、得分率、增长率与数字相符', en: 'Shares, score rates and growth follow from the figures' },
  why: {
    zh: '读者凭比率下判断，比率应能由文中的数字算出。',
    en: 'Readers judge by the rates, so they have to follow from the figures given.',
  },
  basis: {
    zh: '占比 = 部分 ÷ 总数；增长率 =（本期 − 上期）÷ 上期',
    en: 'share = part ÷ whole; growth = (now − before) ÷ before',
  },
  severity: 'error',
  applies: {
    zh: '同时给出比率和算出它的数字的语句（执行率见 A101）。同句中另有总数的，以任一总数为分母均可；约数只作提示。',
    en: 'Sentences that give a rate and the figures it comes from (execution rates: A101). Any total of the same sentence may be the denominator; approximate figures give a note.',
  },
  subjects: (context) => context.report.facts.flatMap((fact) => toSubject(context, fact)),
  examples: [
    {
      name: { zh: '占比正确', en: 'the share is right' },
      kind: 'valid',
      context: () => ratio('共计2401万元，其中中央资金2127万元，占比88.59%。', ['2401万元', '2127万元', '88.59%']),
      findings: [],
    },
    {
      name: { zh: '占比写错', en: 'the share is wrong' },
      kind: 'invalid',
      context: () => ratio('共计2401万元，其中中央资金2127万元，占比85.89%。', ['2401万元', '2127万元', '85.89%']),
      findings: [
        {
          severity: 'error',
          outcome: 'fail',
          recorded: '85.89%',
          recomputed: '88.59%',
          cites: ['2127 ÷ 2401 = 88.59%'],
        },
      ],
    },
    {
      name: { zh: '得分率写错', en: 'a score rate is wrong' },
      kind: 'invalid',
      context: () => ratio('分值20分，实际得分16分，得分率为90%。', ['20分', '16分', '90%']),
      findings: [{ severity: 'error', outcome: 'fail', recorded: '90%', recomputed: '80.00%' }],
    },
    {
      name: { zh: '降幅按前后两个数计算', en: 'a fall from one figure to another' },
      kind: 'valid',
      context: () => growth('费用由1300元降至700元，降幅46.15%。', ['1300元', '700元', '46.15%']),
      findings: [],
    },
    {
      name: { zh: '约数的降幅不符：提示', en: 'a fall between approximate figures: a note' },
      kind: 'guard',
      context: () => growth('均价由1.3万元左右降至700元左右，降幅90%。', ['1.3万元左右', '700元左右', '90%']),
      findings: [{ severity: 'note', outcome: 'fail', recorded: '90%', recomputed: '94.62%' }],
    },
    {
      name: { zh: '同比增长', en: 'growth over last year' },
      kind: 'invalid',
      context: () => growth('参保人数由1000人增至1200人，增长25%。', ['1000人', '1200人', '25%']),
      findings: [
        { severity: 'error', outcome: 'fail', recorded: '25%', recomputed: '20.00%', cites: ['(1200 − 1000) ÷ 1000'] },
      ],
    },
    {
      name: { zh: '总数为零', en: 'the whole is zero' },
      kind: 'not-applicable',
      context: () => ratio('共计0万元，其中中央资金0万元，占比0%。', ['0万元', '0万元', '0%']),
      findings: [],
    },
    {
      name: { zh: '单位不可比：不下结论', en: 'the units do not compare: open' },
      kind: 'open',
      context: () => ratio('共计30人，其中支出20万元，占比67%。', ['30人', '20万元', '67%']),
      findings: [],
    },
  ],
});

function ratio(sentence: string, [whole = '', part = '', share = '']: readonly string[]) {
  const facts: readonly ExampleFact[] = [
    { metric: 'other', subject: '共计', figure: whole, sentence },
    { metric: 'other', subject: '其中', figure: part, sentence, partOf: 'f1' },
    {
      metric: 'share',
      subject: '占比',
      figure: share,
      sentence,
      derivation: { kind: 'ratio', operands: ['f2', 'f1'] },
    },
  ];
  return example({ facts });
}

function growth(sentence: string, [before = '', now = '', rate = '']: readonly string[]) {
  const facts: readonly ExampleFact[] = [
    { metric: 'other', subject: '原', figure: before, sentence },
    { metric: 'other', subject: '现', figure: now, sentence },
    {
      metric: 'share',
      subject: '变化',
      figure: rate,
      sentence,
      derivation: { kind: 'growth', operands: ['f2', 'f1'] },
    },
  ];
  return example({ facts });
}

function toSubject(context: CheckContext, fact: Fact): readonly Subject[] {
  const { derivation } = fact;
  if (fact.metric === 'execution-rate' || (derivation?.kind !== 'ratio' && derivation?.kind !== 'growth')) return [];
  const [first, second] = derivation.operands.map((id) => factOf(context.report, id));
  if (first === undefined || second === undefined) return [];
  const recorded = factFigure(fact);
  const [a, b] = [factFigure(first), factFigure(second)];
  const evaluate =
    derivation.kind === 'ratio'
      ? judgeRatio({
          context,
          recorded,
          numerator: a,
          denominator: b,
          alternatives: otherTotals(context, fact, [first, second]),
        })
      : (lookup: Lookup) => judgeGrowth({ context, fact, recorded, now: a, before: b }, lookup);
  return [{ subject: `文中/${fact.period ?? ''}${fact.subject}`, recorded, operands: [a, b], evaluate }];
}

/** Other totals of the same sentence: figures that something in it is 其中 of. */
function otherTotals({ report }: CheckContext, fact: Fact, used: readonly Fact[]): readonly NamedFigure[] {
  return totalsOfBlock(report, fact.blockId)
    .slice(0, MOST_ALTERNATIVES)
    .filter((other) => !used.includes(other) && other !== fact)
    .map(factFigure);
}

interface Growth {
  readonly context: CheckContext;
  readonly fact: Fact;
  readonly recorded: NamedFigure;
  readonly now: NamedFigure;
  readonly before: NamedFigure;
}

/** 下降46% is printed without a sign: a fall is computed from the earlier figure down. */
function judgeGrowth({ context, fact, recorded, now, before }: Growth, lookup: Lookup): Verdict {
  const earlier = lookup(before);
  const from = toTerm(earlier);
  const to = toTerm(lookup(now), earlier.unit);
  const readings = toRates(lookup(recorded)).map(({ value, decimals }) => ({ value: value.abs(), decimals }));
  if (from === null || to === null || readings.length === 0) return UNREAD;
  const growth = toGrowth(to, from);
  if (growth === null) return ZERO;
  const isFall = isSaidToFall(fact);
  const computed = isFall ? { ...negate(growth), left: `(${from.printed} − ${to.printed}) ÷ ${from.printed}` } : growth;
  return compare({ context, recorded, readings, operands: [now, before], computed, suffix: '%', isExact: false });
}

const ZERO: Verdict = {
  outcome: 'not-applicable',
  reason: { zh: '基数为零，比率无从计算。', en: 'The base is zero: there is no rate.' },
};

function isSaidToFall({ sentence, quantity, subject }: Fact): boolean {
  if (FALL.test(subject)) return true;
  const at = sentence.indexOf(quantity.raw);
  return at >= 0 && FALL.test(sentence.slice(Math.max(0, at - WORD_REACH), at));
}

function negate(computed: NonNullable<ReturnType<typeof toGrowth>>): NonNullable<ReturnType<typeof toGrowth>> {
  const flip = ({ low, high }: typeof computed.tight) => ({ low: high.negated(), high: low.negated() });
  return { ...computed, value: computed.value.negated(), tight: flip(computed.tight), loose: flip(computed.loose) };
}
