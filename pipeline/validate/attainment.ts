import { Decimal } from 'decimal.js';
import type { Quantity } from '../model/quantity/quantity.ts';
import { hasValue } from './figures.ts';
import { foldName } from './identity.ts';
import { conversion } from './terms.ts';

/** How an actual value stands to its target. */
export interface Attainment {
  readonly state: 'met' | 'missed' | 'unknown';
  /** Degree of fulfilment for a missed target: actual ÷ target, or target ÷ actual where less is better; else null. */
  readonly ratio: Decimal | null;
  /** 8676 ÷ 8755, for formulas; null where there is no ratio. */
  readonly left: string | null;
  /** Less is better. */
  readonly isInverse: boolean;
  /** The actual is printed as a bound itself (≥85%), copied from the target's form: what was reached is not said. */
  readonly isBound: boolean;
}

const UNKNOWN: Attainment = { state: 'unknown', ratio: null, left: null, isInverse: false, isBound: false };
const MET: Attainment = { state: 'met', ratio: null, left: null, isInverse: false, isBound: false };

/** Names of things of which less is better, or of which nobody can say without an operator. */
const LESS_IS_BETTER =
  /成本|费用|支出|单价|标准|价格|投资|投诉|差错|事故|死亡|发病|逾期|超期|误差|缺陷|违规|重复|虚报|降低|减少|下降|控制/u;
const DIRECTION_UNKNOWN = /时间|时长|时限|天数|期限|周期|月数|比例结构/u;
/** A target that compares with another year or in words is not in proportion. */
const RELATIVE = /上年|去年|同期|上期|基期|往年|以前/u;

/** Whether a figure meets its target: by the printed operator, else by what the name says about the direction. */
export function toAttainment(target: Quantity, actual: Quantity, name: string): Attainment {
  if (RELATIVE.test(target.raw) || RELATIVE.test(actual.raw)) return UNKNOWN;
  if (!hasValue(target) || !hasValue(actual)) {
    const isSame = target.raw.trim() !== '' && foldName(target.raw) === foldName(actual.raw);
    return isSame && target.kind !== 'missing' ? MET : UNKNOWN;
  }
  const value = toTargetUnit(actual, target);
  if (value === null || actual.upper !== null || actual.comparator === '~') return UNKNOWN;
  if (target.upper !== null) return inRange(value, target);
  const aim = new Decimal(target.value);
  if (value.eq(aim) && target.comparator !== '>' && target.comparator !== '<') return MET;
  const direction = directionOf(target, name);
  if (direction === null || (direction === 'exact' && value.gt(aim))) return UNKNOWN;
  const isMet = direction === 'less' ? value.lte(aim) : value.gte(aim);
  if (isMet) return MET;
  const isBound = actual.comparator !== null && actual.comparator !== '=';
  return { ...missed({ value, aim, direction }), isBound };
}

interface Miss {
  readonly value: Decimal;
  readonly aim: Decimal;
  readonly direction: 'more' | 'less' | 'exact';
}

function missed({ value, aim, direction }: Miss): Omit<Attainment, 'isBound'> {
  const isInverse = direction === 'less';
  const [above, below] = isInverse ? [aim, value] : [value, aim];
  if (!below.gt(0) || above.isNegative()) return { state: 'missed', ratio: null, left: null, isInverse };
  return { state: 'missed', ratio: above.div(below), left: `${above.toFixed()} ÷ ${below.toFixed()}`, isInverse };
}

/** A bare 100 under a target of 100% is 100%; other units have to measure the same thing. */
function toTargetUnit(actual: Quantity & { readonly value: string }, target: Quantity): Decimal | null {
  if (actual.kind === 'date' || target.kind === 'date') return null;
  const factor = conversion(actual.unit, target.unit);
  return factor === null ? null : new Decimal(actual.value).times(factor);
}

function inRange(value: Decimal, target: Quantity & { readonly value: string }): Attainment {
  const isIn = value.gte(target.value) && value.lte(target.upper ?? target.value);
  return isIn ? MET : UNKNOWN;
}

function directionOf({ comparator }: Quantity, name: string): 'more' | 'less' | 'exact' | null {
  if (comparator === '>=' || comparator === '>') return 'more';
  if (comparator === '<=' || comparator === '<') return 'less';
  if (comparator === '~' || DIRECTION_UNKNOWN.test(name) || LESS_IS_BETTER.test(name)) return null;
  return comparator === '=' ? 'exact' : 'more';
}
