import { Decimal } from 'decimal.js';
import type { Report, Rule } from '../model/report.ts';
import type { CheckContext, Lookup, NamedFigure, Verdict } from './check.ts';
import { type Comparing, type Computed, compare } from './compare.ts';
import { hasValue } from './figures.ts';
import { toRatio, UNREAD } from './ratio.ts';
import { findRounding, type Interval, multiply, point, toNearest } from './rounding.ts';
import { decimalOf, type ExecutionPart, executionPoints } from './scheme.ts';
import { toRates, toTerm } from './terms.ts';
import { printShort } from './wording.ts';

export interface ExecutionScoring {
  readonly context: CheckContext;
  readonly part: ExecutionPart;
  readonly score: NamedFigure;
  readonly executed: NamedFigure | null;
  readonly budget: NamedFigure | null;
  readonly rate: NamedFigure | null;
}

/** The rule that the report prints for the execution score, such as 得分（20分*执行率）; not the heading 执行率（B/A）. */
export function findExecutionRule(report: Report): Rule | undefined {
  return report.rules.find(({ kind, parameters }) => kind === 'execution' && parameters.divisor === null);
}

/**
 * The execution score against points × rate, from the amounts and from the printed rate: it may follow from either.
 * What follows only from a wrong rate is a consequence of the rate's own finding.
 */
export function judgeExecutionScore(scoring: ExecutionScoring, lookup: Lookup): Verdict {
  const { context, part, score, executed, budget, rate } = scoring;
  const rule = findExecutionRule(context.report);
  const printed = part.points === null ? null : decimalOf({ ...part.points, quantity: lookup(part.points) });
  const said = printed ?? executionPoints(context.report);
  const usual = context.profile.executionPoints;
  const points = said ?? (usual === null ? null : new Decimal(usual));
  const recorded = lookup(score);
  if (!hasValue(recorded) || points === null) return UNREAD;
  const fromAmounts = toAmountRatio(executed, budget, lookup);
  const fromRate = toRateRatio(rate, fromAmounts, lookup);
  const settings = toSettings({ context, rule, isImplied: said === null });
  const judge = (ratio: Computed | null, operands: readonly (NamedFigure | null)[]): Verdict | null =>
    ratio === null
      ? null
      : compare({
          context,
          recorded: score,
          readings: [{ value: new Decimal(recorded.value), decimals: recorded.decimals ?? 0 }],
          operands: operands.filter((figure) => figure !== null),
          computed: toScore(points, ratio),
          suffix: '',
          isExact: false,
          ...settings,
        });
  const byAmounts = judge(fromAmounts, [part.points, executed, budget]);
  const byRate = judge(fromRate?.ratio ?? null, [part.points, rate]);
  const verdicts = [byAmounts, ...(fromRate?.isRight === false ? [] : [byRate])].filter((verdict) => verdict !== null);
  const best = verdicts.find(isPass) ?? verdicts.find(isTruncation) ?? verdicts[0];
  if (best === undefined) return UNREAD;
  const followsWrongRate =
    best.outcome === 'fail' &&
    fromRate?.isRight === false &&
    byRate !== null &&
    (isPass(byRate) || isTruncation(byRate));
  return followsWrongRate && rate !== null ? { ...best, follows: rate } : best;
}

function isPass(verdict: Verdict): boolean {
  return verdict.outcome === 'pass';
}

function isTruncation(verdict: Verdict): boolean {
  return verdict.outcome === 'fail' && verdict.rounding === 'truncation';
}

function toSettings({
  context,
  rule,
  isImplied,
}: {
  context: CheckContext;
  rule: Rule | undefined;
  isImplied: boolean;
}) {
  const settings: Partial<Comparing> =
    rule === undefined
      ? { severity: 'warning', basis: DEFAULT_RULE }
      : { basis: { zh: `报告载明：${rule.quote}`, en: `The report says: ${rule.quote}` } };
  if (!isImplied) return settings;
  const points = context.profile.executionPoints;
  return {
    ...settings,
    implied: true,
    remark: { zh: `表中未印分值，按${points}分推算。`, en: `The form prints no points; ${points} is implied.` },
  };
}

const DEFAULT_RULE = {
  zh: '预算执行得分 = 分值 × 执行率（财政部项目支出绩效自评通行规则，报告未另行载明）',
  en: 'execution score = points × rate (the usual rule of the ministry of finance; the report prints none)',
};

/** executed ÷ budget as a share; null where one of them was not read or the budget is zero. */
function toAmountRatio(executed: NamedFigure | null, budget: NamedFigure | null, lookup: Lookup): Computed | null {
  if (executed === null || budget === null) return null;
  const below = lookup(budget);
  const over = toTerm(lookup(executed), below.unit);
  const under = toTerm(below);
  const ratio = over === null || under === null ? null : toRatio(over, under);
  return ratio === null ? null : scaled(ratio, new Decimal('0.01'));
}

/** The printed rate as a share, read the way that agrees with the amounts, and whether it does. */
function toRateRatio(
  rate: NamedFigure | null,
  fromAmounts: Computed | null,
  lookup: Lookup,
): { readonly ratio: Computed; readonly isRight: boolean } | null {
  const readings = rate === null ? [] : toRates(lookup(rate));
  const roundings = readings.map(({ value, decimals }) =>
    fromAmounts === null
      ? 'nearest'
      : findRounding({
          recorded: value,
          decimals,
          isExact: false,
          recomputed: times(fromAmounts.tight, 100),
          loose: times(fromAmounts.loose, 100),
        }),
  );
  // A bare 1 without amounts is the whole, not one per cent.
  const index =
    fromAmounts === null
      ? readings.length - 1
      : Math.max(
          0,
          roundings.findIndex((rounding) => rounding !== 'none'),
        );
  const reading = readings[index];
  if (reading === undefined) return null;
  // With the amounts known, whoever took the rate took it as printed; without them it stands for what it was rounded from.
  const interval = fromAmounts === null ? toNearest(reading.value, reading.decimals) : point(reading.value);
  const ratio: Computed = {
    value: reading.value.div(100),
    tight: times(interval, '0.01'),
    loose: times(interval, '0.01'),
    left: `${reading.value.toFixed(reading.decimals)}%`,
    isApproximate: false,
  };
  return { ratio, isRight: roundings[index] !== 'none' };
}

/** points × share, never more than the points. */
function toScore(points: Decimal, ratio: Computed): Computed {
  const cap = ({ low, high }: Interval): Interval => ({
    low: Decimal.min(low, points),
    high: Decimal.min(high, points),
  });
  const product = scaled(ratio, points);
  const text = printShort(points, 6);
  if (ratio.value.gt(1))
    return { ...product, value: points, tight: cap(product.tight), loose: cap(product.loose), left: `${text} × 100%` };
  return { ...product, tight: cap(product.tight), loose: cap(product.loose), left: `${text} × ${ratio.left}` };
}

function scaled(computed: Computed, factor: Decimal): Computed {
  return {
    ...computed,
    value: computed.value.times(factor),
    tight: times(computed.tight, factor),
    loose: times(computed.loose, factor),
  };
}

function times(interval: Interval, factor: Decimal.Value): Interval {
  return multiply(interval, point(factor));
}
