import type { ParsedDocument } from '../../model/document.ts';
import type { Report } from '../../model/report.ts';
import { anhui } from './anhui.ts';
import { hubei } from './hubei.ts';
import { ministry } from './ministry.ts';
import { ningxia } from './ningxia.ts';
import type { Profile, Signs } from './profile.ts';
import { sichuan } from './sichuan.ts';

/** The profiles that come with the program; the first whose signs a report shows is taken, the ministry's where none is. */
export const PROFILES: readonly Profile[] = [hubei, sichuan, anhui, ningxia, ministry];

/** A longer cell is a sentence, and no sign. */
const LONGEST_SIGN = 120;

/**
 * The profile of a report: the given one (--profile) where the report shows its signs or it has none, else one that comes
 * with the program, by the words in the report's tables. No place's name is looked at.
 */
export function chooseProfile(
  report: Pick<Report, 'tables'>,
  { document, given }: { document: Pick<ParsedDocument, 'tables'>; given: Profile | null },
): Profile {
  const own = new Set(report.tables.map(({ tableId }) => tableId));
  const texts = document.tables
    .filter(({ tableId }) => own.has(tableId))
    .flatMap(({ cells }) => cells.flatMap(({ text }) => (text.length > LONGEST_SIGN ? [] : [fold(text)])));
  const candidates = given === null ? PROFILES : [given, ...PROFILES];
  return candidates.find(({ signs }) => signs === null || shows(texts, signs)) ?? ministry;
}

function shows(texts: readonly string[], { all = [], any = [], none = [] }: Signs): boolean {
  const stands = (word: string): boolean => texts.some((text) => text.includes(fold(word)));
  return all.every(stands) && (any.length === 0 || any.some(stands)) && !none.some(stands);
}

function fold(text: string): string {
  return text.normalize('NFKC').replace(/\s+/gu, '');
}
