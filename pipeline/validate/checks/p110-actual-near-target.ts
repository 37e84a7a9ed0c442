import { Decimal } from 'decimal.js';
import type { Indicator } from '../../model/report.ts';
import { type CheckContext, defineCheck, type NamedFigure, type Subject, type Verdict } from '../check.ts';
import { example } from '../example.ts';
import { hasValue, indicatorFigure, indicatorName, indicatorPath } from '../figures.ts';
import { isPlaceholder } from '../linking.ts';
import { failWith, isBlankReason, PASS } from '../prose.ts';
import { significantDigits, slipBetween } from '../slips.ts';
import { toTerm } from '../terms.ts';
import { cite } from '../wording.ts';

/** Tenfold, a thousandfold and so on: a moved point, % for ‰, 元 for 万元. A hundredfold is none of these. */
const SCALES = ['10', '1000', '10000', '100000000'].map((scale) => new Decimal(scale));
/** What was done lies this near its target but for the slip; the fixtures and the forms at hand have no such pair by itself. */
const NEAR = { low: new Decimal('0.8'), high: new Decimal('1.25') };
/** 2次 and 20次 happen; 160元 and 16.0元 hardly. */
const LEAST_PRINTED_DIGITS = 2;
/** As of X110: figures of so many digits are hardly alike by chance. */
const LEAST_ALIKE_DIGITS = 5;
/** Of these a small part of the limit is what one hopes for; growth may be many times what was aimed at (115.25% for 10%). */
const MAY_BE_SMALL =
  /时间|时限|时长|天数|期限|周期|响应|次数|起数|投诉|事故|发病|死亡|逾期|差错|流失|增长|增幅|增加|提高|提升|下降|降低|减少/u;

export const actualNearTarget = defineCheck({
  id: 'P110',
  name: 'actual-near-target',
  title: { zh: '指标值与完成值数量级相称', en: 'Target and actual are of one scale' },
  why: {
    zh: '小数点错位、“%”写成“‰”、“元”写成“万元”，指标值与完成值恰好相差十倍、千倍或万倍。',
    en: 'A moved point, ‰ for % or 万元 for 元 puts target and actual just ten, a thousand or ten thousand times apart.',
  },
  basis: {
    zh: '指标值与完成值说的是同一件事',
    en: 'target and actual are figures of one thing',
  },
  severity: 'warning',
  applies: {
    zh: '指标值与完成值恰好相差约十倍、千倍、万倍而没有说明原因的；以及两个五位以上的数字只差一处笔误的。只作待复核。得分已按未完成扣减的、由C107判断的超额完成、越小越好的次数和时间、增减幅度不判。',
    en: 'Targets and actuals about ten, a thousand or ten thousand times apart without a reason, and figures of five and more digits that differ by one slip. Always a review. Not where the score says that the target was missed, where C107 judges an overshoot, or for times, changes and counts of which few are hoped for.',
  },
  subjects: (context) => context.report.indicators.flatMap((indicator) => toSubject(context, indicator)),
  examples: [
    {
      name: { zh: '数量级相同', en: 'one scale' },
      kind: 'valid',
      context: () => reached('≥90%', '95%'),
      findings: [],
    },
    {
      name: { zh: '目标的小数点错位', en: 'the point of the target has moved' },
      kind: 'review',
      context: () => reached('≥9.0%', '95%'),
      findings: [
        { severity: 'warning', outcome: 'review', recorded: '95%', recomputed: '≥9.0%', cites: ['95%', '9.0%'] },
      ],
    },
    {
      name: { zh: '单位写成千分号', en: '‰ for %' },
      kind: 'review',
      context: () => reached('100‰', '100%'),
      findings: [{ severity: 'warning', outcome: 'review', recorded: '100%', recomputed: '100‰' }],
    },
    {
      name: { zh: '标准写成万元', en: 'a standard in 万元' },
      kind: 'review',
      context: () => reached('122元/人', '122万元/人'),
      findings: [{ severity: 'warning', outcome: 'review', recorded: '122万元/人' }],
    },
    {
      name: { zh: '六位数字有一处颠倒', en: 'two of six digits swapped' },
      kind: 'review',
      context: () => reached('≥284975人', '289475人'),
      findings: [{ severity: 'warning', outcome: 'review', recorded: '289475人', recomputed: '≥284975人' }],
    },
    {
      name: { zh: '已说明原因', en: 'with a reason' },
      kind: 'guard',
      context: () =>
        example({
          indicators: [{ level3: '培训人次', target: '≥50人', actual: '500人', deviation: '上级临时增加任务' }],
        }),
      findings: [],
    },
    {
      name: { zh: '时限越短越好', en: 'the sooner the better' },
      kind: 'guard',
      context: () => reached('≤30天', '3天', '办理时限'),
      findings: [],
    },
    {
      name: { zh: '个位数不判断', en: 'single digits are not judged' },
      kind: 'guard',
      context: () => reached('≥2次', '20次'),
      findings: [],
    },
  ],
});

