import type { Decimal } from 'decimal.js';
import type { Severity } from '../model/finding.ts';
import type { Message } from '../model/source.ts';
import type { NamedFigure, Verdict } from './check.ts';
import type { Citing } from './locator.ts';
import { findRounding, type Interval } from './rounding.ts';
import { cite, citeAll, join, print, printShort, roundingRemark } from './wording.ts';

/** What a computation over printed figures gives. */
export interface Computed {
  /** With the figures as printed. */
  readonly value: Decimal;
  readonly tight: Interval;
  readonly loose: Interval;
  /** The left side of the formula: 320.88 ÷ 398.00. */
  readonly left: string;
  /** One of the figures is 约, 左右, 余, …. */
  readonly isApproximate: boolean;
}

export interface Comparing {
  readonly context: Citing;
  readonly recorded: NamedFigure;
  /** How the recorded figure may be read, the likeliest first. */
  readonly readings: readonly { readonly value: Decimal; readonly decimals: number }[];
  /** The figures it should follow from, for the message. */
  readonly operands: readonly NamedFigure[];
  readonly computed: Computed;
  /** '%' where both sides are in per cent; else the unit for the message, or ''. */
  readonly suffix: string;
  /** Points and scores: no slack at all. */
  readonly isExact: boolean;
  /** Lower than the check's own severity where a guard says so. */
  readonly severity?: Severity;
  /** The link between the figures is doubtful. */
  readonly review?: boolean;
  readonly implied?: boolean;
  readonly basis?: Message;
  /** Added at the end of the message. */
  readonly remark?: Message;
  /** Says where the operands stand, where naming each would be too long. */
  readonly from?: Message;
}

/** Digits after the point of a recomputed figure, at least: what a person would write. */
const SHOWN_DECIMALS = 2;
/** Digits after the point of a recomputed sum or product, at most. */
const MOST_DECIMALS = 6;

/** Holds a recorded figure against a computation: right, right only when cut off, or wrong. */
export function compare(comparing: Comparing): Verdict {
  const { readings, computed, suffix, isExact } = comparing;
  const decimals = Math.max(SHOWN_DECIMALS, ...readings.map((reading) => reading.decimals));
  const shown =
    suffix === '%' ? print(computed.value, decimals) : printShort(computed.value, isExact ? MOST_DECIMALS : decimals);
  const recomputed = `${shown}${suffix === '%' ? '%' : ''}`;
  // A sum of one figure is no computation.
  const formula = comparing.operands.length === 1 ? null : `${computed.left} = ${recomputed}`;
  const roundings = readings.map(({ value, decimals: printed }) =>
    findRounding({
      recorded: value,
      decimals: printed,
      isExact,
      recomputed: computed.tight,
      loose: computed.loose,
      value: computed.value,
    }),
  );
  if (roundings.includes('nearest')) return { outcome: 'pass', recomputed, formula, rounding: 'nearest' };
  const isTruncation = roundings.includes('truncation');
  const isWhole = !isTruncation && roundings.includes('whole');
  const [reading] = readings;
  return {
    outcome: 'fail',
    ...toSeverity(comparing, isWhole),
    ...(comparing.review === true || isWhole ? { review: true } : {}),
    ...(comparing.implied === undefined ? {} : { implied: comparing.implied }),
    ...(comparing.basis === undefined ? {} : { basis: comparing.basis }),
    recomputed,
    expected: computed.value,
    difference: reading === undefined ? null : reading.value.minus(shown).toFixed(),
    formula,
    rounding: isTruncation ? 'truncation' : 'none',
    message: toMessage(comparing, {
      formula,
      recomputed,
      remark: isWhole ? WHOLE_REMARK : roundingRemark(isTruncation),
    }),
  };
}

const WHOLE_REMARK: Message = {
  zh: '若其中位数较少的金额本身是四舍五入所得则可以相符，请核对。',
  en: 'It may agree if the amounts with fewer digits are themselves rounded; please check.',
};

function toSeverity({ severity, computed }: Comparing, isWhole: boolean): { severity?: Severity } {
  if (computed.isApproximate) return { severity: 'note' };
  if (isWhole) return { severity: severity === 'note' ? 'note' : 'warning' };
  return severity === undefined ? {} : { severity };
}

function toMessage(
  comparing: Comparing,
  { formula, recomputed, remark }: { formula: string | null; recomputed: string; remark: Message },
): Message {
  const { context, recorded, operands } = comparing;
  const figure = cite(context, recorded);
  const from = comparing.from ?? citeAll(context, operands);
  const sentence =
    formula === null
      ? {
          zh: `${figure.zh}；按${from.zh}，应为${recomputed}。`,
          en: `${figure.en}; from ${from.en} it is ${recomputed}.`,
        }
      : { zh: `${figure.zh}；按${from.zh}计算，${formula}。`, en: `${figure.en}; from ${from.en}: ${formula}.` };
  const parts = comparing.isExact ? [sentence] : [sentence, remark];
  return join(...parts, ...(comparing.remark === undefined ? [] : [comparing.remark]));
}
