import type { Message } from '../../model/source.ts';
import type { Decisions } from '../decisions.ts';
import type { Book, Cell, Column } from './book.ts';
import type { FindFinding } from './finding-index.ts';
import { HEADINGS, type Language, TEXTS } from './words.ts';

/** What every sheet is written with. */
export interface SheetContext {
  /** Folder of the dataset. */
  readonly dir: string;
  readonly book: Book;
  readonly language: Language;
  readonly decisions: Decisions;
  /** Title of a check; null: not in the catalogue. */
  readonly toTitle: (checkId: string) => Message | null;
  readonly findFinding: FindFinding;
}

export type Heading = keyof typeof HEADINGS;

/** Columns by heading and width. */
export function toColumns(language: Language, widths: readonly (readonly [Heading, number])[]): readonly Column[] {
  return widths.map(([name, width]) => ({ heading: HEADINGS[name][language], width }));
}

/** Cells people fill in. */
export function emptyInputs(count: number): readonly Cell[] {
  return Array.from({ length: count }, () => ({ value: null, tone: 'input' as const }));
}

/** A link to a finding in the report page beside the workbook; anchors are made of our own ids. */
export function toEvidenceCell(anchor: string | undefined, language: Language): Cell {
  if (anchor === undefined || !/^f-[0-9a-z-]+$/i.test(anchor)) return null;
  const text = TEXTS.open[language];
  return { formula: `HYPERLINK("report.html#${anchor}","${text}")`, result: text, isLink: true };
}
