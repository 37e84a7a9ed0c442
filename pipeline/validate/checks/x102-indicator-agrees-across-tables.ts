import { Decimal } from 'decimal.js';
import type { Group, Indicator, Report } from '../../model/report.ts';
import { agreementSubject } from '../agreement.ts';
import { type CheckContext, defineCheck, type Lookup, type NamedFigure, type Subject, type Verdict } from '../check.ts';
import { example } from '../example.ts';
import { groupFigure, hasValue, type IndicatorField, indicatorFigure, indicatorPath } from '../figures.ts';
import { foldName } from '../identity.ts';
import { listsBy, rowsOfTable } from '../indexes.ts';
import { type IndicatorPair, indicatorPairs, MOST_TABLES } from '../indicator-pairs.ts';
import { foldLabel } from '../linking.ts';
import { UNREAD } from '../ratio.ts';
import { cite, citeAll } from '../wording.ts';

const FIELDS: readonly (readonly [IndicatorField, string])[] = [
  ['target', '指标值'],
  ['actual', '实际完成值'],
  ['points', '分值'],
  ['score', '得分'],
];

export const indicatorAgreesAcrossTables = defineCheck({
  id: 'X102',
  name: 'indicator-agrees-across-tables',
  title: { zh: '同一指标在各表中一致', en: 'An indicator is the same in every table' },
  why: {
    zh: '同一指标在目标表和评分表中数字不同，得分就没有依据。',
    en: 'Where the table of targets and the table of scores differ, the score rests on nothing.',
  },
  basis: {
    zh: '同一份报告中，同一指标的指标值、完成值、分值和得分在各表中应当一致',
    en: 'within one report an indicator has one target, actual, points and score',
  },
  severity: 'error',
  applies: {
    zh: '同一份报告中不同表格的同名指标：指标值、完成值、分值、得分；上级指标标注的分值与另一表中其下级分值之和。只有文字不同的作提示。不同报告的同名指标不比较。',
    en: 'Indicators of one name in different tables of one report: target, actual, points, score; points claimed by a heading against the sum of its rows in another table. A difference in wording is a note. Reports are never mixed.',
  },
  subjects: (context) => [
    ...indicatorPairs(context.report).flatMap((pair) => pairSubjects(context, pair)),
    ...groupSubjects(context),
  ],
  examples: [
    {
      name: { zh: '两表一致', en: 'both tables agree' },
      kind: 'valid',
      context: () =>
        example({
          indicators: [
            { level2: '数量指标', level3: '综合参保率(%)', target: '≥95%', table: 1 },
            { level2: '数量指标', level3: '综合参保率', target: '≥95.00%', points: '4', score: '4', table: 2 },
          ],
        }),
      findings: [],
    },
    {
      name: { zh: '指标值不同', en: 'the targets differ' },
      kind: 'invalid',
      context: () =>
        example({
          indicators: [
            { level2: '数量指标', level3: '综合参保率(%)', target: '≥95%', table: 1 },
            { level2: '数量指标', level3: '综合参保率', target: '≥90%', points: '4', score: '4', table: 2 },
          ],
          captions: { 2: '表4-3 产出指标得分情况' },
        }),
      findings: [
        { severity: 'error', outcome: 'fail', recorded: '≥95%', recomputed: '≥90%', cites: ['≥95%', '≥90%', '表4-3'] },
      ],
    },
    {
      name: { zh: '比较方向相反', en: 'the bounds point opposite ways' },
      kind: 'invalid',
      context: () =>
        example({
          indicators: [
            { level3: '响应时间', target: '≤60分钟', table: 1 },
            { level3: '响应时间', target: '≥60分钟', table: 2 },
          ],
        }),
      findings: [{ severity: 'error', outcome: 'fail', recorded: '≤60分钟', recomputed: '≥60分钟' }],
    },
    {
      name: { zh: '标题标注的分值与另一表的分值之和不符', en: 'claimed points against the sum in another table' },
      kind: 'invalid',
      context: () =>
        example({
          indicators: [
            { level2: '绩效目标', level3: '目标设置科学', target: '科学', table: 1 },
            { level2: '绩效目标', level3: '目标分解细化', target: '细化', table: 1 },
            { level2: '绩效目标', level3: '目标设置科学', target: '科学', points: '4', score: '4', table: 2 },
            { level2: '绩效目标', level3: '目标分解细化', target: '细化', points: '2', score: '2', table: 2 },
          ],
          groups: [{ level: 2, name: '绩效目标', points: '5分', table: 1 }],
        }),
      findings: [
        { severity: 'error', outcome: 'fail', recorded: '5分', recomputed: '6', cites: ['4 + 2 = 6', '绩效目标'] },
      ],
    },
    {
      name: { zh: '只有一个下级指标', en: 'a heading with one row' },
      kind: 'invalid',
      context: () =>
        example({
          indicators: [
            { level2: '决策过程', level3: '决策程序规范', target: '规范', table: 1 },
            { level2: '决策过程', level3: '决策程序规范', target: '规范', points: '2', score: '2', table: 2 },
          ],
          groups: [{ level: 2, name: '决策过程', points: '3分', table: 1 }],
        }),
      findings: [
        { severity: 'error', outcome: 'fail', recorded: '3分', recomputed: '2', cites: ['决策过程', '3分', '2'] },
      ],
    },
    {
      name: { zh: '另一表只列出部分指标', en: 'the other table lists only some of the rows' },
      kind: 'guard',
      context: () =>
        example({
          indicators: [
            { level2: '数量指标', level3: '培训人数', target: '≥50人', table: 1 },
            { level2: '数量指标', level3: '培训期数', target: '≥2期', table: 1 },
            { level2: '数量指标', level3: '培训人数', target: '≥50人', points: '4', score: '4', table: 2 },
          ],
          groups: [{ level: 2, name: '数量指标', points: '10分', table: 1 }],
        }),
      findings: [],
    },
    {
      name: { zh: '文字表述不同', en: 'worded differently' },
      kind: 'guard',
      context: () =>
        example({
          indicators: [
            { level3: '支付方式改革', target: '逐步推开', table: 1 },
            { level3: '支付方式改革', target: '稳步推进', points: '3', score: '3', table: 2 },
          ],
        }),
      findings: [{ severity: 'note', outcome: 'fail', recorded: '逐步推开', recomputed: '稳步推进' }],
    },
    {
      name: { zh: '表格跨页，文字不全', en: 'a wording cut short in one table' },
      kind: 'guard',
      context: () =>
        example({
          indicators: [
            { level3: '决策程序', target: '使用资金决策程序规范', table: 1 },
            { level3: '决策程序', target: '资金分配程序合规完整，使用资金决策程序规范', table: 2 },
          ],
        }),
      findings: [],
    },
    {
      name: { zh: '不同报告的同名指标', en: 'the same name in another report' },
      kind: 'guard',
      context: () =>
        example({
          indicators: [{ level3: '满意度', target: '≥80%' }],
          siblings: [{ indicators: [{ level3: '满意度', target: '≥90%' }] }],
        }),
      findings: [],
    },
    {
      name: { zh: '一表中未填', en: 'blank in one table' },
      kind: 'open',
      context: () =>
        example({
          indicators: [
            { level3: '综合参保率', target: '≥95%', table: 1 },
            { level3: '综合参保率', target: '', table: 2 },
          ],
        }),
      findings: [],
    },
  ],
});

