import { meaningOf } from '../../model/quantity/units.ts';
import type { Indicator } from '../../model/report.ts';
import { type CheckContext, defineCheck, type NamedFigure, type Subject, type Verdict } from '../check.ts';
import { example } from '../example.ts';
import { hasValue, indicatorFigure, indicatorName, indicatorPath } from '../figures.ts';
import { failWith, PASS } from '../prose.ts';
import { cite } from '../wording.ts';

/** Counting words that writers exchange freely; a difference among them is no more than wording. */
const LOOSE = /^(?:count:.*|people|person-times|people\/time)$/u;

export const unitAgrees = defineCheck({
  id: 'P104',
  name: 'unit-agrees',
  title: { zh: '目标与完成值单位一致', en: 'Target and actual have one unit' },
  why: {
    zh: '目标是百分比而完成值是个数，无法判断是否完成。',
    en: 'A target in per cent and an actual in pieces cannot be compared.',
  },
  basis: { zh: '指标值和实际完成值应当用同一单位', en: 'target and actual are given in one unit' },
  severity: 'warning',
  applies: {
    zh: '指标值和完成值都写明单位的指标。人与人次、个与件等计数单位不同的只作提示；一处没有单位的不判断。',
    en: 'Indicators whose target and actual both print a unit. 人 and 人次, 个 and 件 give a note; where one prints none nothing is judged.',
  },
  subjects: (context) => context.report.indicators.flatMap((indicator) => toSubject(context, indicator)),
  examples: [
    {
      name: { zh: '单位一致', en: 'one unit' },
      kind: 'valid',
      context: () => example({ indicators: [{ level3: '补助金额', target: '≥1.5万元', actual: '15200元' }] }),
      findings: [],
    },
    {
      name: { zh: '目标百分比，完成值件数', en: 'per cent and pieces' },
      kind: 'invalid',
      context: () => example({ indicators: [{ level3: '案件办结情况', target: '≥95%', actual: '12件' }] }),
      findings: [
        { severity: 'warning', outcome: 'fail', recorded: '12件', recomputed: '≥95%', cites: ['12件', '≥95%'] },
      ],
    },
    {
      name: { zh: '人与人次', en: 'people and visits' },
      kind: 'invalid',
      context: () => example({ indicators: [{ level3: '救助规模', target: '≥20000人次', actual: '23194人' }] }),
      findings: [{ severity: 'note', outcome: 'fail', recorded: '23194人', recomputed: '≥20000人次' }],
    },
    {
      name: { zh: '一处没有单位', en: 'one prints no unit' },
      kind: 'guard',
      context: () => example({ indicators: [{ level3: '参保人数', target: '13000人', actual: '11789' }] }),
      findings: [],
    },
    {
      name: { zh: '百分比与百分点', en: 'per cent and percentage points' },
      kind: 'guard',
      context: () => example({ indicators: [{ level3: '报销比例提高', target: '≥5%', actual: '6个百分点' }] }),
      findings: [],
    },
  ],
});

function toSubject(context: CheckContext, indicator: Indicator): readonly Subject[] {
  const target = indicatorFigure(indicator, 'target');
  const recorded = indicatorFigure(indicator, 'actual');
  if (target === null || recorded === null || !hasValue(target.quantity) || !hasValue(recorded.quantity)) return [];
  if (target.quantity.unit === null || recorded.quantity.unit === null) return [];
  const subject = `${indicatorPath(indicator)}/单位`;
  const verdict = judge(context, { recorded, target, name: indicatorName(indicator) });
  return [{ subject, recorded, operands: [target], evaluate: () => verdict }];
}

function judge(
  context: CheckContext,
  { recorded, target, name }: { recorded: NamedFigure; target: NamedFigure; name: string },
): Verdict {
  const [own, aim] = [recorded, target].map(({ quantity }) => meaningOf(quantity.unit).dimension);
  if (own === undefined || aim === undefined || own === aim || isNear(own, aim)) return PASS;
  const [figure, other] = [cite(context, recorded), cite(context, target)];
  const isLoose = LOOSE.test(own) && LOOSE.test(aim);
  // The name may print its own unit: 培训人数（人）.
  const message = {
    zh: `${figure.zh}与${other.zh}单位不同（${name}）。`,
    en: `${figure.en} and ${other.en} have different units (${name}).`,
  };
  return failWith(message, {
    recomputed: target.quantity.raw.trim(),
    ...(isLoose ? { severity: 'note' as const } : {}),
  });
}

/** Units that mean one thing in practice: % and 个百分点, 天 and 工作日, 年 and 天, 亩 and 平方米, or an unknown word. */
function isNear(a: string, b: string): boolean {
  const families = [/^ratio$|^percentage-points$|^multiple$/, /^duration$|^workdays$|^months$/, /^area/, /^money/];
  if (a.startsWith('unit:') || b.startsWith('unit:')) return true;
  return families.some((family) => family.test(a) && family.test(b));
}
