import { Decimal } from 'decimal.js';
import type { Message } from '../model/source.ts';
import type { NamedFigure } from './check.ts';
import { type Citing, toLocator } from './locator.ts';

/** A figure with what it is called and where it stands: 年度资金总额执行率 81.62%（表4-1 · 第5行）. */
export function cite(context: Citing, figure: NamedFigure): Message {
  const { label, quantity } = figure;
  const place = toLocator(context, quantity.sources[0]);
  const raw = quantity.raw.trim() === '' ? '（空）' : quantity.raw.trim();
  if (place === '') return { zh: `${label.zh} ${raw}`, en: `${label.en} ${raw}` };
  return { zh: `${label.zh} ${raw}（${place}）`, en: `${label.en} ${raw} (${place})` };
}

/** Several figures, each with its place. */
export function citeAll(context: Citing, figures: readonly NamedFigure[]): Message {
  const cited = figures.map((figure) => cite(context, figure));
  return { zh: cited.map(({ zh }) => zh).join('、'), en: cited.map(({ en }) => en).join(', ') };
}

/** A decimal as a person would write it: at most `decimals` digits after the point, rounded to nearest. */
export function print(value: Decimal, decimals: number): string {
  return value.toDecimalPlaces(decimals, Decimal.ROUND_HALF_UP).toFixed(decimals);
}

/** The shortest writing of a decimal with at most `most` digits after the point: 19.95, 20. */
export function printShort(value: Decimal, most: number): string {
  return value.toDecimalPlaces(most, Decimal.ROUND_HALF_UP).toFixed();
}

/** Appends to a message in both languages. */
export function join(...parts: readonly Message[]): Message {
  return { zh: parts.map(({ zh }) => zh).join(''), en: parts.map(({ en }) => en).join(' ') };
}

/** How the verdict on a rounded figure ends: cut off, or wrong whatever way one rounds. */
export function roundingRemark(isTruncation: boolean): Message {
  return isTruncation
    ? { zh: '属截断取值，未四舍五入。', en: 'It was cut off, not rounded.' }
    : { zh: '无论四舍五入还是截断都不相符。', en: 'It agrees neither rounded nor cut off.' };
}

/** More operands than this are not named one by one in a message; the formula lists their values. */
const MOST_CITED = 6;

/** Several figures in a message: each with its place, or their number and the places of the first and the last. */
export function citeMany(context: Citing, figures: readonly NamedFigure[], what: Message): Message {
  if (figures.length <= MOST_CITED) return citeAll(context, figures);
  const [first, last] = [figures[0], figures.at(-1)].map((figure) => toLocator(context, figure?.quantity.sources[0]));
  return {
    zh: `${figures.length}项${what.zh}（${first} 至 ${last}）`,
    en: `${figures.length} ${what.en} (${first} to ${last})`,
  };
}