function reached(target: string, actual: string, level3 = '建设任务') {
  return example({ indicators: [{ level3, target, actual }] });
}

function toSubject(context: CheckContext, indicator: Indicator): readonly Subject[] {
  const [target, recorded] = [indicatorFigure(indicator, 'target'), indicatorFigure(indicator, 'actual')];
  if (isPlaceholder(indicator) || target === null || recorded === null) return [];
  if (!hasValue(target.quantity) || !hasValue(recorded.quantity)) return [];
  if (target.quantity.upper !== null || recorded.quantity.upper !== null) return [];
  const aim = toTerm(target.quantity);
  const own = toTerm(recorded.quantity, target.quantity.unit);
  if (aim === null || own === null || !aim.value.gt(0) || !own.value.gt(0)) return [];
  const verdict = judge(context, { indicator, target, recorded, factor: own.value.div(aim.value) });
  return [{ subject: `${indicatorPath(indicator)}/数量级`, recorded, operands: [target], evaluate: () => verdict }];
}

interface Pair {
  readonly indicator: Indicator;
  readonly target: NamedFigure;
  readonly recorded: NamedFigure;
  /** Actual over target. */
  readonly factor: Decimal;
}

function judge(context: CheckContext, pair: Pair): Verdict {
  const { target, recorded } = pair;
  const [own, aim] = [cite(context, recorded), cite(context, target)];
  const recomputed = target.quantity.raw.trim();
  if (isAlike(pair)) {
    const message = {
      zh: `${own.zh}与${aim.zh}只差一处笔误（一位数字、相邻两位颠倒或小数点），请核对。`,
      en: `${own.en} and ${aim.en} differ by one slip (a digit, two swapped digits or the point): please check.`,
    };
    return failWith(message, { review: true, recomputed });
  }
  const scale = SCALES.find((each) => isNear(pair.factor.div(each)) || isNear(pair.factor.times(each)));
  if (scale === undefined || !isJudged(pair)) return PASS;
  const message = {
    zh: `${own.zh}与${aim.zh}相差约${scale.toFixed()}倍，请核对小数点和单位。`,
    en: `${own.en} and ${aim.en} are about ${scale.toFixed()} times apart: please check the point and the unit.`,
  };
  return failWith(message, { review: true, recomputed });
}

function isNear(factor: Decimal): boolean {
  return factor.gte(NEAR.low) && factor.lte(NEAR.high);
}

function isAlike({ target, recorded }: Pair): boolean {
  const values = [target, recorded].map(({ quantity }) => quantity.value ?? '');
  const [aim = '', own = ''] = values;
  if (target.quantity.unit !== recorded.quantity.unit) return false;
  return values.every((value) => significantDigits(value) >= LEAST_ALIKE_DIGITS) && slipBetween(own, aim) !== null;
}

function isJudged({ indicator, target, recorded, factor }: Pair): boolean {
  const digits = [target, recorded].map(({ quantity }) => (quantity.value ?? '').replace(/\D/gu, '').length);
  if (Math.min(...digits) < LEAST_PRINTED_DIGITS || MAY_BE_SMALL.test(indicatorName(indicator))) return false;
  const { deviation, score } = indicator;
  if (deviation !== null && !isBlankReason(deviation.text)) return false;
  const isMoney = target.quantity.kind === 'amount';
  const isLimit = target.quantity.comparator === '<=' || target.quantity.comparator === '<';
  // Missed so far, the row is S102's and S109's where it has a score; an overshoot is C107's where there is room for a reason.
  if (factor.lt(1)) return isLimit ? isMoney : score === null || score.value === null;
  return isLimit ? score === null || score.value === null : isMoney || deviation === null;
}
