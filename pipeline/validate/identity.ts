import { createHash } from 'node:crypto';
import { Decimal } from 'decimal.js';
import type { Quantity } from '../model/quantity/quantity.ts';
import type { Report } from '../model/report.ts';

/** Hexadecimal digits of a findingId or resultId: 64 bits, so that a million of them collide with odds below 10⁻⁷. */
const ID_DIGITS = 16;

/** Gives ids within one run; equal contents get an ordinal folded in, in the order they are asked for. */
export function createIds(): (kind: 'finding' | 'result', parts: readonly string[]) => string {
  const seen = new Map<string, number>();
  return (kind, parts) => {
    const content = JSON.stringify([kind, ...parts]);
    const ordinal = (seen.get(content) ?? 0) + 1;
    seen.set(content, ordinal);
    const text = ordinal === 1 ? content : `${content}#${ordinal}`;
    return createHash('sha256').update(text, 'utf8').digest('hex').slice(0, ID_DIGITS);
  };
}

/**
 * What names a report whatever file it stands in: title, project, unit and year, folded, and an ordinal among the
 * reports of the file that share them. The same report as DOCX, PDF or text has the same key.
 */
export function reportKeys(reports: readonly Report[]): readonly string[] {
  const seen = new Map<string, number>();
  return reports.map((report) => {
    const names = [report.title?.text, report.project?.text, report.unit?.text, report.fiscalYear?.value];
    const key = names.map((name) => foldName(name ?? '')).join('|');
    const ordinal = (seen.get(key) ?? 0) + 1;
    seen.set(key, ordinal);
    return `${key}|${ordinal}`;
  });
}

/** NFKC, without white space, brackets and quotation marks, so that two printings of one name are equal. */
export function foldName(name: string): string {
  const known = folded.get(name);
  if (known !== undefined) return known;
  const result = name.normalize('NFKC').replace(/[\s()[\]{}〔〕【】《》〈〉「」『』“”‘’"']/gu, '');
  if (folded.size >= MOST_FOLDED) folded.clear();
  folded.set(name, result);
  return result;
}

/** The names of a report are folded again and again; this many are kept, some reports' worth. */
const MOST_FOLDED = 4096;
const folded = new Map<string, string>();

/** A figure as normalised: comparator, value without trailing zeros and unit; the folded text where there is no value. */
export function figureKey(quantity: Quantity): string {
  if (quantity.kind === 'missing') return '∅';
  if (quantity.value === null) return `text:${foldName(quantity.raw)}`;
  const upper = quantity.upper === null ? '' : `..${plain(quantity.upper)}`;
  return `${quantity.comparator ?? ''}${plain(quantity.value)}${upper}${foldName(quantity.unit ?? '')}`;
}

function plain(value: string): string {
  return /^-?\d+(\.\d+)?$/.test(value) ? new Decimal(value).toFixed() : value;
}
