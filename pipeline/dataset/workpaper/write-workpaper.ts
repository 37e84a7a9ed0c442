import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { summarySchema } from '../../model/dataset.ts';
import type { Message } from '../../model/source.ts';
import { SUMMARY_FILE } from '../dataset-files.ts';
import { readDecisions } from '../decisions.ts';
import { requireVersion } from '../read-dataset.ts';
import { openBook } from './book.ts';
import { writeCoverageSheets } from './coverage-sheets.ts';
import { writeFailuresSheet, writeFundsSheet, writeIndicatorsSheet } from './data-sheets.ts';
import { indexFindings } from './finding-index.ts';
import { writeFindingsSheet } from './findings-sheet.ts';
import { writeRecomputedSheet } from './recomputed-sheet.ts';
import type { SheetContext } from './sheet-context.ts';
import { writeSummarySheet } from './summary-sheet.ts';
import { type Language, TEXTS } from './words.ts';

export const WORKPAPER_FILE = 'workpaper.xlsx';

export interface WorkpaperOptions {
  readonly language: Language;
  /** Title of a check, from the catalogue; null: it is not there. */
  readonly toTitle: (checkId: string) => Message | null;
  /** Rows a sheet may have, and agreeing results listed; for tests. */
  readonly mostRows?: number;
  readonly mostPasses?: number;
}

/**
 * Writes workpaper.xlsx (审计底稿) into a dataset from its lines and decisions, as a stream: memory grows only with the
 * ids of the findings. The same dataset and decisions give the same bytes. Throws DatasetError.
 */
export async function writeWorkpaper(
  dir: string,
  { language, toTitle, mostRows, mostPasses }: WorkpaperOptions,
): Promise<void> {
  await requireVersion(dir);
  const summary = summarySchema.parse(JSON.parse(await readFile(join(dir, SUMMARY_FILE), 'utf8')));
  const [decisions, findFinding] = await Promise.all([readDecisions(dir), indexFindings(dir)]);
  const book = openBook(join(dir, WORKPAPER_FILE), {
    title: TEXTS.bookTitle[language],
    cutMark: TEXTS.cutMark[language],
    footer: TEXTS.footer[language],
    ...(mostRows === undefined ? {} : { mostRows }),
  });
  const context: SheetContext = { dir, book, language, decisions, toTitle, findFinding };
  try {
    await writeFindingsSheet(context, 'fail');
    await writeFindingsSheet(context, 'review');
    const unlisted = await writeRecomputedSheet(context, mostPasses);
    await writeCoverageSheets(context);
    await writeIndicatorsSheet(context);
    await writeFundsSheet(context);
    await writeFailuresSheet(context);
    await writeSummarySheet(context, { summary, unlisted });
    await book.finish();
  } catch (error) {
    await book.discard();
    throw error;
  }
}
