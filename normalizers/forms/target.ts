import type { Cell } from '../../pipeline/model/document.ts';
import { parseQuantity } from '../../pipeline/model/quantity/parse-quantity.ts';
import type { Quantity } from '../../pipeline/model/quantity/quantity.ts';
import { meaningOf } from '../../pipeline/model/quantity/units.ts';
import { folded, isEmpty } from '../printed.ts';

/** Signs and words that compare; 定性, 正向 and the like stand in the same column and say nothing about the value. */
const OPERATOR =
  /^(?:[≥≤≧≦><=═＝﹥﹤]+|(?:不低于|不少于|不小于|不高于|不超过|不大于|大于|小于|等于|大于等于|小于等于|大于或等于|小于或等于|约))$/u;

/** The target of a row whose operator, value and unit may stand in columns of their own: raw is ≧735人次, the sources are those of all cells. */
export function readTarget(
  { operator, value, unit }: { operator: Cell | undefined; value: Cell; unit: Cell | undefined },
  assumedUnit: string | null,
): Quantity {
  const text = value.text.trim();
  const sign = operator ? operator.text.replace(/\s+/gu, '') : '';
  const measure = unit && !isEmpty(unit.text) ? unit.text.replace(/\s+/gu, '') : '';
  const joinsSign = OPERATOR.test(sign) && !isEmpty(text) && !/^[≥≤≧≦><=═]/u.test(text);
  const joinsUnit = measure !== '' && /\d\s*$/u.test(text) && !folded(text).endsWith(folded(measure));
  const raw = `${joinsSign ? sign : ''}${text}${joinsUnit ? measure : ''}`;
  const parts = [
    ...(joinsSign ? (operator?.sources ?? []) : []),
    ...value.sources,
    ...(joinsUnit ? (unit?.sources ?? []) : []),
  ];
  return parseQuantity(raw, { sources: parts, unit: assumedUnit });
}

/** The unit that the name of an indicator prints in brackets, 综合参保率(%), 参保人数(人); null where it prints no known one. */
export function unitInName(name: string): string | null {
  const inner = /[(（]([^()（）]{1,8})[)）]\s*$/u.exec(name)?.[1]?.trim();
  if (inner === undefined) return null;
  const { dimension } = meaningOf(inner);
  return dimension === 'none' || dimension.includes('unit:') ? null : inner;
}
