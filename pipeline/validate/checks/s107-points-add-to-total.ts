import { type CheckContext, defineCheck, type Subject } from '../check.ts';
import { type ExampleFund, example } from '../example.ts';
import { hasValue, totalFigure } from '../figures.ts';
import { decimalOf, executionPart, scoredRows } from '../scheme.ts';
import { judgeScoreSum, toRowParts } from '../score-sums.ts';

const WHAT = { zh: '分值', en: 'points' };

export const pointsAddToTotal = defineCheck({
  id: 'S107',
  name: 'points-add-to-total',
  title: { zh: '各项分值之和等于总分值', en: 'The points add up to the total' },
  why: {
    zh: '分值合计不是总分值，得分就失去了比较的基准。',
    en: 'Scores mean nothing where the points do not add up to what they are out of.',
  },
  basis: {
    zh: '总分值 = 预算执行分值 + 各指标分值',
    en: 'total points = points of execution + points of the indicators',
  },
  severity: 'error',
  applies: {
    zh: '印有总分值和各项分值的报告。资金行未印分值的，指标分值自成一套；“其中”行不计；有分值缺失时，只有超过才算错。',
    en: 'Reports that print both. Where the fund row prints no points the indicators are a scheme of their own; 其中 rows do not count; with points missing, only a sum beyond the total is wrong.',
  },
  subjects: toSubjects,
  examples: [
    {
      name: { zh: '合计正确', en: 'they add up' },
      kind: 'valid',
      context: () => form({ points: '10' }, '50', '40'),
      findings: [],
    },
    {
      name: { zh: '合计超过总分值', en: 'more than the total' },
      kind: 'invalid',
      context: () => form({ points: '10' }, '70', '30'),
      findings: [
        { severity: 'error', outcome: 'fail', recorded: '100', recomputed: '110', cites: ['10 + 70 + 30 = 110'] },
      ],
    },
    {
      name: { zh: '指标分值自成一百分', en: 'the indicators are a scheme of their own' },
      kind: 'guard',
      context: () => form({ points: '-' }, '60', '40'),
      findings: [],
    },
    {
      name: { zh: '分值带百分号', en: 'weights printed as shares' },
      kind: 'guard',
      context: () => form({}, '60%', '40%'),
      findings: [],
    },
    {
      name: { zh: '有分值未读出', en: 'points not read' },
      kind: 'open',
      context: () => form({ points: '10' }, '50', ''),
      findings: [],
    },
  ],
});

function form(execution: Omit<ExampleFund, 'label'>, output: string, benefit: string) {
  return example({
    funds: [{ label: '年度资金总额', ...execution }],
    indicators: [
      { level1: '产出指标', level2: '数量指标', level3: '参保人数', actual: '100', points: output, score: '' },
      { level1: '效益指标', level2: '社会效益', level3: '知晓率', actual: '95%', points: benefit, score: '30' },
    ],
    total: { points: '100' },
  });
}

function toSubjects(context: CheckContext): readonly Subject[] {
  const { report } = context;
  const recorded = totalFigure(report, 'points');
  const rows = scoredRows(report);
  if (recorded === null || !hasValue(recorded.quantity) || !rows.some(({ points }) => decimalOf(points) !== null))
    return [];
  const execution = executionPart(report);
  const own = execution === null || decimalOf(execution.points) === null ? null : execution.points;
  const sum = { context, recorded, ...toRowParts(rows, 'points', own === null ? [] : [own]), what: WHAT };
  return [{ subject: '总分/分值', recorded, operands: sum.parts, evaluate: (lookup) => judgeScoreSum(sum, lookup) }];
}
