import { type CheckContext, defineCheck, type Subject } from '../check.ts';
import { type ExampleFund, type ExampleRule, example } from '../example.ts';
import { toDivisor } from '../execution-divisor.ts';
import { findExecutionRule, judgeExecutionScore } from '../execution-score.ts';
import { fundFigure, fundName, hasValue } from '../figures.ts';
import { executionPart } from '../scheme.ts';

export const executionScoreFollowsRule = defineCheck({
  id: 'S101',
  name: 'execution-score-follows-rule',
  title: { zh: '预算执行得分按规则计算', en: 'The execution score follows the rule' },
  why: {
    zh: '预算执行得分由执行率直接算出，没有酌情余地，是最容易核实的得分。',
    en: 'The execution score is worked out from the rate and leaves nothing to judgement.',
  },
  basis: { zh: '预算执行得分 = 分值 × 执行率', en: 'execution score = points × rate' },
  severity: 'error',
  applies: {
    zh: '资金总额行的得分（“其中”各行的得分不另计）。表中印有规则的为错误，否则按财政部通行规则为警告。由印出的执行率或由金额算出均可，按得分自身的小数位取整；只截断不进位的只作提示；表中未印分值的标明为推算。',
    en: 'The score of the total fund row. An error where the form prints the rule, else (by the usual rule) a warning. It may follow from the printed rate or from the amounts, rounded to its own decimals; cut off is a note; points not printed are called implied.',
  },
  subjects: toSubjects,
  examples: [
    {
      name: { zh: '得分正确', en: 'the score is right' },
      kind: 'valid',
      context: () => total({ budget: '121.3', executed: '87.7', executionRate: '72.3%', points: '10', score: '7.23' }),
      findings: [],
    },
    {
      name: { zh: '违反表头所印规则', en: 'it breaks the rule in the heading' },
      kind: 'invalid',
      context: () => total({ budget: '640', executed: '638.43', executionRate: '99%', score: '18' }, PRINTED),
      findings: [
        {
          severity: 'error',
          outcome: 'fail',
          recorded: '18',
          recomputed: '19.95',
          cites: ['20 × 638.43 ÷ 640 = 19.95'],
        },
      ],
    },
    {
      name: { zh: '未印规则：警告', en: 'no rule printed: a warning' },
      kind: 'invalid',
      context: () => total({ budget: '121.3', executed: '87.7', executionRate: '72.3%', points: '10分', score: '9' }),
      findings: [{ severity: 'warning', outcome: 'fail', recorded: '9', recomputed: '7.23' }],
    },
    {
      name: { zh: '四舍五入到得分自身的小数位', en: 'rounded to its own decimals' },
      kind: 'guard',
      context: () => total({ budget: '43.2', executed: '37.24', executionRate: '86%', points: '10', score: '9' }),
      findings: [],
    },
    {
      name: { zh: '截断：提示', en: 'cut off: a note' },
      kind: 'guard',
      context: () => total({ budget: '100', executed: '67.51', executionRate: '68%', score: '13' }, PRINTED),
      findings: [{ severity: 'note', outcome: 'fail', recorded: '13', recomputed: '13.5', rounding: 'truncation' }],
    },
    {
      name: { zh: '由印出的执行率算出', en: 'it follows from the printed rate' },
      kind: 'guard',
      context: () => total({ budget: '300', executed: '290', executionRate: '97%', points: '10', score: '9.70' }),
      findings: [],
    },
    {
      name: { zh: '表中未印分值：推算', en: 'no points printed: implied' },
      kind: 'invalid',
      context: () => total({ budget: '200', executed: '100', executionRate: '50%', score: '8' }),
      findings: [{ severity: 'warning', outcome: 'fail', recorded: '8', recomputed: '5', cites: ['推算'] }],
    },
    {
      name: { zh: '超过100%时以分值为限', en: 'beyond 100% the points are the limit' },
      kind: 'guard',
      context: () => total({ budget: '100', executed: '102.59', executionRate: '102.59%', points: '10', score: '10' }),
      findings: [],
    },
    {
      name: { zh: '“其中”行的得分不另判', en: 'scores of 其中 rows are not judged' },
      kind: 'guard',
      context: () =>
        example({
          funds: [
            {
              label: '年度资金总额',
              budget: '9.48',
              executed: '9.48',
              executionRate: '100%',
              points: '10',
              score: '10',
            },
            {
              label: '其中：财政拨款',
              budget: '9.48',
              executed: '9.48',
              executionRate: '100%',
              points: '10',
              score: '-',
              parent: 0,
            },
          ],
        }),
      findings: [],
    },
    {
      name: { zh: '没有执行率也没有金额', en: 'neither rate nor amounts' },
      kind: 'open',
      context: () => total({ budget: '', executed: '', executionRate: '', points: '10', score: '10' }),
      findings: [],
    },
  ],
});

const PRINTED: readonly ExampleRule[] = [
  { kind: 'execution', applies: 'execution', points: '20', quote: '得分（20分*执行率）' },
];

function total(fund: Omit<ExampleFund, 'label'>, rules: readonly ExampleRule[] = []) {
  return example({ funds: [{ label: '年度资金总额', ...fund }], rules });
}

function toSubjects(context: CheckContext): readonly Subject[] {
  const part = executionPart(context.report);
  if (part === null || part.score === null || !hasValue(part.score.quantity)) return [];
  const { fund, score, points } = part;
  const executed = fundFigure(fund, 'executed');
  const budget = fundFigure(fund, toDivisor(context.report, fund));
  const rate = fundFigure(fund, 'executionRate');
  const operands = [points, executed, budget, rate].filter((figure) => figure !== null && hasValue(figure.quantity));
  const rule = findExecutionRule(context.report);
  return [
    {
      subject: `资金/${fundName(fund)}/得分`,
      recorded: score,
      operands: operands.filter((figure) => figure !== null),
      ...(rule === undefined ? {} : { quoted: [{ role: 'rule' as const, text: rule.quote, sources: rule.sources }] }),
      evaluate: (lookup) => judgeExecutionScore({ context, part, score, executed, budget, rate }, lookup),
    },
  ];
}
