import { Decimal } from 'decimal.js';
import type { FigureColumns } from '../../model/dataset-rows.ts';
import type { Cell } from './book.ts';

/** Digits a number of a spreadsheet holds; longer ones stay text. */
const MOST_DIGITS = 15;

/** Digits after the point shown at most. */
const MOST_DECIMALS = 10;

/** 81.62%, 1,234.50 and -3 alone; anything more is text. */
const PLAIN_NUMBER = /^[-+−]?(?:\d{1,3}(?:,\d{3})+|\d+)(?:\.\d+)?[%％]?$/;

/** A decimal as a number cell with the digits it is printed with, or `least`; per cent as a share of one with its format. */
export function toNumberCell(
  decimal: string | Decimal,
  { isPercent = false, isAmount = false, least = 0 }: { isPercent?: boolean; isAmount?: boolean; least?: number } = {},
): Cell {
  const value = new Decimal(decimal);
  if (value.precision() > MOST_DIGITS) return value.toFixed();
  const printed = typeof decimal === 'string' ? (decimal.split('.')[1]?.length ?? 0) : value.decimalPlaces();
  const decimals = Math.min(Math.max(printed, isAmount ? 2 : least), MOST_DECIMALS);
  return {
    value: Number((isPercent ? value.div(100) : value).toString()),
    format: toNumberFormat(decimals, { isPercent, isAmount }),
  };
}

/** 0.00%, #,##0.00, 0.00. */
export function toNumberFormat(
  decimals: number,
  { isPercent = false, isAmount = false }: { isPercent?: boolean; isAmount?: boolean } = {},
): string {
  const whole = isAmount ? '#,##0' : '0';
  return `${whole}${decimals === 0 ? '' : `.${'0'.repeat(decimals)}`}${isPercent ? '%' : ''}`;
}

/** A printed figure as a number cell where it is nothing but a number, else as its text. */
export function toPrintedCell(raw: string | null): Cell {
  const text = raw?.trim() ?? '';
  if (!PLAIN_NUMBER.test(text)) return raw;
  const bare = text.replace(/[,%％+]/g, '').replace('−', '-');
  return toNumberCell(bare, { isPercent: /[%％]$/.test(text), isAmount: text.includes(',') });
}

type Figure<Name extends string> = Readonly<FigureColumns<Name>>;

/** The number a figure states; null where it states none, or a range, a bound or about a number. */
export function toValueCell<Name extends string>(row: Figure<Name>, name: Name): Cell {
  const columns: Readonly<Record<string, string | null>> = row;
  const [value, upper, unit] = [columns[`${name}Value`], columns[`${name}Upper`], columns[`${name}Unit`]];
  const kind = columns[`${name}Kind`];
  if (value == null || upper != null || !/^-?\d+(?:\.\d+)?$/.test(value)) return null;
  return toNumberCell(value, { isPercent: unit === '%' || unit === '％', isAmount: kind === 'amount' });
}

/** A figure as a number where it is one, else as it is printed; `unread` is added where the text was not legible. */
export function toFigureCell<Name extends string>(row: Figure<Name>, name: Name, unread: string): Cell {
  const columns: Readonly<Record<string, string | null>> = row;
  const [raw, kind, comparator] = [columns[`${name}Raw`], columns[`${name}Kind`], columns[`${name}Comparator`]];
  if (raw == null) return null;
  if (kind === 'unread') return `${raw}${unread}`;
  const number = comparator == null || comparator === '=' ? toValueCell(row, name) : null;
  return number ?? raw;
}
