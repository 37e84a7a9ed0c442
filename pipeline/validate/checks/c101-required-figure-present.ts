import type { Indicator } from '../../model/report.ts';
import type { Text } from '../../model/source.ts';
import { type CheckContext, defineCheck, type NamedFigure, type Subject, type Verdict } from '../check.ts';
import { example } from '../example.ts';
import { fundFigure, fundName, hasValue, indicatorFigure, indicatorPath } from '../figures.ts';
import { isPlaceholder, isRepeated, rowsOfSameName } from '../linking.ts';
import { failWith, PASS, textAsFigure } from '../prose.ts';
import { cite } from '../wording.ts';

export const requiredFigurePresent = defineCheck({
  id: 'C101',
  name: 'required-figure-present',
  title: { zh: '应填数字已填', en: 'Required figures are present' },
  why: {
    zh: '关键数字空白，后面的执行率、得分都无从核对。',
    en: 'With a key figure blank nothing that follows from it can be checked.',
  },
  basis: { zh: '自评表应当填写完整', en: 'a form is filled in completely' },
  severity: 'warning',
  applies: {
    zh: '资金总额行的预算数、执行数（另一个已填时）；有目标的指标的完成值；有分值的指标的得分（同表其他行有得分时）。项目名称、主管部门、实施单位空白为提示。占位行、整表未填得分的不判断。',
    en: 'Budget and amount executed of the total fund row where the other is given; the actual of an indicator with a target; the score of one with points where other rows of its table have scores. Blank header fields give a note. Placeholders are not judged.',
  },
  subjects: (context) => [...headSubjects(context), ...fundSubjects(context), ...indicatorSubjects(context)],
  examples: [
    {
      name: { zh: '已填', en: 'filled in' },
      kind: 'valid',
      context: () =>
        example({
          funds: [{ label: '年度资金总额', budget: '100', executed: '80', executionRate: '80%' }],
          indicators: [{ level3: '培训人数', target: '≥50人', actual: '60人', points: '10', score: '10' }],
        }),
      findings: [],
    },
    {
      name: { zh: '执行数空白', en: 'the amount executed is blank' },
      kind: 'invalid',
      context: () => example({ funds: [{ label: '年度资金总额', budget: '100', executed: '', executionRate: '80%' }] }),
      findings: [{ severity: 'warning', outcome: 'fail', recorded: '', cites: ['全年执行数', '（空）'] }],
    },
    {
      name: { zh: '完成值为“-”', en: 'a dash for an actual' },
      kind: 'invalid',
      context: () =>
        example({
          indicators: [{ level3: '累计结余可支配月数', target: '6-9个月', actual: '-', points: '5', score: '5' }],
        }),
      findings: [{ severity: 'warning', outcome: 'fail', recorded: '-', cites: ['累计结余可支配月数'] }],
    },
    {
      name: { zh: '主管部门空白', en: 'the department is blank' },
      kind: 'invalid',
      context: () => example({ project: '道路养护', department: '' }),
      findings: [{ severity: 'note', outcome: 'fail', recorded: '', cites: ['主管部门'] }],
    },
    {
      name: { zh: '占位行', en: 'placeholder rows' },
      kind: 'guard',
      context: () =>
        example({
          indicators: [
            { level3: '指标1：培训人数', target: '50人', actual: '60人', points: '10', score: '10' },
            { level3: '指标2：', target: '', actual: '', points: '', score: '' },
            { level3: '……', target: '', actual: '', points: '', score: '' },
          ],
        }),
      findings: [],
    },
    {
      name: { zh: '其中行空白', en: 'blank rows of parts' },
      kind: 'guard',
      context: () =>
        example({
          funds: [
            { label: '年度资金总额', budget: '100', executed: '80', executionRate: '80%' },
            { label: '其中：财政拨款', budget: '', executed: '', executionRate: '', parent: 0 },
          ],
        }),
      findings: [],
    },
    {
      name: { zh: '整表没有得分', en: 'a form without scores' },
      kind: 'guard',
      context: () =>
        example({ indicators: [{ level3: '培训人数', target: '50人', actual: '60人', points: '10', score: '' }] }),
      findings: [],
    },
  ],
});

