import type { Group } from '../../model/report.ts';
import { type CheckContext, defineCheck, type Subject } from '../check.ts';
import { type ExampleIndicator, example } from '../example.ts';
import { factFigure, groupFigure, hasValue } from '../figures.ts';
import { membersOf, rowsOfFact } from '../members.ts';
import { decimalOf, type ScoredRow } from '../scheme.ts';
import { judgeScoreSum, toRowParts } from '../score-sums.ts';

const WHAT = { zh: '得分', en: 'scores' };

export const statedGroupScoreEqualsSum = defineCheck({
  id: 'S108',
  name: 'stated-group-score-equals-sum',
  title: { zh: '分类得分等于所属各项得分之和', en: 'The score of a heading equals the sum of its rows' },
  why: {
    zh: '正文按类说明得分，应与表中各项一致。',
    en: 'The text explains scores by heading; they have to be those of the table.',
  },
  basis: { zh: '分类得分 = 所属各项得分之和', en: 'score of the heading = sum of the scores under it' },
  severity: 'error',
  applies: {
    zh: '标题印有得分的，以及语句中写明某类指标得分的（按标题或所指的表查找）。有得分缺失时，只有超过才算错。',
    en: 'Headings that print a score and sentences that state one for a heading or the table they point at. With a score missing, only a sum beyond is wrong.',
  },
  subjects: (context) => [
    ...context.report.groups.flatMap((group) => groupSubjects(context, group)),
    ...sentenceSubjects(context),
  ],
  examples: [
    {
      name: { zh: '得分相符', en: 'they agree' },
      kind: 'valid',
      context: () => sentence('16分', '10', '6'),
      findings: [],
    },
    {
      name: { zh: '正文得分与表中不符', en: 'the text differs from the table' },
      kind: 'invalid',
      context: () => sentence('18分', '10', '6'),
      findings: [
        { severity: 'error', outcome: 'fail', recorded: '18分', recomputed: '16', cites: ['10 + 6 = 16', '表4-2'] },
      ],
    },
    {
      name: { zh: '标题得分与明细不符', en: 'the heading differs from its rows' },
      kind: 'invalid',
      context: () => example({ groups: [{ level: 2, name: '资金管理', score: '15分' }], indicators: rows('10', '6') }),
      findings: [{ severity: 'error', outcome: 'fail', recorded: '15分', recomputed: '16' }],
    },
    {
      name: { zh: '有得分未读出', en: 'a score was not read' },
      kind: 'open',
      context: () => sentence('18分', '10', ''),
      findings: [],
    },
    {
      name: { zh: '同名标题有两处：不判', en: 'a heading of this name stands twice' },
      kind: 'guard',
      context: () =>
        example({
          indicators: [
            { level1: '产出', level2: '质量指标', level3: '甲', points: '5', score: '5' },
            { level1: '效益', level2: '质量指标', level3: '乙', points: '5', score: '5' },
          ],
          facts: [{ metric: 'score', subject: '质量指标', figure: '5分' }],
        }),
      findings: [],
    },
  ],
});

function rows(first: string, second: string): readonly ExampleIndicator[] {
  return [
    { level2: '资金管理', level3: '预算执行率', points: '10', score: first },
    { level2: '资金管理', level3: '资金使用合规性', points: '10', score: second },
  ];
}

function sentence(score: string, first: string, second: string) {
  const text = `过程管理类指标分值20分，实际得分${score}，如表4-2所示。`;
  return example({
    captions: { 1: '表4-2 过程管理指标得分情况' },
    indicators: rows(first, second),
    facts: [{ metric: 'score', subject: '过程管理类指标', figure: score, sentence: text }],
  });
}

function groupSubjects(context: CheckContext, group: Group): readonly Subject[] {
  const recorded = groupFigure(group, 'score');
  if (recorded === null || !hasValue(recorded.quantity)) return [];
  const name = `${group.parent === null ? '' : `${group.parent}/`}${group.name}/得分`;
  return toSubject(context, { name, recorded, members: membersOf(context.report, group) });
}

function sentenceSubjects(context: CheckContext): readonly Subject[] {
  return context.report.facts.flatMap((fact): readonly Subject[] => {
    if (fact.metric !== 'score' || !hasValue(fact.quantity)) return [];
    return toSubject(context, {
      name: `文中/${fact.subject}/得分`,
      recorded: factFigure(fact),
      members: rowsOfFact(context, fact),
    });
  });
}

function toSubject(
  context: CheckContext,
  { name, recorded, members }: { name: string; recorded: ReturnType<typeof factFigure>; members: readonly ScoredRow[] },
): readonly Subject[] {
  if (!members.some(({ score }) => decimalOf(score) !== null)) return [];
  const sum = { context, recorded, ...toRowParts(members, 'score'), what: WHAT };
  return [{ subject: name, recorded, operands: sum.parts, evaluate: (lookup) => judgeScoreSum(sum, lookup) }];
}