function pairSubjects(context: CheckContext, { first, second }: IndicatorPair): readonly Subject[] {
  return FIELDS.flatMap(([field, word]): Subject[] => {
    const recorded = indicatorFigure(first, field);
    const counterpart = indicatorFigure(second, field);
    if (recorded === null || counterpart === null) return [];
    const subject = `${indicatorPath(first)}/${word}`;
    const kinds = [recorded, counterpart].map(({ quantity }) => (hasValue(quantity) ? 'figure' : quantity.kind));
    if (kinds.every((kind) => kind === 'missing')) return [];
    if (kinds.includes('text')) return [...wordingSubject({ context, subject, recorded, counterpart })];
    if (opposed(recorded, counterpart)) {
      return [{ subject, recorded, operands: [counterpart], evaluate: () => disagree(context, recorded, counterpart) }];
    }
    return [agreementSubject({ context, subject, recorded, counterpart, confidence: 'high' })];
  });
}

function opposed(a: NamedFigure, b: NamedFigure): boolean {
  const [first, second] = [a.quantity.comparator?.[0], b.quantity.comparator?.[0]];
  return (first === '>' && second === '<') || (first === '<' && second === '>');
}

/** Words against words, or words against a figure: the same, one part of the other, or a note. Actuals are worded freely. */
function wordingSubject(input: {
  context: CheckContext;
  subject: string;
  recorded: NamedFigure;
  counterpart: NamedFigure;
}): readonly Subject[] {
  const { context, subject, recorded, counterpart } = input;
  const [own, other] = [foldWording(recorded.quantity.raw), foldWording(counterpart.quantity.raw)];
  if (own === '' || other === '') return [];
  const agrees = own.includes(other) || other.includes(own);
  const evaluate = (): Verdict =>
    agrees
      ? { outcome: 'pass', recomputed: counterpart.quantity.raw.trim(), formula: null, rounding: null }
      : { ...disagree(context, recorded, counterpart), severity: 'note' };
  return [{ subject, recorded, operands: [counterpart], evaluate }];
}

