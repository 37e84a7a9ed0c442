import { Decimal } from 'decimal.js';
import type { Group } from '../../model/report.ts';
import { type CheckContext, defineCheck, type Lookup, type NamedFigure, type Subject, type Verdict } from '../check.ts';
import { example } from '../example.ts';
import { fundName, groupFigure, hasValue, totalFigure } from '../figures.ts';
import { membersOf } from '../members.ts';
import { UNREAD } from '../ratio.ts';
import { decimalOf, executionPart, scoredRows } from '../scheme.ts';
import { judgeScoreSum, toRowParts } from '../score-sums.ts';
import { cite } from '../wording.ts';

export const scoreWithinPoints = defineCheck({
  id: 'S103',
  name: 'score-within-points',
  title: { zh: '得分不超过分值', en: 'A score is within its points' },
  why: { zh: '得分超过分值，总分就可能超过满分或掩盖扣分。', en: 'A score beyond its points inflates the total.' },
  basis: { zh: '0 ≤ 得分 ≤ 分值', en: '0 ≤ score ≤ points' },
  severity: 'error',
  applies: { zh: '同时印有分值和得分的各行、各级标题和总分。', en: 'Rows, headings and totals that print both.' },
  subjects: (context) => [
    ...pairsOf(context).flatMap((pair) => toSubject(context, pair)),
    ...context.report.groups.flatMap((group) => groupSubject(context, group)),
  ],
  examples: [
    {
      name: { zh: '得分在分值之内', en: 'within the points' },
      kind: 'valid',
      context: () => row('7', '5'),
      findings: [],
    },
    {
      name: { zh: '得分超过分值', en: 'beyond the points' },
      kind: 'invalid',
      context: () => row('7', '8'),
      findings: [{ severity: 'error', outcome: 'fail', recorded: '8', recomputed: '7', cites: ['8', '7'] }],
    },
    {
      name: { zh: '得分为负', en: 'below zero' },
      kind: 'invalid',
      context: () => row('7', '-2'),
      findings: [{ severity: 'error', outcome: 'fail', recorded: '-2' }],
    },
    {
      name: { zh: '标题下各项得分之和超过标题分值', en: 'the rows of a heading score more than it has' },
      kind: 'invalid',
      context: () =>
        example({
          groups: [{ level: 1, name: '绩效目标1', points: '30分' }],
          indicators: [
            { level1: '绩效目标1', level3: '参保人数', score: '25' },
            { level1: '绩效目标1', level3: '拨付及时率', score: '10' },
          ],
        }),
      findings: [{ severity: 'error', outcome: 'fail', recorded: '30分', recomputed: '35', cites: ['25 + 10 = 35'] }],
    },
    {
      name: { zh: '横线不是数字', en: 'a dash is no figure' },
      kind: 'open',
      context: () => row('7', '—'),
      findings: [],
    },
    {
      name: { zh: '小数位数不同', en: 'printed with different decimals' },
      kind: 'guard',
      context: () => row('22.5', '22.50'),
      findings: [],
    },
  ],
});

function row(points: string, score: string) {
  return example({ indicators: [{ level1: '产出指标', level2: '质量指标', level3: '发放及时率', points, score }] });
}

interface Pair {
  readonly subject: string;
  readonly points: NamedFigure | null;
  readonly score: NamedFigure | null;
  /** A row whose score is too high makes that of its heading and the total too high as well. */
  readonly follows?: NamedFigure;
}

function pairsOf({ report }: CheckContext): readonly Pair[] {
  const execution = executionPart(report);
  const rows: readonly Pair[] = [
    ...(execution === null ? [] : [{ ...execution, subject: `资金/${fundName(execution.fund)}/得分` }]),
    ...scoredRows(report).map(({ path, points, score }) => ({ subject: `${path}/得分`, points, score })),
  ];
  const over = rows.find(({ points, score }) => isOver(points, score))?.score ?? null;
  const sums: readonly Pair[] = [
    ...report.groups.map((group) => ({
      subject: `${group.name}/得分`,
      points: groupFigure(group, 'points'),
      score: groupFigure(group, 'score'),
    })),
    { subject: '总分/得分', points: totalFigure(report, 'points'), score: totalFigure(report, 'score') },
  ];
  return [...rows, ...sums.map((pair) => (over === null ? pair : { ...pair, follows: over }))];
}

function isOver(points: NamedFigure | null, score: NamedFigure | null): boolean {
  const most = points === null ? null : decimalOf(points);
  const own = score === null ? null : decimalOf(score);
  if (most === null || own === null) return false;
  return own.gt(most);
}

function toSubject(context: CheckContext, { subject, points, score, follows }: Pair): readonly Subject[] {
  if (points === null || score === null) return [];
  return [
    {
      subject,
      recorded: score,
      operands: [points],
      evaluate: (lookup) => judge({ context, points, score, follows }, lookup),
    },
  ];
}

function judge(
  {
    context,
    points,
    score,
    follows,
  }: { context: CheckContext; points: NamedFigure; score: NamedFigure; follows: NamedFigure | undefined },
  lookup: Lookup,
): Verdict {
  const most = lookup(points);
  const own = lookup(score);
  if (!hasValue(most) || !hasValue(own)) return UNREAD;
  const value = new Decimal(own.value);
  if (value.gte(0) && value.lte(most.value))
    return { outcome: 'pass', recomputed: most.raw, formula: null, rounding: null };
  const [a, b] = [cite(context, score), cite(context, points)];
  const isNegative = value.isNegative();
  return {
    outcome: 'fail',
    recomputed: most.raw,
    expected: null,
    difference: isNegative ? value.toFixed() : value.minus(most.value).toFixed(),
    formula: null,
    rounding: null,
    ...(follows === undefined ? {} : { follows }),
    message: isNegative
      ? { zh: `${a.zh}小于零（${b.zh}）。`, en: `${a.en} is below zero (${b.en}).` }
      : { zh: `${a.zh}，超过${b.zh}。`, en: `${a.en} is more than ${b.en}.` },
  };
}

/** Where the rows print no points of their own, their scores together stay within what their heading has. */
function groupSubject(context: CheckContext, group: Group): readonly Subject[] {
  const recorded = groupFigure(group, 'points');
  const members = membersOf(context.report, group).filter(({ isPart }) => !isPart);
  if (recorded === null || !hasValue(recorded.quantity) || members.some(({ points }) => decimalOf(points) !== null))
    return [];
  const { parts } = toRowParts(members, 'score');
  if (parts.length < 2) return [];
  const what = { zh: '得分', en: 'scores' };
  // With scores below the points nothing is wrong: only a sum beyond them is.
  const sum = { context, recorded, parts, isPartial: true, what };
  return [
    {
      subject: `${group.name}/各项得分`,
      recorded,
      operands: parts,
      evaluate: (lookup) => {
        const verdict = judgeScoreSum(sum, lookup);
        return verdict.outcome === 'open'
          ? { outcome: 'pass', recomputed: null, formula: null, rounding: null }
          : verdict;
      },
    },
  ];
}
