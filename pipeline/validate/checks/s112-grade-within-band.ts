import { Decimal } from 'decimal.js';
import type { Rule } from '../../model/report.ts';
import { type CheckContext, defineCheck, type Lookup, type NamedFigure, type Subject, type Verdict } from '../check.ts';
import { type ExampleRule, example } from '../example.ts';
import { hasValue, totalFigure } from '../figures.ts';
import { foldName } from '../identity.ts';
import { UNREAD } from '../ratio.ts';
import { cite } from '../wording.ts';

type Band = NonNullable<Rule['parameters']['bands']>[number];

export const gradeWithinBand = defineCheck({
  id: 'S112',
  name: 'grade-within-band',
  title: { zh: '评价等级与总分相符', en: 'The grade fits the total score' },
  why: { zh: '等级是公众唯一会记住的结论。', en: 'The grade is what readers remember.' },
  basis: { zh: '优 [90,100]，良 [80,90)，中 [60,80)，差 [0,60)', en: '优 [90,100], 良 [80,90), 中 [60,80), 差 [0,60)' },
  severity: 'warning',
  applies: {
    zh: '印有总分和等级的报告；报告自己印有等级标准的按其标准。不认识的等级用语（好、合格、优秀）不判。',
    en: 'Reports with a total and a grade; by the bands they print, if they do. Grade words that nobody defined (好, 合格, 优秀) are open.',
  },
  subjects: toSubjects,
  examples: [
    {
      name: { zh: '等级相符', en: 'it fits' },
      kind: 'valid',
      context: () => example({ total: { score: '96', grade: '优' } }),
      findings: [],
    },
    {
      name: { zh: '等级偏高', en: 'too high a grade' },
      kind: 'invalid',
      context: () => example({ total: { score: '88', grade: '优' } }),
      findings: [{ severity: 'warning', outcome: 'fail', recorded: '88', recomputed: '良', cites: ['88', '优', '良'] }],
    },
    {
      name: { zh: '分数恰在界限之间', en: 'a score between whole bounds' },
      kind: 'guard',
      context: () => example({ total: { score: '89.5', grade: '良' } }),
      findings: [],
    },
    {
      name: { zh: '报告自己的等级标准', en: 'the bands of the report' },
      kind: 'guard',
      context: () => example({ total: { score: '86', grade: '优' }, rules: [BANDS] }),
      findings: [],
    },
    {
      name: { zh: '不认识的等级用语', en: 'a grade nobody defined' },
      kind: 'open',
      context: () => example({ total: { score: '96', grade: '好' } }),
      findings: [],
    },
  ],
});

const BANDS: ExampleRule = {
  kind: 'grade',
  applies: 'total',
  bands: [
    { from: '85', to: '100', fromInclusive: true, toInclusive: true, label: '优', points: null },
    { from: '70', to: '85', fromInclusive: true, toInclusive: false, label: '良', points: null },
  ],
  quote: '85分以上为优，70-85分为良',
};

function toSubjects(context: CheckContext): readonly Subject[] {
  const { report } = context;
  const recorded = totalFigure(report, 'score');
  const grade = report.total?.grade ?? null;
  if (recorded === null || grade === null || grade.text.trim() === '' || !hasValue(recorded.quantity)) return [];
  const rule = report.rules.find(({ kind, parameters }) => kind === 'grade' && parameters.bands !== null);
  return [
    {
      subject: '总分/等级',
      recorded,
      operands: [],
      quoted: [
        { role: 'counterpart', text: grade.text, sources: grade.sources },
        ...(rule === undefined ? [] : [{ role: 'rule' as const, text: rule.quote, sources: rule.sources }]),
      ],
      evaluate: (lookup) => judge({ context, recorded, grade: grade.text.trim(), rule }, lookup),
    },
  ];
}

function judge(
  {
    context,
    recorded,
    grade,
    rule,
  }: { context: CheckContext; recorded: NamedFigure; grade: string; rule: Rule | undefined },
  lookup: Lookup,
): Verdict {
  const total = lookup(recorded);
  const bands = rule?.parameters.bands ?? context.profile.grades;
  if (!hasValue(total)) return UNREAD;
  const score = new Decimal(total.value);
  const own = bands.find(({ label }) => label !== null && toGrade(label) === toGrade(grade));
  const right = bands.find((band) => contains(band, score));
  if (own === undefined || right === undefined) return UNKNOWN;
  if (contains(own, score)) return { outcome: 'pass', recomputed: right.label, formula: null, rounding: null };
  const figure = cite(context, recorded);
  const basis =
    rule === undefined ? undefined : { zh: `报告载明：${rule.quote}`, en: `The report says: ${rule.quote}` };
  return {
    outcome: 'fail',
    recomputed: right.label,
    expected: null,
    difference: null,
    formula: null,
    rounding: null,
    message: {
      zh: `${figure.zh}，等级为“${grade}”（${toText(own)}）；按分数应为“${right.label}”（${toText(right)}）。`,
      en: `${figure.en} with the grade ${grade} (${toText(own)}); by the score it is ${right.label} (${toText(right)}).`,
    },
    ...(basis === undefined ? {} : { basis }),
  };
}

/** 优, “优”, 优等级, 优（90-100）. */
function toGrade(text: string): string {
  return foldName(text.replace(/[（(].*$/u, '')).replace(/(?:等级|等|级|档)$/u, '');
}

function contains({ from, to, fromInclusive, toInclusive }: Band, score: Decimal): boolean {
  const isAbove = from === null || (fromInclusive ? score.gte(from) : score.gt(from));
  const isBelow = to === null || (toInclusive ? score.lte(to) : score.lt(to));
  return isAbove && isBelow;
}

function toText({ from, to, fromInclusive, toInclusive }: Band): string {
  return `${fromInclusive ? '[' : '('}${from ?? '−∞'}, ${to ?? '∞'}${toInclusive ? ']' : ')'}`;
}

const UNKNOWN: Verdict = {
  outcome: 'open',
  reason: { zh: '没有这一等级的标准。', en: 'There is no band for this grade or score.' },
};
