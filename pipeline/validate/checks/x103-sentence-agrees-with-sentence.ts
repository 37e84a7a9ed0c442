import type { Fact } from '../../model/report.ts';
import { agreementOf, agreementSubject } from '../agreement.ts';
import { type CheckContext, defineCheck, type Subject } from '../check.ts';
import { example } from '../example.ts';
import { factFigure, hasValue } from '../figures.ts';
import { comparePeriods, foldLabel, foldSubject, matchNames, unitsFit } from '../linking.ts';

/** Shorter subjects (人数, 资金, 支出) are in every other sentence and mean another thing each time. */
const SHORTEST_SUBJECT = 4;
/** 14家定点医疗机构 and 10家定点医疗机构 are other ones each time: a count is compared only where its words say that it is the number of all. */
const TOTAL_COUNT = /(?:人数|户数|人次|次数|总数|总量|面积|里程|数量|个数)$/u;
/** Words this long are precise enough for a review: 查处并追回违规使用资金. */
const LONG_SUBJECT = 8;
/** Other figures are compared only where they are rates with a name. */
const NAMED_RATE = /(?:率|度|比例|标准)$/u;
/** Most facts compared in one report: beyond it every pair would cost too much, and no report states so many. */
const MOST_FACTS = 2000;

export const sentenceAgreesWithSentence = defineCheck({
  id: 'X103',
  name: 'sentence-agrees-with-sentence',
  title: { zh: '前后文一致', en: 'Sentences agree with each other' },
  why: {
    zh: '同一数字前后写法不同，读者无从知道哪个是真的。',
    en: 'Where one figure is given two ways, the reader cannot know which is true.',
  },
  basis: {
    zh: '同一份报告中，同一事项、同一年度、同一截止日、同一口径的数字应当一致',
    en: 'within one report a figure of one matter, year, as-of date and basis is one figure',
  },
  severity: 'error',
  applies: {
    zh: '文中事项名称、口径（年初、调整、拨付、预计、实际）、年度和截止日都相同的数字；年度只有一处写明的作为待复核。“目前”与“截至9月初”不比较，约数作提示。',
    en: 'Figures in sentences with the same subject, basis, year and as-of date; where only one states the year it is a review. 目前 and a date are not compared, approximate figures give a note.',
  },
  subjects: toSubjects,
  examples: [
    {
      name: { zh: '两处一致', en: 'both places agree' },
      kind: 'valid',
      context: () =>
        example({
          facts: [
            {
              metric: 'people',
              subject: '实际参保人数',
              figure: '14368人',
              period: '2022年',
              sentence: '2022年实际参保人数14368人。',
            },
            {
              metric: 'people',
              subject: '实际参保人数',
              figure: '14,368人',
              period: '2022年',
              sentence: '截至年底，实际参保人数14,368人。',
            },
          ],
        }),
      findings: [],
    },
    {
      name: { zh: '数字颠倒', en: 'two digits changed places' },
      kind: 'invalid',
      context: () =>
        example({
          facts: [
            {
              metric: 'people',
              subject: '实际参保人数',
              figure: '14368人',
              period: '2022年',
              sentence: '2022年实际参保人数14368人。',
            },
            {
              metric: 'people',
              subject: '实际参保人数',
              figure: '14638人',
              period: '2022年',
              sentence: '2022年实际参保人数14638人。',
            },
          ],
        }),
      findings: [
        {
          severity: 'error',
          outcome: 'fail',
          recorded: '14638人',
          recomputed: '14368人',
          cites: ['14368人', '14638人'],
        },
      ],
    },
    {
      name: { zh: '只有一处写明年度', en: 'only one states the year' },
      kind: 'review',
      context: () =>
        example({
          facts: [
            {
              metric: 'people',
              subject: '实际参保人数',
              figure: '14368人',
              period: '2022年',
              sentence: '2022年实际参保人数14368人。',
            },
            { metric: 'people', subject: '实际参保人数', figure: '14638人', sentence: '实际参保人数14638人。' },
          ],
        }),
      findings: [{ severity: 'warning', outcome: 'review', recorded: '14638人', recomputed: '14368人' }],
    },
    {
      name: { zh: '截止日不同', en: 'different as-of dates' },
      kind: 'guard',
      context: () =>
        example({
          facts: [
            {
              metric: 'people',
              subject: '资助困难群众人数',
              figure: '10703人',
              period: '目前',
              sentence: '目前，资助参保困难群众10703人。',
            },
            {
              metric: 'people',
              subject: '资助困难群众人数',
              figure: '10650人',
              period: '截至2022年9月初',
              sentence: '截至2022年9月初，资助参保困难群众10650人。',
            },
          ],
        }),
      findings: [],
    },
    {
      name: { zh: '年初数与调整数', en: 'before and after an adjustment' },
      kind: 'guard',
      context: () =>
        example({
          facts: [
            {
              metric: 'budget',
              subject: '配套资金预算',
              figure: '700万元',
              basis: 'initial',
              sentence: '配套资金年初预算700万元。',
            },
            {
              metric: 'budget',
              subject: '配套资金预算',
              figure: '640万元',
              basis: 'adjusted',
              sentence: '配套资金预算调整后640万元。',
            },
          ],
        }),
      findings: [],
    },
    {
      name: { zh: '总数与其中数', en: 'a total and its part' },
      kind: 'guard',
      context: () =>
        example({
          facts: [
            { metric: 'executed', subject: '项目实际支出', figure: '80万元', sentence: '项目实际支出80万元。' },
            {
              metric: 'executed',
              subject: '项目实际支出',
              figure: '30万元',
              sentence: '其中项目实际支出30万元。',
              partOf: 'f1',
            },
          ],
        }),
      findings: [],
    },
    {
      name: { zh: '一处为其中数、另一处单独写明', en: 'a part there, by itself here' },
      kind: 'review',
      context: () =>
        example({
          facts: [
            { metric: 'budget', subject: '各级资金', figure: '1006.99万元', sentence: '各级共安排资金1006.99万元。' },
            {
              metric: 'budget',
              subject: '地方资金',
              figure: '634万元',
              sentence: '其中地方资金634万元。',
              partOf: 'f1',
            },
            { metric: 'budget', subject: '地方资金', figure: '643万元', sentence: '地方资金643万元，到位及时。' },
          ],
        }),
      findings: [{ severity: 'warning', outcome: 'review', recorded: '643万元', recomputed: '634万元' }],
    },
    {
      name: { zh: '约数', en: 'an approximate figure' },
      kind: 'guard',
      context: () =>
        example({
          facts: [
            { metric: 'people', subject: '集中培训人数', figure: '900余人', sentence: '集中培训人数900余人。' },
            { metric: 'people', subject: '集中培训人数', figure: '1200人', sentence: '集中培训人数1200人。' },
          ],
        }),
      findings: [{ severity: 'note', outcome: 'fail', recorded: '1200人', recomputed: '900余人' }],
    },
  ],
});

