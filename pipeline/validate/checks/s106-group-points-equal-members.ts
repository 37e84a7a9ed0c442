import type { Group, Report } from '../../model/report.ts';
import { type CheckContext, defineCheck, type Subject } from '../check.ts';
import { type ExampleIndicator, example } from '../example.ts';
import { factFigure, groupFigure, hasValue } from '../figures.ts';
import { foldName } from '../identity.ts';
import { membersOf, rowsOfFact } from '../members.ts';
import { decimalOf } from '../scheme.ts';
import { judgeScoreSum, type Parts, toParts, toRowParts } from '../score-sums.ts';

const WHAT = { zh: '分值', en: 'points' };

export const groupPointsEqualMembers = defineCheck({
  id: 'S106',
  name: 'group-points-equal-members',
  title: { zh: '各级标题的分值等于所属各项之和', en: 'The points of a heading equal those of its members' },
  why: {
    zh: '标题与明细的分值不符，评分体系就自相矛盾。',
    en: 'A scheme whose headings and rows differ contradicts itself.',
  },
  basis: { zh: '标题所印分值 = 所属各项分值之和', en: 'points of the heading = sum of the points under it' },
  severity: 'error',
  applies: {
    zh: '标题印有分值的一级、二级指标，以及语句中写明分值的同名指标或所指的表。明细在另一张表中的按同名标题查找；有分值缺失时，只有超过才算错。',
    en: 'Level-1 and level-2 headings that print points, and sentences that state them for a heading or for the table they point at. Rows in another table are found by the same heading; with points missing, only a sum beyond is wrong.',
  },
  subjects: (context) => [
    ...context.report.groups.flatMap((group) => toSubjects(context, group)),
    ...sentenceSubjects(context),
  ],
  examples: [
    {
      name: { zh: '分值相符', en: 'they agree' },
      kind: 'valid',
      context: () => example({ groups: [{ level: 2, name: '数量指标', points: '15分' }], indicators: rows('10', '5') }),
      findings: [],
    },
    {
      name: { zh: '标题分值与明细不符', en: 'they do not' },
      kind: 'invalid',
      context: () => example({ groups: [{ level: 2, name: '数量指标', points: '16分' }], indicators: rows('10', '5') }),
      findings: [{ severity: 'error', outcome: 'fail', recorded: '16分', recomputed: '15', cites: ['10 + 5 = 15'] }],
    },
    {
      name: { zh: '明细在另一张表中', en: 'the rows stand in another table' },
      kind: 'invalid',
      context: () =>
        example({
          groups: [{ level: 2, name: '数量指标', points: '14分' }],
          indicators: [
            { level2: '数量指标', level3: '参保人数', actual: '100' },
            ...rows('10', '5').map((row) => ({ ...row, table: 2 })),
          ],
        }),
      findings: [{ severity: 'error', outcome: 'fail', recorded: '14分', recomputed: '15' }],
    },
    {
      name: { zh: '一级标题等于二级标题之和', en: 'level 1 against level 2' },
      kind: 'invalid',
      context: () =>
        example({
          groups: [
            { level: 1, name: '过程', points: '20分' },
            { level: 2, name: '资金管理', parent: '过程', points: '13分' },
            { level: 2, name: '组织管理', parent: '过程', points: '6分' },
          ],
        }),
      findings: [{ severity: 'error', outcome: 'fail', recorded: '20分', recomputed: '19', cites: ['13 + 6 = 19'] }],
    },
    {
      name: { zh: '语句所指表的分值不符', en: 'a sentence and the table it points at' },
      kind: 'invalid',
      context: () =>
        example({
          captions: { 1: '表4-1 产出指标得分情况' },
          indicators: rows('10', '5'),
          facts: [
            {
              metric: 'points',
              subject: '项目产出类指标',
              figure: '20分',
              sentence: '项目产出类指标分值20分，得分情况如表4-1所示。',
            },
          ],
        }),
      findings: [{ severity: 'error', outcome: 'fail', recorded: '20分', recomputed: '15' }],
    },
    {
      name: { zh: '有分值未读出：不下结论', en: 'points not read: open' },
      kind: 'open',
      context: () => example({ groups: [{ level: 2, name: '数量指标', points: '16分' }], indicators: rows('10', '') }),
      findings: [],
    },
    {
      name: { zh: '有的二级标题没有印分值', en: 'a level-2 heading claims nothing' },
      kind: 'guard',
      context: () =>
        example({
          groups: [
            { level: 1, name: '产出指标', points: '50分' },
            { level: 2, name: '数量指标', parent: '产出指标', points: '15分' },
          ],
          indicators: [
            { level1: '产出指标', level2: '数量指标', level3: '参保人数', points: '15' },
            { level1: '产出指标', level2: '质量指标', level3: '参保率', points: '35' },
          ],
        }),
      findings: [],
    },
    {
      name: { zh: '“其中”行计入才相符', en: '其中 rows with points of their own may add' },
      kind: 'guard',
      context: () =>
        example({
          groups: [{ level: 2, name: '数量指标', points: '18分' }],
          indicators: [...rows('10', '5'), { level2: '数量指标', level3: '其中：甲类', points: '3', parent: 0 }],
        }),
      findings: [],
    },
    {
      name: { zh: '“其中”行不计', en: '其中 rows do not count' },
      kind: 'guard',
      context: () =>
        example({
          groups: [{ level: 2, name: '数量指标', points: '15分' }],
          indicators: [...rows('10', '5'), { level2: '数量指标', level3: '其中：甲类', points: '3', parent: 0 }],
        }),
      findings: [],
    },
  ],
});

