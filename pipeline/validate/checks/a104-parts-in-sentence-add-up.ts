import { Decimal } from 'decimal.js';
import type { Fact } from '../../model/report.ts';
import { type CheckContext, defineCheck, type Lookup, type NamedFigure, type Subject, type Verdict } from '../check.ts';
import { compare } from '../compare.ts';
import { type ExampleFact, example } from '../example.ts';
import { factFigure } from '../figures.ts';
import { factOf, partsOf } from '../indexes.ts';
import { UNREAD } from '../ratio.ts';
import { toSum, toTerms } from '../sums.ts';
import { toTerm } from '../terms.ts';

export const partsInSentenceAddUp = defineCheck({
  id: 'A104',
  name: 'parts-in-sentence-add-up',
  title: { zh: '文中各部分之和等于总数', en: 'The parts a sentence names add up to its total' },
  why: {
    zh: '“共计……其中……”是自评报告中最常见的算式，也最常在改稿时只改一处。',
    en: '共计 … 其中 … is the commonest sum in these reports, and the one most often updated in one place only.',
  },
  basis: { zh: '总数 = 各部分之和', en: 'total = sum of its parts' },
  severity: 'error',
  applies: {
    zh: '写明总数和各部分的语句。“其中”未必列全：未列全时，各部分之和超过总数才算错；约数只作提示。',
    en: 'Sentences with a total and its parts. 其中 need not name all: then only parts beyond the total are wrong. Approximate figures give a note.',
  },
  subjects: (context) => [...sumSubjects(context), ...partSubjects(context)],
  examples: [
    {
      name: { zh: '各部分之和等于总数', en: 'the parts add up' },
      kind: 'valid',
      context: () => parts('2401万元', ['2127万元', '274万元'], true),
      findings: [],
    },
    {
      name: { zh: '一个部分写错', en: 'one part is wrong' },
      kind: 'invalid',
      context: () => parts('372.99万元', ['305.19万元', '76.80万元'], true),
      findings: [
        {
          severity: 'error',
          outcome: 'fail',
          recorded: '372.99万元',
          recomputed: '381.99',
          cites: ['305.19 + 76.80 = 381.99'],
        },
      ],
    },
    {
      name: { zh: '量词不同的计数也相加', en: 'counts with different classifiers add' },
      kind: 'invalid',
      context: () => parts('17个', ['5名', '13名'], true),
      findings: [{ severity: 'error', outcome: 'fail', recorded: '17个', recomputed: '18' }],
    },
    {
      name: { zh: '“其中”未列全', en: '其中 does not name all' },
      kind: 'not-applicable',
      context: () => parts('20次', ['5次', '3次'], false),
      findings: [],
    },
    {
      name: { zh: '“其中”未列全，但已超过总数', en: '其中 does not name all, and yet more than the total' },
      kind: 'invalid',
      context: () => parts('20次', ['15次', '13次'], false),
      findings: [{ severity: 'error', outcome: 'fail', recorded: '20次', recomputed: '28' }],
    },
    {
      name: { zh: '约数', en: 'approximate parts' },
      kind: 'guard',
      context: () => parts('100万元', ['约60万元', '约30万元'], true),
      findings: [{ severity: 'note', outcome: 'fail', recorded: '100万元', recomputed: '90' }],
    },
    {
      name: { zh: '单位不同先换算', en: 'units are converted' },
      kind: 'guard',
      context: () => parts('1.2亿元', ['7000万元', '5000万元'], true),
      findings: [],
    },
    {
      name: { zh: '部分以比例给出：不下结论', en: 'a part given as a share: open' },
      kind: 'open',
      context: () => parts('100万元', ['60万元', '40%'], true),
      findings: [],
    },
  ],
});

