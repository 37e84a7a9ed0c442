import type { Indicator } from '../../model/report.ts';
import { type CheckContext, defineCheck, type NamedFigure, type Subject, type Verdict } from '../check.ts';
import { example } from '../example.ts';
import { hasValue, indicatorFigure } from '../figures.ts';
import { isPlaceholder } from '../linking.ts';
import { failWith, PASS } from '../prose.ts';
import { citeAll } from '../wording.ts';

const NOT_APPLICABLE = /缺省|不适用|不涉及|无此项|未涉及|不考核/u;
/** Rows named in a message; the rest are counted. */
const MOST_NAMED = 6;

export const actualIsAFigure = defineCheck({
  id: 'C102',
  name: 'actual-is-a-figure',
  title: { zh: '完成值是实际数字', en: 'The actual is a figure' },
  why: {
    zh: '完成值照抄目标的“≥”，或以“完成”代替数字，说明没有统计实际结果。',
    en: 'An actual that repeats the ≥ of its target, or says 完成 for a number, was not measured.',
  },
  basis: { zh: '定量指标应填写实际完成的数值', en: 'a quantitative indicator needs the value reached' },
  severity: 'note',
  applies: {
    zh: '指标值为数字的指标，每张表一条。完成值带“≥”“≤”等符号，或只有文字的，予以提示；缺省、不适用的除外；未填的由其他检查判断。',
    en: 'Indicators with a figure as target whose actual carries an operator or is words; one finding a table. 缺省 and 不适用 are left out; blanks are judged elsewhere.',
  },
  subjects: toSubjects,
  examples: [
    {
      name: { zh: '完成值为数字', en: 'a figure' },
      kind: 'valid',
      context: () => example({ indicators: [{ level3: '筹资人数', target: '≥28490人', actual: '28510人' }] }),
      findings: [],
    },
    {
      name: { zh: '完成值带“≥”', en: 'actuals with ≥' },
      kind: 'invalid',
      context: () =>
        example({
          indicators: [
            { level3: '培训期数', target: '3期', actual: '3期' },
            { level3: '筹资人数', target: '≥28490人', actual: '≥28490人' },
            { level3: '政策知晓率', target: '≥80%', actual: '≥95.38%' },
          ],
        }),
      findings: [
        { severity: 'note', outcome: 'fail', recorded: '≥28490人', cites: ['≥28490人', '筹资人数', '≥95.38%', '2项'] },
      ],
    },
    {
      name: { zh: '以“已完成”代替数字', en: 'words for a number' },
      kind: 'invalid',
      context: () => example({ indicators: [{ level3: '培训期数', target: '3期', actual: '已完成' }] }),
      findings: [{ severity: 'note', outcome: 'fail', recorded: '已完成' }],
    },
    {
      name: { zh: '缺省指标', en: 'an indicator that does not apply' },
      kind: 'guard',
      context: () => example({ indicators: [{ level3: '系统验收合格率', target: '≥90%', actual: '缺省' }] }),
      findings: [],
    },
    {
      name: { zh: '定性指标', en: 'a qualitative indicator' },
      kind: 'guard',
      context: () => example({ indicators: [{ level3: '社会影响', target: '显著提升', actual: '显著提升' }] }),
      findings: [],
    },
    {
      name: { zh: '完成值无法辨认', en: 'an illegible actual' },
      kind: 'open',
      context: () => example({ indicators: [{ level3: '培训期数', target: '3期', actual: '□□期' }] }),
      findings: [],
    },
  ],
});

/** One subject a table: each row's actual is an operand, the first that is no figure is the recorded one. */
function toSubjects(context: CheckContext): readonly Subject[] {
  const rows = context.report.indicators.filter(isJudged);
  const tableIds = [...new Set(rows.map(({ tableId }) => tableId))];
  return tableIds.flatMap((tableId): Subject[] => {
    const actuals = rows
      .filter((row) => row.tableId === tableId)
      .flatMap((row) => indicatorFigure(row, 'actual') ?? []);
    const wrong = actuals.filter(({ quantity }) => quantity.kind === 'text' || isBound(quantity.comparator));
    const [recorded] = wrong.length > 0 ? wrong : actuals;
    if (recorded === undefined) return [];
    const operands = wrong.slice(1);
    return [{ subject: '完成值', recorded, operands, evaluate: () => judge(context, actuals, wrong) }];
  });
}

function isJudged(indicator: Indicator): boolean {
  const { target, actual } = indicator;
  if (target === null || actual === null || isPlaceholder(indicator) || !hasValue(target)) return false;
  if (actual.kind === 'missing' || actual.kind === 'date' || NOT_APPLICABLE.test(actual.raw)) return false;
  // 61元/人; 140元/人 is several figures in one cell, not words in place of one.
  return !(actual.kind === 'text' && /\d/u.test(actual.raw.normalize('NFKC')));
}

function isBound(comparator: string | null): boolean {
  return comparator === '>=' || comparator === '<=' || comparator === '>' || comparator === '<';
}

function judge(context: CheckContext, actuals: readonly NamedFigure[], wrong: readonly NamedFigure[]): Verdict {
  if (wrong.length === 0) return actuals.some(({ quantity }) => quantity.kind === 'unread') ? UNREAD : PASS;
  const named = citeAll(context, wrong.slice(0, MOST_NAMED));
  const etc = wrong.length > MOST_NAMED;
  return failWith({
    zh: `${wrong.length}项完成值不是实际数字（带有比较符号或以文字代替）：${named.zh}${etc ? '等' : ''}。`,
    en: `${wrong.length} actuals are no figures (an operator, or words): ${named.en}${etc ? ' and others' : ''}.`,
  });
}

const UNREAD: Verdict = {
  outcome: 'open',
  reason: { zh: '有完成值未能读出。', en: 'An actual was not read.' },
};
