import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { summarySchema } from '../../model/dataset.ts';
import { SUMMARY_FILE } from '../dataset-files.ts';
import { readDecisions } from '../decisions.ts';
import type { Written } from '../file-writer.ts';
import type { ViewSettings } from '../view-settings.ts';
import { openBook } from './book.ts';
import { countResults } from './count-results.ts';
import { writeCoverageSheets } from './coverage-sheets.ts';
import { writeFailuresSheet, writeFundsSheet, writeIndicatorsSheet } from './data-sheets.ts';
import { indexFindings } from './finding-index.ts';
import { writeFindingsSheet } from './findings-sheet.ts';
import { writeRecomputedSheet } from './recomputed-sheet.ts';
import type { SheetContext } from './sheet-context.ts';
import { writeSummarySheet } from './summary-sheet.ts';
import { TEXTS } from './words.ts';

const WORKPAPER_FILE = 'workpaper.xlsx';

/** How much a sheet holds; left out: what the format and MOST_PASSES allow. */
export interface WorkpaperLimits {
  readonly mostRows?: number;
  readonly mostPasses?: number;
}

/**
 * Writes workpaper.xlsx (审计底稿) into a dataset from its lines and decisions, as a stream: memory grows only with the
 * ids of the findings. The same dataset and decisions give the same bytes. Throws DatasetError.
 */
export async function writeWorkpaper(
  dir: string,
  { language, checks }: ViewSettings,
  { mostRows, mostPasses }: WorkpaperLimits = {},
): Promise<Written> {
  const summary = summarySchema.parse(JSON.parse(await readFile(join(dir, SUMMARY_FILE), 'utf8')));
  const [decisions, findFinding, counts] = await Promise.all([
    readDecisions(dir),
    indexFindings(dir),
    countResults(dir),
  ]);
  const book = openBook(join(dir, WORKPAPER_FILE), {
    title: TEXTS.bookTitle[language],
    cutMark: TEXTS.cutMark[language],
    footer: TEXTS.footer[language],
    ...(mostRows === undefined ? {} : { mostRows }),
  });
  const titles = new Map(checks.map(({ id, title }) => [id, title]));
  const toTitle: SheetContext['toTitle'] = (checkId) => titles.get(checkId) ?? null;
  const context: SheetContext = { dir, book, language, decisions, toTitle, findFinding };
  try {
    await writeFindingsSheet(context, 'fail');
    await writeFindingsSheet(context, 'review');
    const unlisted = await writeRecomputedSheet(context, {
      passes: counts.recomputedPasses,
      ...(mostPasses === undefined ? {} : { mostPasses }),
    });
    await writeCoverageSheets(context, counts);
    await writeIndicatorsSheet(context);
    await writeFundsSheet(context);
    await writeFailuresSheet(context);
    await writeSummarySheet(context, { summary, unlisted });
    return await book.finish();
  } catch (error) {
    await book.discard();
    throw error;
  }
}
