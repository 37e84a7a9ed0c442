/** Characters a cell holds in Excel; LibreOffice and WPS take no fewer. */
export const MOST_CHARACTERS = 32_767;

/** What XML 1.0 cannot hold, and DEL, which the writer would drop in silence. */
const ILLEGAL =
  // biome-ignore lint/suspicious/noControlCharactersInRegex: these are what is looked for
  /[\u0000-\u0008\u000b\u000c\u000e-\u001f\u007f\ufffe\uffff]|[\ud800-\udbff](?![\udc00-\udfff])|(?<![\ud800-\udbff])[\udc00-\udfff]/g;

/** Signs a spreadsheet may take for the start of a formula, in full width too, after any blanks. */
const FORMULA_START = /^(?:\s*[=+\-@＝＋－＠]|[\t\r\n])/;

/** A number, a percentage or dashes alone: no formula, whatever reads it. */
const HARMLESS = /^\s*(?:[+-]?\d[\d,]*(?:\.\d+)?[%％‰]?|[-－]+)\s*$/;

/** Whether a spreadsheet may run a text that is edited or read from CSV (OWASP, CSV injection). */
export function mayBecomeFormula(text: string): boolean {
  return FORMULA_START.test(text) && !HARMLESS.test(text);
}

/** Text as it may stand in a cell, and what was done to it. */
export interface CellText {
  readonly text: string;
  /** Control characters and halves of pairs taken out. */
  readonly removed: number;
  readonly isCut: boolean;
  /** An apostrophe stands before it, so that it stays text when the cell is edited or the sheet saved as CSV. */
  readonly isPrefixed: boolean;
}

/** `cutMark` ends a text that was cut. */
export function toCellText(raw: string, cutMark: string): CellText {
  const legal = raw.replace(ILLEGAL, '');
  const isPrefixed = mayBecomeFormula(legal);
  const text = isPrefixed ? `'${legal}` : legal;
  const removed = raw.length - legal.length;
  if (text.length <= MOST_CHARACTERS) return { text, removed, isCut: false, isPrefixed };
  // A cut must not leave half of a surrogate pair.
  const kept = text.slice(0, MOST_CHARACTERS - cutMark.length).replace(/[\ud800-\udbff]$/, '');
  return { text: `${kept}${cutMark}`, removed, isCut: true, isPrefixed };
}
