import { assembleDocument } from '../../parsers/assemble.ts';
import type { CellItem, Item } from '../../parsers/parser.ts';
import type { ParsedDocument } from '../../pipeline/model/document.ts';
import type { Quantity } from '../../pipeline/model/quantity/quantity.ts';
import type { Fund, Group, Indicator } from '../../pipeline/model/report.ts';

const DOCUMENT_ID = 'ab'.repeat(32);

/** A line, or the rows of a table. */
export type Line = string | readonly string[];

/**
 * A document from lines and tables. A string is a paragraph. An array is a table: one string a row, cells divided by |;
 * `text^3x2` spans three columns and two rows, `text^3` three columns.
 */
export function documentOf(...items: Line[]): ParsedDocument {
  const reading = items.map((item): Item => {
    if (typeof item !== 'string') return tableOf(item);
    return { type: 'block', kind: 'paragraph', level: null, text: item, places: [{ method: 'markup' }] };
  });
  return assembleDocument(
    { pages: [], pageCount: null, items: reading, figures: [], notes: [] },
    { documentId: DOCUMENT_ID, name: 'test.html', bytes: 1, format: 'html' },
  );
}

function tableOf(rows: readonly string[]): Item {
  const taken = new Set<string>();
  const cells: CellItem[] = [];
  rows.forEach((line, row) => {
    let col = 0;
    for (const part of line.split('|')) {
      while (taken.has(`${row}:${col}`)) col += 1;
      const [, text = '', columns = '1', down = '1'] = /^\s*(.*?)\s*(?:\^(\d+)(?:x(\d+))?)?\s*$/u.exec(part) ?? [];
      const [colSpan, rowSpan] = [Number(columns), Number(down)];
      for (let r = 0; r < rowSpan; r++) for (let c = 0; c < colSpan; c++) taken.add(`${row + r}:${col + c}`);
      cells.push({ row, col, rowSpan, colSpan, text: text.replaceAll('⏎', '\n'), places: [{ method: 'markup' }] });
      col += colSpan;
    }
  });
  return { type: 'table', caption: null, pageNumbers: [], cells, ruled: true, confidence: null };
}

/** A figure in one word: what was understood, `∅` for a blank place, the words where there is no figure. */
export function show(quantity: Quantity | null): string | null {
  if (quantity === null) return null;
  if (quantity.kind === 'missing') return '∅';
  if (quantity.value === null) return quantity.raw;
  const upper = quantity.upper === null ? '' : `..${quantity.upper}`;
  return `${quantity.comparator ?? ''}${quantity.value}${upper}${quantity.unit ?? ''}`;
}

/** A fund row in one line; fields the form has no place for are left out. */
export function fundLine(fund: Fund): string {
  const fields = {
    initial: fund.initialBudget,
    budget: fund.budget,
    arrived: fund.arrived,
    executed: fund.executed,
    rate: fund.executionRate,
    points: fund.points,
    score: fund.score,
  };
  return [`${fund.fund}${fund.parent === null ? '' : `<${fund.parent}`} ${fund.label.text}`, ...shown(fields)].join(
    ' ',
  );
}

/** An indicator row in one line; fields the form has no place for are left out. */
export function indicatorLine(row: Indicator): string {
  const names = [row.level1, row.level2, row.level3].map((name) => name ?? '–').join('/');
  const { target, actual, points, score } = row;
  const fields = { target, actual, points, score, review: row.reviewScore, rate: row.scoreRate };
  const parent = row.parent === null ? [] : [`<${row.parent}`];
  const reason = row.deviation === null || row.deviation.text === '' ? [] : [`(${row.deviation.text})`];
  return [names, ...parent, ...shown(fields), ...reason].join(' ');
}

/** A group in one line with the rows it covers. */
export function groupLine(group: Group): string {
  const name = `${group.level} ${group.parent === null ? '' : `${group.parent}/`}${group.name}`;
  return [name, ...shown({ points: group.points, score: group.score }), `rows ${group.row}+${group.rowSpan}`].join(' ');
}

function shown(fields: Readonly<Record<string, Quantity | null>>): string[] {
  return Object.entries(fields).flatMap(([name, quantity]) => (quantity === null ? [] : [`${name}=${show(quantity)}`]));
}
