import { cleanLines } from '../markup/clean-text.ts';
import {
  MAX_CELLS,
  type MergedArea,
  mergeCells,
  type SheetCell,
  type StoredCell,
  tooManyCells,
} from './merge-cells.ts';
import { attributeIn, scanXml } from './scan-xml.ts';
import { showNumber, showText } from './show-value.ts';
import type { CellStyle } from './styles.ts';
import { type SheetPart, unescapeControls, type Workbook } from './workbook.ts';

/** The cells of a sheet that are shown and hold text or have borders, by row, then column, and what was left out. */
export interface SheetReading {
  readonly cells: readonly SheetCell[];
  readonly hiddenRows: number;
  readonly hiddenCols: number;
  /** Formulas without a stored result. */
  readonly uncomputed: readonly string[];
  /** Cells under formats that are not known, as `A1 code`. */
  readonly unknownFormats: readonly string[];
  /** Cells whose format shows nothing of their value. */
  readonly concealed: readonly string[];
}

const MAX_MERGES = 200_000;
const LAST_ROW = 1_048_575;
const LAST_COL = 16_383;
/** Rows of borders without text that are kept between rows with text; a form leaves a few rows blank to be filled in. */
const BLANK_ROWS_KEPT = 20;
const UNREAD = '\uFFFD';

/** Reads a sheet's cells as displayed. Formulas are never run. Throws ReadFailure `too-large` or `corrupt`. */
export function readSheet({ xml }: SheetPart, book: Workbook): SheetReading {
  const notes: NotedCells = { uncomputed: [], unknownFormats: [], concealed: [] };
  const hiddenCols: (readonly [from: number, to: number])[] = [];
  const hiddenRows = new Set<number>();
  const merges: MergedArea[] = [];
  const cells: StoredCell[] = [];
  let pending: StoredCell[] = [];
  let pendingRows = 0;
  let rowCells: StoredCell[] = [];
  let row = -1;
  let cell: OpenCell | null = null;
  let showsZeros = true;
  let skipped = 0;

  const endRow = (): void => {
    if (rowCells.some(({ text }) => text !== '')) {
      if (pendingRows <= BLANK_ROWS_KEPT) cells.push(...pending);
      cells.push(...rowCells);
      pending = [];
      pendingRows = 0;
    } else if (rowCells.length > 0) {
      if (++pendingRows <= BLANK_ROWS_KEPT) pending.push(...rowCells);
    }
    rowCells = [];
    if (cells.length + pending.length > MAX_CELLS) throw tooManyCells();
  };

  for (const event of scanXml(xml)) {
    if (event.kind === 'text') {
      if (cell && skipped === 0) cell.take(event.text);
      continue;
    }
    const isOpen = event.kind === 'open';
    if (event.name === 'extLst' && !(isOpen && event.isEmpty)) skipped += isOpen ? 1 : -1;
    if (skipped > 0) continue;
    const attributes = isOpen ? event.attributes : '';
    if (event.name === 'row') {
      if (!isOpen || event.isEmpty) endRow();
      if (!isOpen) continue;
      row = clamp(attributeIn(attributes, 'r'), row + 2, LAST_ROW + 1) - 1;
      if (isTrue(attributeIn(attributes, 'hidden')) || attributeIn(attributes, 'ht') === '0') hiddenRows.add(row);
    } else if (event.name === 'c') {
      if (isOpen) {
        const col = columnOf(attributeIn(attributes, 'r')) ?? (rowCells.at(-1)?.col ?? -1) + 1;
        cell = openCell(attributes, { row: Math.max(0, row), col: Math.min(col, LAST_COL) });
      }
      if (cell && (!isOpen || event.isEmpty)) {
        const read = closeCell(cell, { book, showsZeros, notes });
        if (read) rowCells.push(read);
        cell = null;
      }
    } else if (cell) cell.enter(event.name, isOpen && !event.isEmpty);
    else if (event.name === 'col' && isOpen) {
      const isHidden = isTrue(attributeIn(attributes, 'hidden')) || Number(attributeIn(attributes, 'width') ?? 1) === 0;
      if (isHidden) hiddenCols.push([toNumber(attributes, 'min') - 1, toNumber(attributes, 'max') - 1]);
    } else if (event.name === 'mergeCell' && isOpen) {
      const merge = parseRange(attributeIn(attributes, 'ref') ?? '');
      if (merge && merges.length < MAX_MERGES) merges.push(merge);
    } else if (event.name === 'sheetView' && attributeIn(attributes, 'showZeros') === '0') showsZeros = false;
  }
  endRow();
  const isHiddenRow = (at: number): boolean => hiddenRows.has(at);
  const isHiddenCol = (at: number): boolean => hiddenCols.some(([from, to]) => at >= from && at <= to);
  const withText = cells.filter(({ text }) => text !== '');
  return {
    cells: mergeCells(cells, { merges, isHiddenRow, isHiddenCol }),
    hiddenRows: new Set(withText.map((each) => each.row).filter(isHiddenRow)).size,
    hiddenCols: new Set(withText.map(({ col }) => col).filter(isHiddenCol)).size,
    ...notes,
  };
}

interface NotedCells {
  readonly uncomputed: string[];
  readonly unknownFormats: string[];
  readonly concealed: string[];
}

