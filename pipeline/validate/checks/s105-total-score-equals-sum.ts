import { type CheckContext, defineCheck, type Lookup, type NamedFigure, type Subject, type Verdict } from '../check.ts';
import { type ExampleFund, type ExampleIndicator, example } from '../example.ts';
import { hasValue, totalFigure } from '../figures.ts';
import { decimalOf, executionPart, executionPoints, type ScoredRow, scoredRows } from '../scheme.ts';
import { judgeScoreSum, toRowParts } from '../score-sums.ts';

const WHAT = { zh: '得分', en: 'scores' };

export const totalScoreEqualsSum = defineCheck({
  id: 'S105',
  name: 'total-score-equals-sum',
  title: { zh: '总分等于各项得分之和', en: 'The total score equals the sum of the scores' },
  why: { zh: '总分决定等级，也是对外公布的结论。', en: 'The total decides the grade and is what is published.' },
  basis: { zh: '总分 = 预算执行得分 + 各指标得分', en: 'total = execution score + scores of the indicators' },
  severity: 'error',
  applies: {
    zh: '印有总分和各指标得分的报告。资金行印有分值、或表头印有执行得分规则的，总分含预算执行得分；都没有印的，含与不含均可。“其中”行、空的占位行不计；有一项得分缺失时，只有超过总分才算错。',
    en: 'Reports with a total and scores. Budget execution counts where its row prints points or its heading a rule, else the total may be with or without it. 其中 and placeholder rows do not count; with a score lost, only a sum beyond the total is wrong.',
  },
  subjects: toSubjects,
  examples: [
    {
      name: { zh: '总分正确', en: 'the total is right' },
      kind: 'valid',
      context: () => form('97', EXECUTION),
      findings: [],
    },
    {
      name: { zh: '总分按执行满分计', en: 'the total took all points for execution' },
      kind: 'invalid',
      context: () => form('98', EXECUTION),
      findings: [
        { severity: 'error', outcome: 'fail', recorded: '98', recomputed: '97', cites: ['9 + 48 + 40 = 97', '满分'] },
      ],
    },
    {
      name: { zh: '资金行没有分值：不含执行得分', en: 'execution has no points: the total is without it' },
      kind: 'guard',
      context: () => form('88', { executionRate: '90%', points: '-', score: '-' }),
      findings: [],
    },
    {
      name: { zh: '得分缺失：不下结论', en: 'a score is lost: open' },
      kind: 'open',
      context: () => form('97', { executionRate: '90%', points: '10', score: '' }),
      findings: [],
    },
    {
      name: { zh: '“其中”行和占位行不计', en: '其中 rows and placeholders do not count' },
      kind: 'guard',
      context: () =>
        form('97', EXECUTION, [
          { level2: '数量指标', level3: '其中：甲类', score: '20', parent: 0 },
          { level2: '数量指标', level3: '指标2：', points: '', score: '' },
        ]),
      findings: [],
    },
    {
      name: { zh: '两张表印有同一指标的得分', en: 'a score printed in two tables' },
      kind: 'guard',
      context: () =>
        form('97', EXECUTION, [{ level2: '数量指标', level3: '参保人数', points: '50', score: '48', table: 2 }]),
      findings: [],
    },
    {
      name: { zh: '“其中”资金行的得分不重复计', en: 'scores of 其中 fund rows are not added' },
      kind: 'guard',
      context: () =>
        example({
          funds: [
            { label: '年度资金总额', points: '10', score: '10' },
            { label: '其中：财政拨款', points: '10', score: '10', parent: 0 },
          ],
          indicators: [{ level2: '数量指标', level3: '参保人数', points: '90', score: '90' }],
          total: { score: '100' },
        }),
      findings: [],
    },
  ],
});

const EXECUTION: Omit<ExampleFund, 'label'> = { executionRate: '90%', points: '10', score: '9' };

function form(score: string, execution: Omit<ExampleFund, 'label'>, more: readonly ExampleIndicator[] = []) {
  return example({
    funds: [{ label: '年度资金总额', ...execution }],
    indicators: [
      { level1: '产出指标', level2: '数量指标', level3: '参保人数', points: '50', score: '48' },
      { level1: '效益指标', level2: '满意度指标', level3: '群众满意度', points: '40', score: '40' },
      ...more,
    ],
    total: { score },
  });
}

function toSubjects(context: CheckContext): readonly Subject[] {
  const { report } = context;
  const recorded = totalFigure(report, 'score');
  const rows = scoredRows(report);
  if (recorded === null || !hasValue(recorded.quantity) || !rows.some(({ score }) => decimalOf(score) !== null))
    return [];
  const execution = executionPart(report);
  const expected = rows.filter(isExpected);
  const withExecution = toRowParts(expected, 'score', execution === null ? [] : [execution.score]);
  const without = toRowParts(expected, 'score');
  const scheme = toScheme(context);
  const parts = scheme === 'without' ? without.parts : withExecution.parts;
  return [
    {
      subject: '总分/得分',
      recorded,
      operands: parts,
      evaluate: (lookup) => judge({ context, recorded, scheme, withExecution, without }, lookup),
    },
  ];
}

/** A row whose score counts: where points are printed, or where the form prints scores without points. */
function isExpected({ points, score }: ScoredRow): boolean {
  return decimalOf(points) !== null || decimalOf(score) !== null || (points === null && score !== null);
}

/** Whether the total includes budget execution: what the printed points or the printed rule say, else either may be. */
function toScheme({ report }: CheckContext): 'with' | 'without' | 'either' {
  const execution = executionPart(report);
  if (execution === null) return 'without';
  if (executionPoints(report) !== null) return 'with';
  return decimalOf(execution.score) === null ? 'without' : 'either';
}

interface Judging {
  readonly context: CheckContext;
  readonly recorded: NamedFigure;
  readonly scheme: 'with' | 'without' | 'either';
  readonly withExecution: ReturnType<typeof toRowParts>;
  readonly without: ReturnType<typeof toRowParts>;
}

function judge({ context, recorded, scheme, withExecution, without }: Judging, lookup: Lookup): Verdict {
  const sum = (parts: ReturnType<typeof toRowParts>) =>
    judgeScoreSum({ context, recorded, ...parts, what: WHAT, ...toRemark(context, recorded, lookup) }, lookup);
  if (scheme === 'without') return sum(without);
  const verdict = sum(withExecution);
  if (scheme === 'with' || verdict.outcome === 'pass') return verdict;
  const other = sum(without);
  return other.outcome === 'pass' ? other : verdict;
}

/** Where the total fits with full points for execution, the message says so: it shows where the error comes from. */
function toRemark(context: CheckContext, recorded: NamedFigure, lookup: Lookup) {
  const execution = executionPart(context.report);
  const points = execution === null ? null : decimalOf(execution.points);
  const score = execution === null ? null : decimalOf(execution.score);
  const total = decimalOf({ ...recorded, quantity: lookup(recorded) });
  if (points === null || score === null || total === null || points.eq(score)) return {};
  const rows = scoredRows(context.report)
    .map((row) => decimalOf(row.score))
    .filter((value) => value !== null);
  const withFull = rows.reduce((sum, value) => sum.plus(value), points);
  if (!withFull.eq(total)) return {};
  return {
    settings: {
      remark: {
        zh: `总分与预算执行按满分${points.toFixed()}分计相符。`,
        en: `The total fits if execution is given all of its ${points.toFixed()} points.`,
      },
    },
  };
}