function foldWording(text: string): string {
  return foldName(text)
    .replace(/辦/gu, '办')
    .replace(/[，,。；;、：:.·]/gu, '');
}

function disagree(
  context: CheckContext,
  recorded: NamedFigure,
  counterpart: NamedFigure,
): Extract<Verdict, { outcome: 'fail' }> {
  const [first, second] = [cite(context, recorded), cite(context, counterpart)];
  return {
    outcome: 'fail',
    recomputed: counterpart.quantity.raw.trim(),
    expected: null,
    difference: null,
    formula: null,
    rounding: null,
    message: { zh: `${first.zh}与${second.zh}不一致。`, en: `${first.en} does not agree with ${second.en}.` },
  };
}

/** Points a heading claims in one table, against what it claims or its rows add up to in another table. */
function groupSubjects(context: CheckContext): readonly Subject[] {
  const { report } = context;
  const tableIds = [...new Set(report.indicators.map(({ tableId }) => tableId))].slice(0, MOST_TABLES);
  const groupsByTable = listsBy(
    report.groups.map((group, index) => ({ group, index })),
    ({ group }) => group.tableId,
  );
  return report.groups.flatMap((group, index) =>
    (['points', 'score'] as const).flatMap((field): readonly Subject[] => {
      const recorded = groupFigure(group, field);
      if (recorded === null || !hasValue(recorded.quantity)) return [];
      return tableIds.flatMap((tableId): readonly Subject[] => {
        if (tableId === group.tableId) return [];
        const subject = `${group.name}/${field === 'points' ? '分值' : '得分'}`;
        const twin = groupsByTable.get(tableId)?.find((other) => isSameGroup(other.group, group));
        const claimed = twin === undefined ? null : groupFigure(twin.group, field);
        if (twin !== undefined && claimed !== null && hasValue(claimed.quantity)) {
          if (twin.index < index) return [];
          return [agreementSubject({ context, subject, recorded, counterpart: claimed, confidence: 'high' })];
        }
        const members = completeMembers(report, { group, tableId });
        const figures = members.flatMap((row) => indicatorFigure(row, field) ?? []);
        if (members.length === 0 || figures.length < members.length) return [];
        if (figures.every(({ quantity }) => quantity.kind === 'missing')) return [];
        return [{ subject, recorded, operands: figures, evaluate: judgeSum(context, recorded, figures) }];
      });
    }),
  );
}

function isSameGroup(a: Group, b: Group): boolean {
  if (a.level !== b.level || foldLabel(a.name) !== foldLabel(b.name)) return false;
  return a.parent === null || b.parent === null || foldLabel(a.parent) === foldLabel(b.parent);
}

/** Rows of the group in another table, if that table has as many of them as the group's own; else none. */
function completeMembers(report: Report, { group, tableId }: { group: Group; tableId: string }): readonly Indicator[] {
  const isMember = (row: Indicator) => {
    const name = group.level === 1 ? row.level1 : row.level2;
    if (row.parent !== null || name === null || foldLabel(name) !== foldLabel(group.name)) return false;
    return (
      group.level === 1 ||
      group.parent === null ||
      row.level1 === null ||
      foldLabel(row.level1) === foldLabel(group.parent)
    );
  };
  const own = rowsOfTable(report, group.tableId).filter(isMember);
  const others = rowsOfTable(report, tableId).filter(isMember);
  return own.length === others.length ? others : [];
}

function judgeSum(
  context: CheckContext,
  recorded: NamedFigure,
  members: readonly NamedFigure[],
): (lookup: Lookup) => Verdict {
  return (lookup) => {
    const own = lookup(recorded);
    const values = members.map(lookup);
    if (!hasValue(own) || !values.every(hasValue)) return UNREAD;
    const sum = values.reduce((total, { value }) => total.plus(value), new Decimal(0));
    const recomputed = sum.toFixed();
    const formula = values.length > 1 ? `${values.map(({ value }) => value).join(' + ')} = ${recomputed}` : null;
    if (sum.eq(own.value)) return { outcome: 'pass', recomputed, formula, rounding: null };
    const [first, others] = [cite(context, recorded), citeAll(context, members)];
    const sumZh = formula === null ? '' : `，${formula}`;
    const sumEn = formula === null ? '' : `: ${formula}`;
    return {
      outcome: 'fail',
      recomputed,
      expected: sum,
      difference: new Decimal(own.value).minus(sum).toFixed(),
      formula,
      rounding: null,
      message: {
        zh: `${first.zh}与另一表中${others.zh}不符${sumZh}。`,
        en: `${first.en} does not agree with ${others.en} in another table${sumEn}.`,
      },
    };
  };
}
