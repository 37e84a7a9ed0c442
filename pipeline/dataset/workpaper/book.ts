import { createHash } from 'node:crypto';
import { once } from 'node:events';
import { createWriteStream } from 'node:fs';
import { rename, rm } from 'node:fs/promises';
import { createRequire } from 'node:module';
import { PassThrough, Transform } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import type ExcelJS from 'exceljs';
import type { Written } from '../file-writer.ts';
import { toCellText } from './cell-text.ts';

/** The only file that knows exceljs: rows in, a workbook of fixed bytes out, as a stream. */

/** Only its stream writer: the whole package also loads its readers, a quarter of a second that every run would pay. */
const WorkbookWriter: typeof ExcelJS.stream.xlsx.WorkbookWriter = createRequire(import.meta.url)(
  'exceljs/lib/stream/xlsx/workbook-writer.js',
);

/** Rows of a sheet in the format, heading included. */
export const MOST_ROWS = 1_048_576;

/** Nothing in the file tells when it was made; a zip knows no time before 1980. */
const FIXED_DATE = new Date(Date.UTC(2000, 0, 1));

/** Bytes of a sheet that wait for the compressor before the next row has to wait. */
const WAITING_BYTES = 1 << 20;

export interface Column {
  readonly heading: string;
  /** In characters of the default font; a Chinese character takes two. */
  readonly width: number;
}

export type Tone = 'error' | 'warning' | 'note' | 'quiet' | 'title' | 'input';

/** `format` is a number format of Excel. */
export type Cell =
  | string
  | number
  | null
  | {
      readonly value: string | number | null;
      readonly format?: string;
      readonly tone?: Tone;
    }
  | {
      /** Without the sign =, in English names. Nothing of a document may stand in it. */
      readonly formula: string;
      readonly result: string | number;
      readonly format?: string;
      readonly tone?: Tone;
      readonly isLink?: boolean;
    };

export interface SheetPlan {
  readonly name: string;
  readonly columns: readonly Column[];
  /** Columns that are printed, from the left; the others are for the screen. */
  readonly printed: number;
  /** Columns that stay in view, from the left. */
  readonly frozen: number;
  /** false: no filter, as for a page of a title and a few lines. */
  readonly hasFilter?: boolean;
}

export interface Sheet {
  /** `toCells` is given the number the row has in its sheet, for formulas. */
  addRow(toCells: readonly Cell[] | ((row: number) => readonly Cell[])): Promise<void>;
  finish(): Promise<void>;
}

/** What was done to texts so that they fit a workbook. */
export interface TextCounts {
  removed: number;
  cut: number;
  prefixed: number;
}

export interface Book {
  /** The sheet before it has to be finished. `isFirst` puts it before all others. */
  addSheet(plan: SheetPlan, place?: { readonly isFirst: boolean }): Sheet;
  readonly texts: Readonly<TextCounts>;
  /** Completes the file and gives it its name. */
  finish(): Promise<Written>;
  discard(): Promise<void>;
}

export interface BookOptions {
  readonly title: string;
  /** Ends a text that was cut. */
  readonly cutMark: string;
  /** &P and &N stand for page and pages. */
  readonly footer: string;
  readonly mostRows?: number;
}

