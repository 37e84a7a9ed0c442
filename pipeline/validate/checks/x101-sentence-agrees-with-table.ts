import { agreementSubject } from '../agreement.ts';
import { announcedTables } from '../announced-tables.ts';
import { type CheckContext, defineCheck, type Subject } from '../check.ts';
import { example } from '../example.ts';
import { factFigure } from '../figures.ts';
import { sentenceLinks } from '../sentence-links.ts';

export const sentenceAgreesWithTable = defineCheck({
  id: 'X101',
  name: 'sentence-agrees-with-table',
  title: { zh: '文字与表格一致', en: 'Sentences agree with the tables' },
  why: {
    zh: '同一数字在正文和表格中不同，至少有一处是错的，评价结论无从依据。',
    en: 'Where text and table give one figure differently, at least one is wrong and the conclusion rests on nothing.',
  },
  basis: {
    zh: '同一份报告中，同一指标、同一年度、同一口径的数字应当一致',
    en: 'within one report a figure of one matter, year and basis is one figure',
  },
  severity: 'error',
  applies: {
    zh: '句中的预算数、执行数、执行率、总分、各级指标的分值和完成值，与同一份报告表格中的同名数字比较。计划数、上年数、其中数、约数不比较或只作提示；对应关系不确定的作为待复核。',
    en: 'Budgets, amounts executed, rates, total scores and indicator figures in sentences against the cells of the same name in the same report. Plans, last year and parts are left out; a doubtful link is a review.',
  },
  subjects: toSubjects,
  examples: [
    {
      name: { zh: '指标段落与表格一致', en: 'the paragraph of an indicator agrees with its row' },
      kind: 'valid',
      context: () =>
        example({
          indicators: [{ level2: '满意度', level3: '政策知晓率', target: '≥80%', actual: '88.42%' }],
          facts: [
            { metric: 'satisfaction', subject: '政策知晓率', figure: '88.42%', sentence: '政策知晓率为88.42%。' },
          ],
        }),
      findings: [],
    },
    {
      name: { zh: '满意度在段落和表格中不同', en: 'a satisfaction rate differs between paragraph and row' },
      kind: 'invalid',
      context: () =>
        example({
          indicators: [{ level2: '满意度', level3: '工作满意度', target: '≥85%', actual: '82.80%' }],
          facts: [
            {
              metric: 'satisfaction',
              subject: '参保人员对服务满意度',
              figure: '92.8%',
              sentence: '工作满意度：参保人员对服务满意度为92.8%。',
              headings: ['（四）项目效果', '工作满意度'],
            },
          ],
        }),
      findings: [
        { severity: 'error', outcome: 'fail', recorded: '92.8%', recomputed: '82.80%', cites: ['92.8%', '82.80%'] },
      ],
    },
    {
      name: { zh: '文中执行数与表格不符', en: 'the amount executed differs' },
      kind: 'invalid',
      context: () =>
        example({
          project: '城乡居民参保补助',
          funds: [{ label: '年度资金总额', budget: '121.3', executed: '78.7', executionRate: '64.88%' }],
          facts: [
            {
              metric: 'budget',
              subject: '全年预算',
              figure: '121.3万元',
              sentence: '2022年全年预算121.3万元，支出87.7万元。',
              period: '2022年',
            },
            {
              metric: 'executed',
              subject: '支出',
              figure: '87.7万元',
              sentence: '2022年全年预算121.3万元，支出87.7万元。',
              period: '2022年',
            },
          ],
        }),
      findings: [
        { severity: 'error', outcome: 'fail', recorded: '87.7万元', recomputed: '78.7', cites: ['87.7', '78.7'] },
      ],
    },
    {
      name: { zh: '单位不同而数值相同', en: 'one amount in two units' },
      kind: 'guard',
      context: () =>
        example({
          funds: [{ label: '年度资金总额', budget: '640', executed: '638.432', executionRate: '99.76%' }],
          facts: [{ metric: 'executed', subject: '实际支出', figure: '6384320元', sentence: '实际支出6384320元。' }],
        }),
      findings: [],
    },
    {
      name: { zh: '上年数和其中数不比较', en: 'last year and parts are left out' },
      kind: 'guard',
      context: () =>
        example({
          year: '2022',
          funds: [{ label: '年度资金总额', budget: '100', executed: '80', executionRate: '80%' }],
          facts: [
            { metric: 'budget', subject: '预算', figure: '90万元', sentence: '2021年预算90万元。', period: '2021年' },
            { metric: 'executed', subject: '支出', figure: '80万元', sentence: '支出80万元，其中培训支出30万元。' },
            {
              metric: 'executed',
              subject: '培训支出',
              figure: '30万元',
              sentence: '支出80万元，其中培训支出30万元。',
              partOf: 'f2',
            },
          ],
        }),
      findings: [],
    },
    {
      name: { zh: '另一项目的金额', en: 'an amount of another project' },
      kind: 'guard',
      context: () =>
        example({
          project: '乡村道路养护',
          funds: [{ label: '年度资金总额', budget: '100', executed: '80', executionRate: '80%' }],
          facts: [
            {
              metric: 'budget',
              subject: '农田水利建设资金预算',
              figure: '55万元',
              sentence: '农田水利建设资金预算55万元。',
            },
          ],
        }),
      findings: [],
    },
    {
      name: { zh: '文中“95%以上”与表格 96.5% 相符', en: '95% and more covers 96.5%' },
      kind: 'guard',
      context: () =>
        example({
          indicators: [{ level3: '居民参保率', target: '≥90%', actual: '96.5%' }],
          facts: [{ metric: 'other', subject: '居民参保率', figure: '95%以上', sentence: '居民参保率达95%以上。' }],
        }),
      findings: [],
    },
    {
      name: { zh: '评分标准中的界限不是完成值', en: 'a bound in a scoring rule is no actual' },
      kind: 'guard',
      context: () =>
        example({
          indicators: [{ level3: '预算执行率', target: '≥90%', actual: '80.62%' }],
          facts: [
            {
              metric: 'execution-rate',
              subject: '预算执行率',
              figure: '≥90%',
              sentence: '预算执行率≥90%，得4分，否则不得分。',
            },
          ],
        }),
      findings: [],
    },
    {
      name: { zh: '段落只带指标名', en: 'only the paragraph bears the name' },
      kind: 'review',
      context: () =>
        example({
          indicators: [{ level3: '救助对象规模', target: '应救尽救', actual: '23194人' }],
          facts: [
            {
              metric: 'people',
              subject: '救助',
              figure: '23914人',
              sentence: '救助对象规模：全年共救助23914人。',
              headings: ['救助对象规模'],
            },
          ],
        }),
      findings: [{ severity: 'warning', outcome: 'review', recorded: '23914人', recomputed: '23194人' }],
    },
    {
      name: { zh: '总分在文中和表格中不同', en: 'the total score differs' },
      kind: 'invalid',
      context: () =>
        example({
          total: { points: '100', score: '97' },
          facts: [{ metric: 'score', subject: '自评得分', figure: '98分', sentence: '自评得分98分。' }],
        }),
      findings: [{ severity: 'error', outcome: 'fail', recorded: '98分', recomputed: '97' }],
    },
  ],
});

function toSubjects(context: CheckContext): readonly Subject[] {
  return sentenceLinks(context.report, announcedTables(context.document)).map((link) => {
    const { fact, ...rest } = link;
    return agreementSubject({ context, ...rest, recorded: factFigure(fact) });
  });
}
