import { Decimal } from 'decimal.js';
import type { Quantity } from '../model/quantity/quantity.ts';
import type { Rule } from '../model/report.ts';
import type { CheckContext } from './check.ts';
import { hasValue } from './figures.ts';
import { isSameName } from './indicator-score.ts';
import { conversion } from './terms.ts';

/** What a printed deduction leaves: 10 − 3 × 1 for 87% under 90% at a point per percentage point. */
export interface DeductedScore {
  /** Every way of counting a step begun but not finished: not, in part, or whole. */
  readonly scores: readonly Decimal[];
  /** 10 − 3 × 1, for formulas. */
  readonly left: string;
}

/** The only deduction printed for an indicator; null where there is none, or several. */
export function deductionRule({ report }: CheckContext, name: string): Rule | null {
  const rules = report.rules.filter(
    ({ kind, scope, parameters }) =>
      kind === 'deduction' &&
      parameters.points !== null &&
      parameters.step !== null &&
      scope.name !== null &&
      isSameName(scope.name, name),
  );
  return rules.length === 1 ? (rules[0] ?? null) : null;
}

/** Steps below (or, where the words say so, above) the bound of the rule or of the target; null where they cannot be counted. */
export function scoreByDeduction(
  rule: Rule,
  row: { readonly actual: Quantity; readonly target: Quantity | null; readonly points: Decimal },
): DeductedScore | null {
  const { actual, target, points } = row;
  const { points: taken, step } = rule.parameters;
  if (!hasValue(actual) || actual.upper !== null || actual.comparator === '~' || taken === null || step === null)
    return null;
  const steps = stepsMissed(rule, { actual, target, step });
  if (steps === null) return null;
  const cap = /最多扣(\d+(?:\.\d+)?)分/u.exec(rule.quote)?.[1];
  const most = cap === undefined ? points : Decimal.min(points, cap);
  const after = (count: Decimal) => points.minus(Decimal.min(most, count.times(taken)));
  return {
    scores: [after(steps), after(steps.floor()), after(steps.ceil())],
    left: `${points.toFixed()} − ${steps.toDecimalPlaces(4).toFixed()} × ${taken}`,
  };
}

const SHARES = /^(?:个百分点|百分点|%|％)$/u;
const STEP_UNIT = /每(?:[^\d一]{0,6})(?:一|\d+(?:\.\d+)?)(个百分点|百分点|%|％|‰|[^\d，,扣]{1,3}?)(?=[^\d]{0,15}扣)/u;
const EXCESS = /每(?:增加|超过|超出|超|高于|高出|高|上升)/u;

function stepsMissed(
  rule: Rule,
  { actual, target, step }: { actual: Quantity & { readonly value: string }; target: Quantity | null; step: string },
): Decimal | null {
  const unit = STEP_UNIT.exec(rule.quote)?.[1];
  if (unit === undefined || new Decimal(step).isZero()) return null;
  const value = new Decimal(actual.value);
  const sign = EXCESS.test(rule.quote) ? -1 : 1;
  const missed = (bound: Decimal) => Decimal.max(0, bound.minus(value).times(sign));
  const isShare = SHARES.test(unit);
  if (isShare && actual.unit !== '%') {
    // 完成率每减少1%扣0.2分 of 190 of 200: the share of the target that is missing.
    if (target === null || !hasValue(target) || target.upper !== null || sign < 0) return null;
    const factor = conversion(actual.unit, target.unit);
    const aim = new Decimal(target.value);
    if (factor === null || !aim.gt(0) || actual.unit === null) return null;
    return Decimal.max(0, aim.minus(value.times(factor)).div(aim).times(100)).div(step);
  }
  if (!isShare && actual.unit !== unit) return null;
  const own = rule.parameters.threshold;
  if (own !== null) return missed(new Decimal(own)).div(step);
  if (target === null || !hasValue(target) || target.upper !== null || target.unit !== actual.unit) return null;
  return missed(new Decimal(target.value)).div(step);
}
