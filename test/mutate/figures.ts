import { Decimal } from 'decimal.js';
import type { ParsedDocument } from '../../pipeline/model/document.ts';
import type { Quantity } from '../../pipeline/model/quantity/quantity.ts';
import type { Report } from '../../pipeline/model/report.ts';
import type { Source } from '../../pipeline/model/source.ts';
import type { TextPlace } from './chain.ts';

/** What of the records a figure is: fund.budget, indicator.actual, group.points, total.score, fact.execution-rate. */
export type FigureField = string;

/** One printed numeral and where it stands. */
export interface Figure {
  /** Place and span; the same figure in two records has the same key. */
  readonly key: string;
  readonly place: TextPlace;
  readonly start: number;
  readonly end: number;
  /** The digits as printed: 320.88, 1,038.00. */
  readonly numeral: string;
  /** Text of the whole cell or block. */
  readonly text: string;
  /** First of the records that hold it. */
  readonly quantity: Quantity;
  readonly fields: readonly FigureField[];
}

const NUMERAL = /[0-9０-９][0-9０-９,，]*(?:[.．][0-9０-９]+)?/gu;

/** Finds where the numeral of a quantity is printed; undefined where it is written in Chinese numerals or has no place. */
export type Locate = (quantity: Quantity) => Omit<Figure, 'fields'> | undefined;

/** Looks figures up in the text of a document; answers are kept, since checks share quantities. */
export function createLocate(document: Pick<ParsedDocument, 'blocks' | 'tables'>): Locate {
  const texts = new Map<string, string>();
  for (const { blockId, text } of document.blocks) texts.set(blockId, text);
  for (const { tableId, cells } of document.tables) {
    for (const { row, col, text } of cells) texts.set(`${tableId}/${row}/${col}`, text);
  }
  const known = new WeakMap<Quantity, { readonly found: Omit<Figure, 'fields'> | undefined }>();
  return (quantity) => {
    const earlier = known.get(quantity);
    if (earlier !== undefined) return earlier.found;
    const found = findNumeral(quantity, texts);
    known.set(quantity, { found });
    return found;
  };
}

function findNumeral(quantity: Quantity, texts: ReadonlyMap<string, string>): Omit<Figure, 'fields'> | undefined {
  if (quantity.value === null || quantity.kind === 'date') return undefined;
  for (const source of quantity.sources) {
    const place = toPlace(source);
    const text = place && texts.get(placeName(place));
    if (place === undefined || text === undefined) continue;
    const [from, to] = source.charSpan ?? [0, text.length];
    for (const match of text.slice(from, to).matchAll(NUMERAL)) {
      const numeral = match[0].replace(/[,，]+$/u, '');
      if (!toDecimal(numeral).abs().eq(new Decimal(quantity.value).abs())) continue;
      const start = from + match.index;
      const end = start + numeral.length;
      return { key: `${placeName(place)}:${start}-${end}`, place, start, end, numeral, text, quantity };
    }
  }
  return undefined;
}

function toPlace({ tableId, row, col, blockId }: Source): TextPlace | undefined {
  if (tableId !== undefined && row !== undefined && col !== undefined) return { tableId, row, col };
  return blockId === undefined ? undefined : { blockId };
}

export function placeName(place: TextPlace): string {
  return 'blockId' in place ? place.blockId : `${place.tableId}/${place.row}/${place.col}`;
}

/** The value of printed digits: full-width digits and thousands separators are read. */
export function toDecimal(numeral: string): Decimal {
  return new Decimal(numeral.normalize('NFKC').replaceAll(',', ''));
}

/** Every figure of the records, by place, in reading order; with `inResults` also facts, which stand in results only. */
export function listFigures(reports: readonly Report[], locate: Locate): readonly Figure[] {
  const figures = new Map<string, Figure>();
  const add = (quantity: Quantity | null, field: FigureField): void => {
    const found = quantity === null ? undefined : locate(quantity);
    if (found === undefined) return;
    const earlier = figures.get(found.key);
    figures.set(found.key, { ...(earlier ?? found), fields: [...(earlier?.fields ?? []), field] });
  };
  for (const { funds, indicators, groups, total, facts } of reports) {
    for (const fund of funds) {
      for (const field of FUND_FIELDS) add(fund[field], `fund.${field}`);
    }
    for (const indicator of indicators) {
      for (const field of INDICATOR_FIELDS) add(indicator[field], `indicator.${field}`);
    }
    for (const group of groups) {
      for (const field of POINT_FIELDS) add(group[field], `group.${field}`);
    }
    for (const field of POINT_FIELDS) add(total?.[field] ?? null, `total.${field}`);
    for (const fact of facts) add(fact.quantity, `fact.${fact.metric}`);
  }
  return [...figures.values()];
}

const FUND_FIELDS = ['initialBudget', 'budget', 'arrived', 'executed', 'executionRate', 'points', 'score'] as const;
const INDICATOR_FIELDS = ['target', 'actual', 'points', 'score', 'reviewScore', 'scoreRate'] as const;
const POINT_FIELDS = ['points', 'score'] as const;
