import type { Quantity } from '../../pipeline/model/quantity/quantity.ts';
import type { Fact, Metric } from '../../pipeline/model/report.ts';
import type { Mention, Sentence } from './mentions.ts';

/** How a fact follows from others, before facts have ids. */
export interface DraftDerivation {
  readonly kind: NonNullable<Fact['derivation']>['kind'];
  readonly operands: readonly Draft[];
  readonly exhaustive: boolean;
}

/** A fact being read: what later steps find out about how it hangs together with others is filled in. */
export interface Draft {
  readonly sentence: Sentence;
  /** Span of the figure, or of the words that stand for one, in the passage. */
  readonly start: number;
  readonly end: number;
  readonly mention: Mention | null;
  readonly dimension: string;
  readonly quantity: Quantity;
  /** The words before the figure. */
  readonly label: string;
  metric: Metric;
  subject: string;
  period: string | null;
  readonly basis: Fact['basis'];
  partOf: Draft | null;
  derivation: DraftDerivation | null;
  list: string[] | null;
  listOpen: boolean;
}