/** Opens `file` for writing, under `<file>.tmp` until it is finished. */
export function openBook(file: string, { title, cutMark, footer, mostRows = MOST_ROWS }: BookOptions): Book {
  const temporary = `${file}.tmp`;
  const hash = createHash('sha256');
  let bytes = 0;
  const output = new Transform({
    transform(chunk: Buffer, _, done) {
      hash.update(chunk);
      bytes += chunk.length;
      done(null, chunk);
    },
  });
  const written = pipeline(output, createWriteStream(temporary));
  written.catch(() => undefined); // told by whoever waits for a row or the end
  const writer = new FixedWriter({
    stream: output,
    useStyles: true,
    useSharedStrings: false,
    zip: { zlib: { level: 6 } },
  });
  Object.assign(writer, {
    title,
    creator: 'hedui',
    lastModifiedBy: 'hedui',
    created: FIXED_DATE,
    modified: FIXED_DATE,
  });
  const texts: TextCounts = { removed: 0, cut: 0, prefixed: 0 };

  function toText(raw: string): string {
    const { text, removed, isCut, isPrefixed } = toCellText(raw, cutMark);
    texts.removed += removed;
    texts.cut += isCut ? 1 : 0;
    texts.prefixed += isPrefixed ? 1 : 0;
    return text;
  }

  function openPart(plan: SheetPlan, part: number) {
    const name = part === 1 ? plan.name : `${plan.name} (${part})`;
    const sheet = writer.addWorksheet(name, {
      views: [{ state: 'frozen', xSplit: plan.frozen, ySplit: 1, showGridLines: true }],
      pageSetup: {
        orientation: 'landscape',
        paperSize: 9, // A4
        fitToPage: true,
        fitToWidth: 1,
        fitToHeight: 0,
        printTitlesRow: '1:1',
        margins: { left: 0.4, right: 0.4, top: 0.5, bottom: 0.6, header: 0.25, footer: 0.3 },
      },
      headerFooter: { oddHeader: '&A', oddFooter: footer },
    });
    sheet.columns = plan.columns.map(({ width }) => ({ width }));
    const headings = plan.columns.map(({ heading }) => heading);
    addCells(sheet, { cells: headings, columns: plan.columns, style: HEADING_STYLE });
    return { sheet, rows: 1 };
  }

  function addCells(
    sheet: ExcelJS.Worksheet,
    { cells, columns, style }: { cells: readonly Cell[]; columns: readonly Column[]; style?: Partial<ExcelJS.Style> },
  ): void {
    const row = sheet.addRow([]);
    let lines = 1;
    cells.forEach((cell, index) => {
      const each = row.getCell(index + 1);
      each.style = style ?? toStyle(cell);
      if (cell === null) return;
      const value = toValue(cell, toText);
      each.value = value;
      if (typeof value === 'string') lines = Math.max(lines, countLines(value, columns[index]?.width ?? 0));
    });
    row.height = Math.min(lines * LINE_HEIGHT + LINE_MARGIN, MOST_HEIGHT);
    row.commit();
  }

  return {
    addSheet(plan, { isFirst } = { isFirst: false }) {
      let part = 1;
      let open = openPart(plan, part);

      function finishPart(): void {
        const { sheet, rows } = open;
        if (plan.hasFilter !== false) {
          sheet.autoFilter = { from: { row: 1, column: 1 }, to: { row: rows, column: plan.columns.length } };
        }
        sheet.pageSetup.printArea = `A$1:${toLetters(plan.printed)}$${rows}`; // the writer puts the sign before the letters
        sheet.commit();
      }

      if (isFirst) writer.putLastFirst();
      return {
        async addRow(toCells) {
          if (open.rows >= mostRows) {
            finishPart();
            part += 1;
            open = openPart(plan, part);
          }
          open.rows += 1;
          const cells = typeof toCells === 'function' ? toCells(open.rows) : toCells;
          addCells(open.sheet, { cells, columns: plan.columns });
          await writer.drained(written);
        },
        async finish() {
          finishPart();
          await writer.drained(written);
        },
      };
    },
    texts,
    async finish() {
      await Promise.race([writer.commit(), written]);
      await written;
      await rename(temporary, file);
      return { bytes, sha256: hash.digest('hex') };
    },
    async discard() {
      output.destroy();
      await written.catch(() => undefined);
      await rm(temporary, { force: true });
    },
  };
}

/** A1, B1, … of a column counted from 1. */
export function toLetters(column: number): string {
  const rest = Math.floor((column - 1) / 26);
  const letter = String.fromCharCode(65 + ((column - 1) % 26));
  return rest === 0 ? letter : `${toLetters(rest)}${letter}`;
}

function toValue(cell: Exclude<Cell, null>, toText: (raw: string) => string): ExcelJS.CellValue {
  if (typeof cell === 'number') return cell;
  if (typeof cell === 'string') return toText(cell);
  if ('formula' in cell) return { formula: cell.formula, result: cell.result };
  return typeof cell.value === 'string' ? toText(cell.value) : cell.value;
}

/** Points of a line of text, of a row around it, and of the highest row Excel shows. */
const LINE_HEIGHT = 14;
const LINE_MARGIN = 4;
const MOST_HEIGHT = 409;

/**
 * Lines a text takes in a column, at most: programs differ in whether they fit the height of rows when they open a file.
 * In the font used a Chinese character is as wide as 1.9 characters of the width of a column, others as 1.05.
 */
function countLines(text: string, width: number): number {
  let lines = 0;
  for (const line of text.split('\n')) {
    if (lines * LINE_HEIGHT > MOST_HEIGHT) break;
    const wide = line.slice(0, MOST_HEIGHT * width).match(/[\u2e80-\uffff]/g)?.length ?? 0;
    lines += Math.max(1, Math.ceil((wide * 1.9 + (line.length - wide) * 1.05) / Math.max(width - 1, 1)));
  }
  return lines;
}

const THIN = { style: 'thin', color: { argb: 'FFD0D0D0' } } as const;
const BORDER = { top: THIN, bottom: THIN, left: THIN, right: THIN };
const FONT = { name: 'Arial', size: 10 };