/** A cell whose content is being read. */
interface OpenCell {
  readonly row: number;
  readonly col: number;
  readonly type: string;
  readonly style: string | undefined;
  readonly content: { value: string; hasValue: boolean; hasFormula: boolean; inline: string };
  readonly enter: (name: string, isInside: boolean) => void;
  readonly take: (text: string) => void;
}

function openCell(attributes: string, { row, col }: { row: number; col: number }): OpenCell {
  const content = { value: '', hasValue: false, hasFormula: false, inline: '' };
  let inside = '';
  let isPhonetic = false;
  return {
    row,
    col,
    type: attributeIn(attributes, 't') ?? 'n',
    style: attributeIn(attributes, 's'),
    content,
    enter: (name, isInside) => {
      if (name === 'f') content.hasFormula = true;
      if (name === 'v') content.hasValue = true;
      if (name === 'rPh') isPhonetic = isInside;
      inside = isInside ? name : '';
    },
    take: (text) => {
      if (inside === 'v') content.value += text;
      else if (inside === 't' && !isPhonetic) content.inline += text;
    },
  };
}

/** undefined where nothing is to be seen: no text and no border. */
function closeCell(
  cell: OpenCell,
  { book, showsZeros, notes }: { book: Workbook; showsZeros: boolean; notes: NotedCells },
): StoredCell | undefined {
  const { row, col } = cell;
  const style = book.styleOf(cell.style);
  const { hasValue, hasFormula, inline } = cell.content;
  if (!hasValue && !hasFormula && inline === '') {
    return style.isBordered ? { row, col, text: '', isBordered: true, isTitle: style.isTitle } : undefined;
  }
  const { text, doubt } = showCell(cell, { book, style });
  const shown = showsZeros || cell.type !== 'n' || Number(cell.content.value) !== 0 ? cleanLines(text).join('\n') : '';
  const place = `${nameColumn(col)}${row + 1}`;
  if (doubt === 'uncomputed') notes.uncomputed.push(place);
  if (doubt === 'unknown-format') notes.unknownFormats.push(`${place} ${style.code}`);
  if (shown === '' && cell.content.value.trim() !== '' && cell.type !== 's' && cell.type !== 'str')
    notes.concealed.push(place);
  return shown === '' && !style.isBordered
    ? undefined
    : { row, col, text: shown, isBordered: style.isBordered, isTitle: style.isTitle };
}

function showCell(
  { type, content }: OpenCell,
  { book, style }: { book: Workbook; style: CellStyle },
): { text: string; doubt: 'uncomputed' | 'unknown-format' | null } {
  const { value, hasFormula, hasValue, inline } = content;
  const stored = value.trim();
  if (hasFormula && stored === '' && !(type === 'str' && hasValue)) return { text: UNREAD, doubt: 'uncomputed' };
  const plain = (text: string) => ({ text: showText(text, style.format), doubt: null });
  switch (type) {
    case 's':
      return plain(stored === '' ? '' : (book.strings[Number(stored)] ?? UNREAD));
    case 'inlineStr':
      return plain(unescapeControls(inline));
    case 'b':
      return { text: stored === '1' ? 'TRUE' : stored === '0' ? 'FALSE' : stored, doubt: null };
    case 'n': {
      if (!/^[+-]?(?:\d+\.?\d*|\.\d+)(?:e[+-]?\d+)?$/i.test(stored) || !Number.isFinite(Number(stored)))
        return plain(stored);
      const { text, isKnown } = showNumber(stored, style.format, book.isFrom1904);
      return { text, doubt: isKnown ? null : 'unknown-format' };
    }
    default:
      return plain(unescapeControls(value));
  }
}

/** A1:C3, $A$1:$C$3, A:C and 1:3. */
function parseRange(ref: string): MergedArea | undefined {
  const found = /^\$?([A-Z]{0,3})\$?(\d{0,7}):\$?([A-Z]{0,3})\$?(\d{0,7})$/i.exec(ref);
  if (!found) return undefined;
  const [, fromCol = '', fromRow = '', toCol = '', toRow = ''] = found;
  return {
    row: Math.max(0, Number(fromRow || 1) - 1),
    col: columnOf(fromCol) ?? 0,
    lastRow: Math.min(LAST_ROW, Number(toRow || LAST_ROW + 1) - 1),
    lastCol: columnOf(toCol) ?? LAST_COL,
  };
}

/** Column of a reference such as AB12, from 0. */
function columnOf(reference: string | undefined): number | undefined {
  const letters = /^\$?([A-Z]{1,3})/i.exec(reference ?? '')?.[1]?.toUpperCase();
  if (letters === undefined) return undefined;
  const number = [...letters].reduce((sum, letter) => sum * 26 + letter.charCodeAt(0) - 64, 0);
  return Math.min(number - 1, LAST_COL);
}

function nameColumn(col: number): string {
  const rest = Math.floor(col / 26);
  return (rest > 0 ? nameColumn(rest - 1) : '') + String.fromCharCode(65 + (col % 26));
}

function clamp(text: string | undefined, otherwise: number, most: number): number {
  const number = text !== undefined && /^\d{1,9}$/.test(text) ? Number(text) : otherwise;
  return Math.min(Math.max(1, number), most);
}

function toNumber(attributes: string, name: string): number {
  const text = attributeIn(attributes, name);
  return text !== undefined && /^\d{1,9}$/.test(text) ? Number(text) : 0;
}

function isTrue(text: string | undefined): boolean {
  return text === '1' || text === 'true';
}