function parts(total: string, figures: readonly string[], exhaustive: boolean) {
  const sentence = `共计${total}，其中${figures.map((figure, index) => `${'甲乙丙'.charAt(index)}类${figure}`).join('、')}。`;
  const operands = figures.map((_, index) => `f${index + 2}`);
  const whole: ExampleFact = {
    metric: 'other',
    subject: '共计',
    figure: total,
    sentence,
    derivation: { kind: 'sum', operands, exhaustive },
  };
  const members = figures.map((figure, index): ExampleFact => {
    return { metric: 'other', subject: `${'甲乙丙'.charAt(index)}类`, figure, sentence, partOf: 'f1' };
  });
  return example({ facts: [whole, ...members] });
}

/** Sentences that state a sum. */
function sumSubjects(context: CheckContext): readonly Subject[] {
  const { report } = context;
  return report.facts.flatMap((fact): Subject[] => {
    if (fact.derivation?.kind !== 'sum') return [];
    const members = fact.derivation.operands.map((id) => factOf(report, id)).filter((other) => other !== undefined);
    if (members.length !== fact.derivation.operands.length || members.length < 2) return [];
    return [toSubject(context, { whole: fact, members, isComplete: fact.derivation.exhaustive })];
  });
}

/** 其中 without a statement that it is all of it: the parts must not exceed the whole. */
function partSubjects(context: CheckContext): readonly Subject[] {
  const { report } = context;
  return report.facts.flatMap((whole): Subject[] => {
    const listed = whole.derivation?.kind === 'sum' ? whole.derivation.operands : [];
    const members = partsOf(report, whole.factId).filter(({ factId }) => !listed.includes(factId));
    // 按性别分，男性702人、女性558人 behind 其中城镇480人、农村780人: a second way of parting the same whole.
    if (listed.length > 0)
      return members.length < 2
        ? []
        : [toSubject(context, { whole, members, isComplete: isNearlyAll(whole, members) })];
    if (members.length === 0) return [];
    return [toSubject(context, { whole, members, isComplete: false })];
  });
}

/** Parts within a tenth of their whole are meant to be all of it. */
function isNearlyAll(whole: Fact, members: readonly Fact[]): boolean {
  const total = toTerm(whole.quantity);
  const terms = members.map(({ quantity }) => toTerm(quantity, whole.quantity.unit)?.value);
  if (total === null || total.value.isZero() || terms.some((term) => term === undefined)) return false;
  const share = terms.reduce<Decimal>((sum, term) => sum.plus(term ?? 0), new Decimal(0)).div(total.value);
  return share.gte(0.9) && share.lte(1.1);
}

function toSubject(
  context: CheckContext,
  sum: { whole: Fact; members: readonly Fact[]; isComplete: boolean },
): Subject {
  const recorded = factFigure(sum.whole);
  const operands = sum.members.map(factFigure);
  return {
    subject: `文中/${sum.whole.period ?? ''}${sum.whole.subject}/各部分之和`,
    recorded,
    operands,
    evaluate: (lookup) => judge({ context, recorded, operands, isComplete: sum.isComplete }, lookup),
  };
}

function judge(
  input: { context: CheckContext; recorded: NamedFigure; operands: readonly NamedFigure[]; isComplete: boolean },
  lookup: Lookup,
): Verdict {
  const { context, recorded, operands, isComplete } = input;
  const whole = lookup(recorded);
  const total = toTerm(whole);
  const terms = toTerms(operands, whole.unit, lookup);
  if (total === null || terms === null) return UNREAD;
  const computed = toSum(terms);
  const verdict = compare({
    context,
    recorded,
    readings: [{ value: total.value, decimals: whole.decimals ?? 0 }],
    operands,
    computed,
    suffix: '',
    isExact: false,
  });
  if (verdict.outcome !== 'fail' || isComplete || computed.loose.low.gt(total.loose.high)) return verdict;
  return NOT_ALL;
}

const NOT_ALL: Verdict = {
  outcome: 'not-applicable',
  reason: {
    zh: '“其中”未说明已列全，且未超过总数。',
    en: 'The sentence does not say that it names all parts, and they do not exceed the total.',
  },
};