function rows(first: string, second: string): readonly ExampleIndicator[] {
  return [
    { level2: '数量指标', level3: '参保人数', points: first, score: first },
    { level2: '数量指标', level3: '培训次数', actual: '2次', points: second, score: second },
  ];
}

/** A heading against its rows, and a level-1 heading against the claims of its level-2 headings. */
function toSubjects(context: CheckContext, group: Group): readonly Subject[] {
  const { report } = context;
  const recorded = groupFigure(group, 'points');
  if (recorded === null || !hasValue(recorded.quantity)) return [];
  const subject = `${group.parent === null ? '' : `${group.parent}/`}${group.name}/分值`;
  const subgroups = report.groups.filter((other) => isUnder(other, group));
  const members = membersOf(report, group);
  const claims = toParts(subgroups.map((other) => groupFigure(other, 'points')));
  const sums = [
    { name: `${subject}/二级指标`, ...claims, isPartial: claims.isPartial || !covers(report, group, subgroups) },
    {
      name: subject,
      ...(members.some(({ points }) => decimalOf(points) !== null) ? toRowParts(members, 'points') : NOTHING),
    },
  ];
  return sums.flatMap(({ name, ...figures }): Subject[] => {
    if (figures.parts.length === 0) return [];
    const sum = { context, recorded, ...figures, what: WHAT };
    return [{ subject: name, recorded, operands: figures.parts, evaluate: (lookup) => judgeScoreSum(sum, lookup) }];
  });
}

const NOTHING: Parts = { parts: [], isPartial: false };

/** Whether every row of a level-1 heading stands under one of these level-2 headings; one without a claim is not among them. */
function covers(report: Report, group: Group, subgroups: readonly Group[]): boolean {
  const names = new Set(subgroups.map(({ name }) => foldName(name)));
  return report.indicators
    .filter(({ tableId, row }) => tableId === group.tableId && row >= group.row && row < group.row + group.rowSpan)
    .every(({ level2 }) => level2 !== null && names.has(foldName(level2)));
}

function isUnder(other: Group, group: Group): boolean {
  if (group.level !== 1 || other.level !== 2 || other.tableId !== group.tableId) return false;
  if (other.parent !== null) return other.parent === group.name;
  return other.row >= group.row && other.row < group.row + group.rowSpan;
}

/** 项目决策类指标分值20分: against the rows under that heading or in the table the paragraph points at. */
function sentenceSubjects(context: CheckContext): readonly Subject[] {
  return context.report.facts.flatMap((fact): Subject[] => {
    if (fact.metric !== 'points' || !hasValue(fact.quantity)) return [];
    const members = rowsOfFact(context, fact);
    if (!members.some(({ points }) => decimalOf(points) !== null)) return [];
    const recorded = factFigure(fact);
    const sum = { context, recorded, ...toRowParts(members, 'points'), what: WHAT };
    return [
      {
        subject: `文中/${fact.subject}/分值`,
        recorded,
        operands: sum.parts,
        evaluate: (lookup) => judgeScoreSum(sum, lookup),
      },
    ];
  });
}