function headSubjects({ report }: CheckContext): readonly Subject[] {
  const heads: readonly (readonly [string, string, Text | null])[] = [
    ['项目名称', 'project', report.project],
    ['主管部门', 'department', report.department],
    ['实施单位', 'unit', report.unit],
  ];
  return heads.flatMap(([zh, en, text]): Subject[] => {
    if (text === null) return [];
    const recorded = textAsFigure(text, { zh, en });
    const isBlank = text.text.replace(/[\s\-—/]/gu, '') === '';
    const verdict: Verdict = isBlank
      ? failWith({ zh: `${zh}未填写。`, en: `The ${en} is blank.` }, { severity: 'note' })
      : PASS;
    return [{ subject: zh, recorded, operands: [], evaluate: () => verdict }];
  });
}

function fundSubjects(context: CheckContext): readonly Subject[] {
  const total = context.report.funds.find(({ fund }) => fund === 'total');
  if (total === undefined) return [];
  const [budget, executed] = [fundFigure(total, 'budget'), fundFigure(total, 'executed')];
  if (budget === null || executed === null) return [];
  // A row without any amount is a form of another year or a project without money.
  if (!hasValue(budget.quantity) && !hasValue(executed.quantity)) return [];
  return [budget, executed].map((figure) => toSubject(context, `资金/${fundName(total)}`, figure, null));
}

function indicatorSubjects(context: CheckContext): readonly Subject[] {
  const { report } = context;
  const parents = new Set(report.indicators.map(({ parent }) => parent));
  const [withActual, withScore] = (['actual', 'score'] as const).map(
    (field) => new Set(report.indicators.filter((row) => isFilled(row, field)).map(({ tableId }) => tableId)),
  );
  return report.indicators.flatMap((indicator, index): Subject[] => {
    // Rows that 其中 rows stand under carry points and no values, or values and no points.
    const isPart = indicator.parent !== null || parents.has(index);
    if (isPlaceholder(indicator) || isPart || isRepeated(report, indicator)) return [];
    const actual = indicatorFigure(indicator, 'actual');
    const score = indicatorFigure(indicator, 'score');
    const { target, points } = indicator;
    const isAimed = target !== null && target.kind !== 'missing' && target.kind !== 'unread';
    const needsActual = isAimed && withActual?.has(indicator.tableId);
    const needsScore = hasValue(points) && withScore?.has(indicator.tableId);
    const path = indicatorPath(indicator);
    // A score for the blank value is judged as such; a row without an actual needs no second finding for its score.
    if (needsActual && actual !== null) {
      const given = rowsOfSameName(report, indicator).find((row) => hasValue(row.score));
      const scored = given === undefined ? null : indicatorFigure(given, 'score');
      const subject = toSubject(context, path, actual, scored);
      if (actual.quantity.kind === 'missing') return [subject];
      return [subject, ...(needsScore && score !== null ? [toSubject(context, path, score, null)] : [])];
    }
    return isAimed && needsScore && score !== null ? [toSubject(context, path, score, null)] : [];
  });
}

function isFilled(row: Indicator, field: 'actual' | 'score'): boolean {
  const quantity = row[field];
  return quantity !== null && (field === 'actual' ? quantity.raw.trim() !== '' : hasValue(quantity));
}

function toSubject(context: CheckContext, path: string, recorded: NamedFigure, follows: NamedFigure | null): Subject {
  const evaluate = () => judge(context, recorded, follows);
  return { subject: `${path}/${recorded.label.zh}`, recorded, operands: [], evaluate };
}

function judge(context: CheckContext, recorded: NamedFigure, follows: NamedFigure | null): Verdict {
  if (recorded.quantity.kind === 'unread') return UNREAD;
  if (recorded.quantity.kind !== 'missing') return PASS;
  const figure = cite(context, recorded);
  const message = { zh: `${figure.zh}未填写。`, en: `${figure.en} is not filled in.` };
  return failWith(message, follows === null ? {} : { follows });
}

const UNREAD: Verdict = {
  outcome: 'open',
  reason: { zh: '该处有文字但未能读出。', en: 'There is text in the place that could not be read.' },
};
