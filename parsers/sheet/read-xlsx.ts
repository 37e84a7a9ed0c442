import { ReadFailure } from '../../pipeline/model/failure.ts';
import type { BlockItem, Item, Parser, Reading, ReadNote } from '../parser.ts';
import { findRegions, type Region } from './find-regions.ts';
import { readSheet, type SheetReading } from './read-sheet.ts';
import { toTable } from './to-table.ts';
import { isWorkbook, openWorkbook, type Workbook } from './workbook.ts';

/** Workbooks (.xlsx, .xlsm); recognised by the main part of the package. */
export const sheetParser: Parser = {
  format: 'xlsx',
  recognises: isWorkbook,
  read: (bytes) => Promise.resolve().then(() => readXlsx(bytes)),
};

/** Names that programs give to sheets. */
const DEFAULT_NAME = /^(?:sheet|工作表|表)\s*\d*(?:\s*[（(]\d+[）)])?$/i;
/** Cells named in one note. */
const NAMED_CELLS = 10;

/**
 * Reads a workbook as it is displayed: the tables and lines of each sheet that is shown, in order. A line of a Source is the
 * row number in the sheet. Throws ReadFailure `corrupt`, `too-large`, `encrypted`, `unsupported-format` or `no-text`.
 */
export function readXlsx(bytes: Uint8Array): Reading {
  const book = openWorkbook(bytes);
  const items: Item[] = [];
  const notes: ReadNote[] = [];
  for (const sheet of book.sheets) {
    const reading = readSheet(sheet, book);
    const found = findRegions(reading.cells).flatMap(toItems);
    if (found[0]?.type === 'table' && !DEFAULT_NAME.test(sheet.name.trim())) items.push(nameBlock(sheet.name));
    items.push(...found);
    notes.push(...sheetNotes(sheet.name, reading));
  }
  if (!items.some((item) => item.type === 'table' || item.text !== '')) throw noText(book);
  return { pages: [], pageCount: null, items, figures: [], notes: [...notes, ...bookNotes(book)] };
}

function toItems({ kind, cells }: Region): readonly Item[] {
  return kind === 'table' ? [toTable(cells)] : toBlocks(cells);
}

/** A row outside tables: one line; the paragraphs of a single cell are lines of their own. */
function toBlocks(cells: Region['cells']): readonly BlockItem[] {
  const [first] = cells;
  if (!first) return [];
  const texts =
    cells.length === 1 ? first.text.split('\n') : [cells.map(({ text }) => text.replace(/\n/g, ' ')).join(' ')];
  const title = cells.length === 1 && texts.length === 1 && first.isTitle;
  const places = [{ method: 'markup', line: first.line }] as const;
  return texts.map((text) => ({
    type: 'block',
    kind: 'paragraph',
    level: null,
    text,
    ...(title ? { title } : {}),
    places,
  }));
}

/** The name of a sheet whose table has no line above it. */
function nameBlock(name: string): BlockItem {
  return { type: 'block', kind: 'caption', level: null, text: name.trim(), places: [{ method: 'markup' }] };
}

function sheetNotes(name: string, reading: SheetReading): readonly ReadNote[] {
  const { hiddenRows, hiddenCols, uncomputed, unknownFormats, concealed } = reading;
  const list = (places: readonly string[]): string =>
    places.slice(0, NAMED_CELLS).join('、') + (places.length > NAMED_CELLS ? '…' : '');
  const counted: readonly [number, string, string, string][] = [
    [
      hiddenRows,
      'hidden-rows-left-out',
      `${hiddenRows} 个隐藏行未读取；合计可能含其中数字`,
      `${hiddenRows} hidden rows were left out; totals may include them`,
    ],
    [
      hiddenCols,
      'hidden-columns-left-out',
      `${hiddenCols} 个隐藏列未读取`,
      `${hiddenCols} hidden columns were left out`,
    ],
    [
      uncomputed.length,
      'formula-without-result',
      `公式没有存下计算结果，未读取：${list(uncomputed)}；请用电子表格软件打开后另存`,
      `formulas without a stored result were not read: ${list(uncomputed)}; open and save it in a spreadsheet program`,
    ],
    [
      unknownFormats.length,
      'number-format-unknown',
      `数字格式不认识，按原值读取：${list(unknownFormats)}`,
      `number formats are not known, values read as stored: ${list(unknownFormats)}`,
    ],
    [
      concealed.length,
      'value-not-displayed',
      `单元格的格式不显示其数值，按空白读取：${list(concealed)}`,
      `formats show nothing of the value, read as blank: ${list(concealed)}`,
    ],
  ];
  return counted
    .filter(([count]) => count > 0)
    .map(([, code, zh, en]) => ({ code, message: { zh: `工作表“${name}”：${zh}。`, en: `sheet ${name}: ${en}` } }));
}

function bookNotes({ hiddenSheets, drawings, comments }: Workbook): readonly ReadNote[] {
  const notes: ReadNote[] = [];
  if (hiddenSheets.length > 0) {
    const names = hiddenSheets.slice(0, NAMED_CELLS).join('、');
    const message = {
      zh: `${hiddenSheets.length} 个隐藏的工作表未读取：${names}。`,
      en: `${hiddenSheets.length} hidden sheets were left out: ${names}`,
    };
    notes.push({ code: 'hidden-sheets-left-out', message });
  }
  if (drawings > 0) {
    const message = {
      zh: '图片、图表和形状（文本框）未读取。',
      en: 'pictures, charts and shapes (text boxes) were not read',
    };
    notes.push({ code: 'drawings-left-out', message });
  }
  if (comments > 0)
    notes.push({ code: 'comments-left-out', message: { zh: '批注未读取。', en: 'comments were left out' } });
  return notes;
}

function noText({ drawings, hiddenSheets }: Workbook): ReadFailure {
  const hasMore = drawings > 0 || hiddenSheets.length > 0;
  const hint = hasMore
    ? { zh: '，只有图片、图表或隐藏的工作表', en: ', only pictures, charts or hidden sheets' }
    : { zh: '', en: '' };
  return new ReadFailure('no-text', {
    zh: `工作簿里没有显示出来的文字或数字${hint.zh}；请提供有内容的版本。`,
    en: `the workbook shows no text and no figures${hint.en}; provide a version with content`,
  });
}
