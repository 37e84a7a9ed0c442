import type { Indicator } from '../../model/report.ts';
import { type CheckContext, defineCheck, type NamedFigure, type Subject, type Verdict } from '../check.ts';
import { example } from '../example.ts';
import { hasValue, indicatorFigure, indicatorPath } from '../figures.ts';
import { isPlaceholder } from '../linking.ts';
import { cite } from '../wording.ts';

const NOT_APPLICABLE = /缺省|不适用|不涉及|无此项|未涉及|不考核/u;

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
    zh: '指标值为数字的指标。完成值带“≥”“≤”等符号，或只有文字的，予以提示；缺省、不适用的除外；未填的由其他检查判断。',
    en: 'Indicators with a figure as target whose actual carries an operator or is words. 缺省 and 不适用 are left out; blanks are judged elsewhere.',
  },
  subjects: (context) => context.report.indicators.flatMap((indicator) => toSubject(context, indicator)),
  examples: [
    {
      name: { zh: '完成值为数字', en: 'a figure' },
      kind: 'valid',
      context: () => example({ indicators: [{ level3: '筹资人数', target: '≥284970人', actual: '285103人' }] }),
      findings: [],
    },
    {
      name: { zh: '完成值带“≥”', en: 'an actual with ≥' },
      kind: 'invalid',
      context: () => example({ indicators: [{ level3: '筹资人数', target: '≥28490人', actual: '≥28490人' }] }),
      findings: [{ severity: 'note', outcome: 'fail', recorded: '≥28490人', cites: ['≥28490人', '筹资人数'] }],
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

function toSubject(context: CheckContext, indicator: Indicator): readonly Subject[] {
  const target = indicatorFigure(indicator, 'target');
  const recorded = indicatorFigure(indicator, 'actual');
  if (target === null || recorded === null || isPlaceholder(indicator)) return [];
  if (!hasValue(target.quantity) || recorded.quantity.kind === 'missing' || recorded.quantity.kind === 'date')
    return [];
  if (NOT_APPLICABLE.test(recorded.quantity.raw)) return [];
  // 61元/人; 140元/人 is several figures in one cell, not words in place of one.
  if (recorded.quantity.kind === 'text' && /\d/u.test(recorded.quantity.raw.normalize('NFKC'))) return [];
  const subject = `${indicatorPath(indicator)}/实际完成值`;
  return [{ subject, recorded, operands: [target], evaluate: () => judge(context, recorded, target) }];
}

function judge(context: CheckContext, recorded: NamedFigure, target: NamedFigure): Verdict {
  const { kind, comparator } = recorded.quantity;
  if (kind === 'unread') return UNREAD;
  const isBound = comparator === '>=' || comparator === '<=' || comparator === '>' || comparator === '<';
  if (kind !== 'text' && !isBound) return { outcome: 'pass', recomputed: null, formula: null, rounding: null };
  const [figure, aim] = [cite(context, recorded), cite(context, target)];
  const zh = kind === 'text' ? '以文字代替数字' : '带有比较符号，不是实际数字';
  const en = kind === 'text' ? 'gives words for a figure' : 'carries an operator and is not the value reached';
  return {
    outcome: 'fail',
    recomputed: null,
    expected: null,
    difference: null,
    formula: null,
    rounding: null,
    message: { zh: `${figure.zh}${zh}；${aim.zh}。`, en: `${figure.en} ${en}; ${aim.en}.` },
  };
}

const UNREAD: Verdict = {
  outcome: 'open',
  reason: { zh: '完成值未能读出。', en: 'The actual was not read.' },
};