const HEADING_STYLE: Partial<ExcelJS.Style> = {
  font: { ...FONT, bold: true },
  fill: { type: 'pattern', pattern: 'solid', fgColor: { argb: 'FFE4EAF2' } },
  alignment: { vertical: 'middle', horizontal: 'center', wrapText: true },
  border: BORDER,
};

const FILLS: Readonly<Partial<Record<Tone, string>>> = {
  error: 'FFFBE3E1',
  warning: 'FFFDF1D8',
  note: 'FFE8F1FA',
  input: 'FFFFFFF0',
};

/** One object a style, so that the writer finds it again by identity. */
const styles = new Map<string, Partial<ExcelJS.Style>>();

function toStyle(cell: Cell): Partial<ExcelJS.Style> {
  if (cell === null || typeof cell === 'string') return TEXT_STYLE; // most cells
  return styleOf(toTraits(cell));
}

function styleOf({ format, tone, isLink, isNumber }: Traits): Partial<ExcelJS.Style> {
  const key = `${format} ${tone} ${isLink} ${isNumber}`;
  const known = styles.get(key);
  if (known !== undefined) return known;
  const argb = tone && FILLS[tone];
  const style: Partial<ExcelJS.Style> = {
    font: {
      ...FONT,
      ...(tone === 'title' ? { bold: true, size: 12 } : {}),
      ...(tone === 'quiet' ? { color: { argb: 'FF606060' } } : {}),
      ...(isLink ? { color: { argb: 'FF0B57A4' }, underline: true } : {}),
    },
    // A cell of the format text stays text when somebody edits it.
    numFmt: format ?? (isNumber ? 'General' : '@'),
    alignment: isNumber
      ? { vertical: 'top', horizontal: 'right', shrinkToFit: true }
      : { vertical: 'top', horizontal: 'left', wrapText: true },
    border: BORDER,
    ...(argb === undefined ? {} : { fill: { type: 'pattern', pattern: 'solid', fgColor: { argb } } }),
  };
  styles.set(key, style);
  return style;
}

interface Traits {
  readonly isNumber: boolean;
  readonly isLink: boolean;
  readonly format?: string | undefined;
  readonly tone?: Tone | undefined;
}

function toTraits(cell: Exclude<Cell, string | null>): Traits {
  if (typeof cell === 'number') return { isNumber: true, isLink: false };
  const value = 'formula' in cell ? cell.result : cell.value;
  const isLink = 'formula' in cell && cell.isLink === true;
  const isFormula = 'formula' in cell;
  return {
    isNumber: typeof value === 'number',
    isLink,
    format: cell.format ?? (isFormula ? 'General' : undefined),
    tone: cell.tone,
  };
}

const TEXT_STYLE = styleOf({ isNumber: false, isLink: false });

/** What exceljs hands to the stream of a sheet. */
type Chunk = string | { toBuffer(): Buffer };

interface Zip {
  append(source: unknown, entry: { name: string; date?: Date }): unknown;
}

/**
 * The stream writer of exceljs 4.4 with three things mended through its inner members, which its types do not show:
 * entries have a fixed date, a sheet waits for the compressor instead of filling memory, and a sheet may move to the front.
 */
class FixedWriter extends WorkbookWriter {
  declare zip: Zip;
  declare _worksheets: (ExcelJS.Worksheet & { _formulae: object })[];
  private open: PassThrough | undefined;

  /** The first entry, added by the constructor: what is appended after this has its date. */
  override addThemes(): Promise<void> {
    const append = this.zip.append.bind(this.zip);
    this.zip.append = (source, entry) => append(source, { ...entry, date: FIXED_DATE });
    return super.addThemes();
  }

  _openStream(name: string) {
    const stream = new PassThrough({ highWaterMark: WAITING_BYTES });
    this.zip.append(stream, { name });
    this.open = stream;
    return {
      write: (chunk: Chunk) => stream.write(typeof chunk === 'string' ? chunk : chunk.toBuffer()),
      end: () => stream.end(),
      pause: () => undefined,
      on: (event: string, listener: () => void) => stream.on(event === 'zipped' ? 'end' : event, listener),
    };
  }

  /** Waits until the compressor has room; `written` ends the wait where the file cannot be written. */
  async drained(written: Promise<void>): Promise<void> {
    if (this.open?.writableNeedDrain !== true) return;
    // Kept for formulas that others share, which there are none of.
    for (const sheet of this._worksheets) if (sheet !== undefined) sheet._formulae = {};
    await Promise.race([once(this.open, 'drain'), written]);
  }

  putLastFirst(): void {
    const sheets = this._worksheets.filter((sheet) => sheet !== undefined);
    const last = sheets.pop();
    if (last !== undefined) this._worksheets = [last, ...sheets];
  }
}
