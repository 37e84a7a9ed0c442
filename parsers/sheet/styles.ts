import { child, childrenOf, type XmlNode } from '../container/xml-tree.ts';
import { builtInFormat, type FormatSection, parseFormatCode } from './format-code.ts';

/** What the style of a cell says that matters for reading. */
export interface CellStyle {
  /** Sections of the number format. */
  readonly format: readonly FormatSection[];
  /** The format's code, for notes. */
  readonly code: string;
  /** It has a line at its left or right, or both above and below: a cell of a table, not the line under a title. */
  readonly isBordered: boolean;
  /** Centred and set larger than running text. */
  readonly isTitle: boolean;
}

/** Points; forms are set in 9 to 12, their titles in 14 to 22. */
const TITLE_SIZE = 14;

/** Longest format code that spreadsheet programs take. */
const LONGEST_CODE = 255;
const GENERAL = 'General';

/** Reads xl/styles.xml; the style of a cell by its index (undefined: the first). A part that is not there has one style. */
export function readStyles(root: XmlNode | undefined): (index: string | undefined) => CellStyle {
  const sheet = child(root, 'styleSheet');
  const codes = new Map(
    childrenOf(child(sheet, 'numFmts'), 'numFmt').map(({ attribs }) => [attribs?.numFmtId, attribs?.formatCode]),
  );
  const borders = childrenOf(child(sheet, 'borders'), 'border').map(isBordered);
  const sizes = childrenOf(child(sheet, 'fonts'), 'font').map((font) => Number(child(font, 'sz')?.attribs?.val ?? 0));
  const parsed = new Map<string, readonly FormatSection[]>();
  const formats = childrenOf(child(sheet, 'cellXfs'), 'xf').map((xf): CellStyle => {
    const { attribs = {} } = xf;
    const isCentred = /^center/.test(child(xf, 'alignment')?.attribs?.horizontal ?? '');
    const isTitle = isCentred && (sizes[Number(attribs.fontId ?? 0)] ?? 0) >= TITLE_SIZE;
    const id = attribs.numFmtId ?? '0';
    const code = (codes.get(id) ?? builtInFormat(Number(id)) ?? `[${id}]`).slice(0, LONGEST_CODE);
    const format = parsed.get(code) ?? parseFormatCode(code);
    parsed.set(code, format);
    return { format, code, isBordered: borders[Number(attribs.borderId ?? 0)] ?? false, isTitle };
  });
  const plain: CellStyle = { format: parseFormatCode(GENERAL), code: GENERAL, isBordered: false, isTitle: false };
  return (index) => formats[Number(index ?? 0)] ?? plain;
}

function isBordered(border: XmlNode): boolean {
  const has = (...names: readonly string[]): boolean =>
    names.some((name) => (child(border, name)?.attribs?.style ?? 'none') !== 'none');
  return has('left', 'right', 'start', 'end') || (has('top') && has('bottom'));
}
