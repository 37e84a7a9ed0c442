import { Decimal } from 'decimal.js';
import { parseQuantity } from '../../pipeline/model/quantity/parse-quantity.ts';
import type { Quantity } from '../../pipeline/model/quantity/quantity.ts';
import { catalogue } from '../../pipeline/validate/catalogue.ts';
import type { CheckContext, NamedFigure, Subject } from '../../pipeline/validate/check.ts';
import { asPrinted } from '../../pipeline/validate/figures.ts';
import { ministry } from '../../pipeline/validate/profiles/ministry.ts';
import type { Audited } from './chain.ts';
import type { Figure, Locate } from './figures.ts';
import type { Mutation } from './kinds.ts';

/**
 * Checks of plausibility, completeness and bands: they hold over wide ranges, so that no figure is settled by them. (The
 * cross-checks and sums settle a figure; so do 得分 ≤ 分值 from above and 完成不扣分 from below together.)
 */
const NO_EQUATIONS = /^(?:C\d|P\d|S112|S114|X104)/u;

/** A figure stands in an equation when results fail both where it is this much more and where it is this much less. */
const SHIFT = '0.1';

/** A subject that was judged, right or wrong, and uses a figure. */
export interface Use {
  readonly checkId: string;
  readonly subject: Subject;
  readonly failed: boolean;
}

/** The judged subjects of a document by the figures they use as recorded figure or operand. */
export function usesByFigure(audited: Audited, locate: Locate): ReadonlyMap<string, readonly Use[]> {
  const uses = new Map<string, Use[]>();
  for (const report of audited.reports) {
    const { reports, document } = audited;
    const context: CheckContext = { report, reports, document, profile: ministry };
    for (const check of catalogue) {
      for (const subject of check.subjects(context)) {
        const { outcome } = subject.evaluate(asPrinted);
        if (outcome !== 'pass' && outcome !== 'fail') continue;
        const use: Use = { checkId: check.id, subject, failed: outcome === 'fail' };
        for (const key of new Set(figuresOf(subject).map(({ quantity }) => locate(quantity)?.key))) {
          if (key !== undefined) uses.set(key, [...(uses.get(key) ?? []), use]);
        }
      }
    }
  }
  return uses;
}

function figuresOf({ recorded, operands }: Subject): readonly NamedFigure[] {
  return recorded === null ? operands : [recorded, ...operands];
}

/**
 * Ids of the checks that fail when the changed figure is put into the subjects found before the change: what the checks can
 * tell at best, whatever the change does to reading and linking. Notes (cut off instead of rounded, 约) do not count.
 */
export function brokenBy(mutation: Mutation, uses: readonly Use[], locate: Locate): readonly string[] {
  return brokenWith(uses, { key: mutation.figure.key, locate, change: (quantity) => withEdit(quantity, mutation) });
}

/** Whether a figure stands in an equation: results settle it from above and from below. */
export function isBound(
  { key, quantity }: Pick<Figure, 'key' | 'quantity'>,
  uses: readonly Use[],
  locate: Locate,
): boolean {
  const settling = uses.filter(({ checkId }) => !NO_EQUATIONS.test(checkId));
  const shift = Decimal.max(new Decimal(quantity.value ?? 0).abs().times(SHIFT), 1);
  return [shift, shift.neg()].every((by) => {
    const change = (other: Quantity): Quantity => shifted(other, by);
    return brokenWith(settling, { key, locate, change }).length > 0;
  });
}

function brokenWith(
  uses: readonly Use[],
  { key, locate, change }: { key: string; locate: Locate; change: (quantity: Quantity) => Quantity },
): readonly string[] {
  const broken = uses.filter(({ subject }) => {
    const verdict = subject.evaluate(({ quantity }) => (locate(quantity)?.key === key ? change(quantity) : quantity));
    return verdict.outcome === 'fail' && verdict.rounding !== 'truncation' && verdict.severity !== 'note';
  });
  return [...new Set(broken.map(({ checkId }) => checkId))];
}

function shifted(quantity: Quantity, by: Decimal): Quantity {
  const value = new Decimal(quantity.value ?? 0).plus(by).toFixed();
  return { ...quantity, value, raw: value };
}

/** The quantity as it would be read after the change. */
function withEdit(quantity: Quantity, { figure, edit }: Mutation): Quantity {
  const at = quantity.raw.indexOf(figure.numeral);
  const start = at + edit.start - figure.start;
  if (at < 0 || start < 0) return quantity;
  const raw = `${quantity.raw.slice(0, start)}${edit.to}${quantity.raw.slice(start + edit.end - edit.start)}`;
  const isUnitPrinted = quantity.unit !== null && quantity.raw.includes(quantity.unit);
  return parseQuantity(raw, { sources: quantity.sources, unit: isUnitPrinted ? null : quantity.unit });
}