/** Every later figure of one thing is held against the first of them that is surely the same thing. */
function toSubjects(context: CheckContext): readonly Subject[] {
  const facts = context.report.facts.filter(isComparable).slice(0, MOST_FACTS);
  const groups = new Map<string, Fact[]>();
  for (const fact of facts) {
    // 其中 with the words of its total is a part of that; 其中地方资金 is 地方资金 wherever it stands.
    const total = context.report.facts.find(({ factId }) => factId === fact.partOf);
    if (total !== undefined && foldSubject(total.subject) === foldSubject(fact.subject)) continue;
    const key = [fact.metric, foldSubject(fact.subject), fact.basis ?? ''].join('|');
    const group = groups.get(key);
    if (group === undefined) groups.set(key, [fact]);
    else group.push(fact);
  }
  return [...groups.values()].flatMap((group) =>
    group.flatMap((fact, index): Subject[] => {
      const earlier = group.slice(0, index).filter((other) => isSameThing(other, fact));
      if (earlier.length === 0) return [];
      const agreeing = earlier.find((other) => agreementOf(other.quantity, fact.quantity) !== 'different');
      const other =
        agreeing ?? earlier.find((each) => comparePeriods(each.period, fact.period) === 'same') ?? earlier[0];
      if (other === undefined) return [];
      // A part of one total may be more than the part of another; by itself it is the same by its name only.
      const isSure =
        comparePeriods(other.period, fact.period) === 'same' &&
        (other.partOf === null) === (fact.partOf === null) &&
        isUnambiguous(group, fact);
      const sure = isSure && isNamed(fact);
      return [
        agreementSubject({
          context,
          subject: `文中/${fact.period ?? ''}${foldSubject(fact.subject)}`,
          recorded: factFigure(fact),
          counterpart: factFigure(other),
          confidence: sure ? 'high' : 'medium',
        }),
      ];
    }),
  );
}

function isComparable(fact: Fact): boolean {
  if (!hasValue(fact.quantity) || fact.basis === 'last-year') return false;
  const isBound =
    fact.quantity.comparator !== null && fact.quantity.comparator !== '~' && fact.quantity.comparator !== '=';
  const subject = foldSubject(fact.subject);
  return !isBound && subject.length >= SHORTEST_SUBJECT && isTelling(fact.metric, subject);
}

/** Whether subjects of this metric are precise enough for two of them to mean one thing. */
function isTelling(metric: Fact['metric'], subject: string): boolean {
  switch (metric) {
    case 'budget':
    case 'executed':
    case 'balance':
    case 'income':
    case 'execution-rate':
    case 'satisfaction':
    case 'score':
      return true;
    case 'people':
    case 'count':
      return TOTAL_COUNT.test(subject);
    case 'unit-price':
    case 'other':
      return NAMED_RATE.test(subject) || TOTAL_COUNT.test(subject) || subject.length >= LONG_SUBJECT;
    case 'share':
    case 'points':
      return false;
    default:
      return metric satisfies never;
  }
}

/** False for figures of no known kind under a long name only. */
function isNamed(fact: Fact): boolean {
  const subject = foldSubject(fact.subject);
  return (
    (fact.metric !== 'other' && fact.metric !== 'unit-price') || NAMED_RATE.test(subject) || TOTAL_COUNT.test(subject)
  );
}

function isSameThing(a: Fact, b: Fact): boolean {
  if (a.blockId === b.blockId && a.sentence === b.sentence) return false;
  if (!unitsFit(a.quantity, b.quantity) || a.quantity.kind !== b.quantity.kind) return false;
  if (comparePeriods(a.period, b.period) === 'different') return false;
  // Under different indicators the same words mean different things: 本项指标得4分.
  if (a.metric !== 'score' && a.metric !== 'points') return true;
  return matchNames(topicOf(a), topicOf(b)) === 'equal';
}

function topicOf(fact: Fact): string {
  return foldLabel(fact.headings.at(-1) ?? '');
}

/** Three and more values under one name are a list of things (several tranches, several places), not slips. */
function isUnambiguous(group: readonly Fact[], fact: Fact): boolean {
  const alike = group.filter((other) => comparePeriods(other.period, fact.period) === 'same');
  const values = new Set(alike.map(({ quantity }) => `${quantity.value}${quantity.unit ?? ''}`));
  return values.size <= 2;
}
