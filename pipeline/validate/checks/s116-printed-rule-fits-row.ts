import { Decimal } from 'decimal.js';
import type { Rule } from '../../model/report.ts';
import { type CheckContext, defineCheck, type Lookup, type NamedFigure, type Subject, type Verdict } from '../check.ts';
import { type ExampleIndicator, type ExampleRule, example } from '../example.ts';
import { hasValue } from '../figures.ts';
import { thresholdRule } from '../indicator-score.ts';
import { UNREAD } from '../ratio.ts';
import { type ScoredRow, scoredRows } from '../scheme.ts';
import { cite } from '../wording.ts';

export const printedRuleFitsRow = defineCheck({
  id: 'S116',
  name: 'printed-rule-fits-row',
  title: { zh: '评分标准与表中的指标值、分值相符', en: 'A printed rule fits target and points of its row' },
  why: {
    zh: '正文按一个标准说明得分，表中却是另一个标准。',
    en: 'The text explains a score by one rule and the table shows another.',
  },
  basis: {
    zh: '评分标准中的界限即指标值，满足时所得即分值',
    en: 'the bound of the rule is the target, and what it earns are the points',
  },
  severity: 'warning',
  applies: {
    zh: '正文为某一指标印有唯一界限及“否则不得分”的评分标准，且表中有该指标的数字指标值或分值。单位不同、分档给分的不判。',
    en: 'Indicators for which the text prints one bound with all its points or none, and the table a numeric target or points. Other units and rules in steps are not judged.',
  },
  subjects: (context) => scoredRows(context.report).flatMap((row) => toSubjects(context, row)),
  examples: [
    {
      name: { zh: '相符', en: 'they fit' },
      kind: 'valid',
      context: () => row({ target: '≥90%', points: '4' }),
      findings: [],
    },
    {
      name: { zh: '分值不符', en: 'other points' },
      kind: 'invalid',
      context: () => row({ target: '≥90%', points: '5' }),
      findings: [
        { severity: 'warning', outcome: 'fail', recorded: '5', recomputed: '4', cites: ['≥90%，得4分，否则不得分'] },
      ],
    },
    {
      name: { zh: '界限不符', en: 'another bound' },
      kind: 'invalid',
      context: () => row({ target: '≥95%', points: '4' }),
      findings: [{ severity: 'warning', outcome: 'fail', recorded: '≥95%', recomputed: '90' }],
    },
    {
      name: { zh: '满分即分值', en: 'all the points, whatever they are' },
      kind: 'guard',
      context: () => row({ points: '5' }, { points: null }),
      findings: [],
    },
    {
      name: { zh: '没有“否则不得分”：可能分档', en: 'without “else none” there may be steps' },
      kind: 'guard',
      context: () => row({ target: '≥95%', points: '5' }, { otherwise: null }),
      findings: [],
    },
    {
      name: { zh: '分值未读出', en: 'points not read' },
      kind: 'open',
      context: () => row({ target: '≥90%', points: '', score: '0' }),
      findings: [],
    },
  ],
});

const RULE: ExampleRule = {
  kind: 'threshold',
  applies: 'indicator',
  name: '预算执行率',
  comparator: '>=',
  threshold: '90',
  points: '4',
  otherwise: '0',
  quote: '≥90%，得4分，否则不得分',
};

function row(fields: ExampleIndicator, rule: Partial<ExampleRule> = {}) {
  return example({
    indicators: [{ level2: '资金管理', level3: '预算执行率', ...fields }],
    rules: [{ ...RULE, ...rule }],
  });
}

function toSubjects(context: CheckContext, row: ScoredRow): readonly Subject[] {
  const rule = thresholdRule(context, row.name);
  if (rule === null || rule.parameters.otherwise === null) return [];
  const { points: earned, threshold } = rule.parameters;
  return [
    ...(row.points === null || earned === null
      ? []
      : [toSubject({ context, row, rule, figure: row.points, said: earned })]),
    ...(row.target === null || threshold === null || !isComparable(row.target, rule)
      ? []
      : [toSubject({ context, row, rule, figure: row.target, said: threshold })]),
  ];
}

/** A target in the unit of the rule: both per cent, or the same words. */
function isComparable({ quantity }: NamedFigure, rule: Rule): boolean {
  if (!hasValue(quantity) || quantity.upper !== null) return false;
  return (
    (quantity.unit === null || rule.quote.includes(quantity.unit)) &&
    (quantity.unit === '%') === rule.quote.includes('%')
  );
}

interface Judging {
  readonly context: CheckContext;
  readonly row: ScoredRow;
  readonly rule: Rule;
  /** The figure of the table. */
  readonly figure: NamedFigure;
  /** What the rule says it is. */
  readonly said: string;
}

function toSubject(judging: Judging): Subject {
  const { row, rule, figure } = judging;
  return {
    subject: `${row.path}/评分标准/${figure === row.points ? '分值' : '指标值'}`,
    recorded: figure,
    operands: [],
    quoted: [{ role: 'rule', text: rule.quote, sources: rule.sources }],
    evaluate: (lookup) => judge(judging, lookup),
  };
}

function judge({ context, rule, figure, said }: Judging, lookup: Lookup): Verdict {
  const own = lookup(figure);
  if (!hasValue(own)) return UNREAD;
  if (new Decimal(own.value).eq(said)) return { outcome: 'pass', recomputed: said, formula: null, rounding: null };
  const cited = cite(context, figure);
  return {
    outcome: 'fail',
    recomputed: said,
    expected: null,
    difference: null,
    formula: null,
    rounding: null,
    message: {
      zh: `${cited.zh}，而评分标准为${said}：“${rule.quote}”。`,
      en: `${cited.en}, but the printed rule says ${said}: ${rule.quote}.`,
    },
    basis: { zh: `报告载明：${rule.quote}`, en: `The report says: ${rule.quote}` },
  };
}
