import { ReadFailure } from '../../pipeline/model/failure.ts';
import { findRelated, type OfficePackage, openOfficePackage } from '../container/opc.ts';
import { child, childrenOf, XML_LIMITS, type XmlNode } from '../container/xml-tree.ts';
import { isZip } from '../container/zip.ts';
import { decodePart, scanXml } from './scan-xml.ts';
import { type CellStyle, readStyles } from './styles.ts';

export interface SheetPart {
  readonly name: string;
  /** Its XML. */
  readonly xml: string;
}

/** An opened workbook: what its sheets share, and the sheets that are shown. */
export interface Workbook {
  readonly sheets: readonly SheetPart[];
  readonly hiddenSheets: readonly string[];
  readonly strings: readonly string[];
  readonly styleOf: (index: string | undefined) => CellStyle;
  /** Serial dates count from 1904. */
  readonly isFrom1904: boolean;
  /** Parts with pictures, charts, shapes. */
  readonly drawings: number;
  readonly comments: number;
}

/** Sheets of one workbook; the largest seen had 40. */
const MAX_SHEETS = 255;
const MAIN_PART = 'xl/workbook.xml';

/** True for a zip whose main part is a workbook, whatever its name; damaged zips are told by the reader that is asked last. */
export function isWorkbook(bytes: Uint8Array): boolean {
  if (!isZip(bytes)) return false;
  try {
    const { zip, main } = openOfficePackage(bytes);
    if (main?.contentType) return /spreadsheetml|ms-excel/.test(main.contentType);
    return main ? main.path.startsWith('xl/') : zip.find(MAIN_PART) !== undefined;
  } catch {
    return false;
  }
}

/** Opens a workbook. Throws ReadFailure `corrupt`, `too-large`, `encrypted`, or `unsupported-format` for a binary one. */
export function openWorkbook(bytes: Uint8Array): Workbook {
  const office = openOfficePackage(bytes);
  const path = office.main?.path ?? MAIN_PART;
  if (path.endsWith('.bin')) throw binaryWorkbook();
  const workbook = child(office.readXml(path), 'workbook');
  if (!workbook) throw notWhole();
  const listed = childrenOf(child(workbook, 'sheets'), 'sheet').slice(0, MAX_SHEETS);
  const isShown = ({ attribs }: XmlNode): boolean => (attribs?.state ?? 'visible') === 'visible';
  const nameOf = ({ attribs }: XmlNode): string => attribs?.name ?? '';
  const names = office.zip.entries.map(({ name }) => name);
  return {
    sheets: listed.filter(isShown).flatMap((sheet) => {
      const xml = readSheetXml(office, { path, sheet });
      return xml === undefined ? [] : { name: nameOf(sheet), xml };
    }),
    hiddenSheets: listed.filter((sheet) => !isShown(sheet)).map(nameOf),
    strings: readStrings(office, findRelated(office, path, 'sharedStrings')),
    styleOf: readStyles(office.readXml(findRelated(office, path, 'styles') ?? '')),
    isFrom1904: /^(?:1|true|on)$/.test(child(workbook, 'workbookPr')?.attribs?.date1904 ?? ''),
    drawings: names.filter((name) => /^xl\/drawings\/[^/]+\.xml$/i.test(name)).length,
    comments: names.filter((name) => /^xl\/(?:threadedComments\/|comments)[^/]+\.xml$/i.test(name)).length,
  };
}

/** undefined for sheets that are one chart. */
function readSheetXml(office: OfficePackage, { path, sheet }: { path: string; sheet: XmlNode }): string | undefined {
  const relation = office.relationships(path).get(sheet.attribs?.['r:id'] ?? '');
  if (relation && !relation.type.endsWith('/worksheet')) return undefined;
  const entry = office.zip.find(relation?.target ?? '');
  if (!entry) throw notWhole();
  return decodePart(office.zip.read(entry, XML_LIMITS.bytes));
}

/** Texts that cells name by number; phonetic readings are left out. */
function readStrings(office: OfficePackage, path: string | undefined): readonly string[] {
  const entry = office.zip.find(path ?? '');
  if (!entry) return [];
  const strings: string[] = [];
  let parts: string[] = [];
  let isText = false;
  let isPhonetic = false;
  for (const event of scanXml(decodePart(office.zip.read(entry, XML_LIMITS.bytes)))) {
    if (event.kind === 'text') {
      if (isText && !isPhonetic) parts.push(event.text);
      continue;
    }
    const isOpen = event.kind === 'open' && !event.isEmpty;
    if (event.name === 't') isText = isOpen;
    else if (event.name === 'rPh') isPhonetic = isOpen;
    else if (event.name === 'si' && !isOpen) {
      strings.push(unescapeControls(parts.join('')));
      parts = [];
    }
  }
  return strings;
}

/** _x000D_ stands for a control character (ECMA-376 part 1, 22.9.2.19). */
export function unescapeControls(text: string): string {
  if (!text.includes('_x')) return text;
  return text.replace(/_x([\dA-Fa-f]{4})_/g, (_, hex: string) => String.fromCharCode(Number.parseInt(hex, 16)));
}

function notWhole(): ReadFailure {
  return new ReadFailure('corrupt', {
    zh: '工作簿不完整（缺少工作表）；请重新取得原文件，或用电子表格软件修复后另存。',
    en: 'the workbook is not whole (a sheet is missing); get the original again, or repair and save it anew',
  });
}

function binaryWorkbook(): ReadFailure {
  return new ReadFailure('unsupported-format', {
    zh: '这是二进制工作簿（.xlsb），尚不能读；请另存为 .xlsx。',
    en: 'this is a binary workbook (.xlsb), which is not read; save it as .xlsx',
  });
}
