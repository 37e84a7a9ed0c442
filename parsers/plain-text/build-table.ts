import type { ReadNote, TableItem } from '../parser.ts';
import { alignRows, type Budget } from './align-rows.ts';
import { joinCutRows } from './continued-rows.ts';
import { findFrame } from './frame.ts';
import { layOut, type PlacedSection } from './lay-out.ts';
import type { JoinedTable } from './page-joins.ts';
import { dropFragments, joinBrokenHeadings, splitFusedHeadings } from './repair-headings.ts';
import { cellText, filledColumns, padRow, type TextRow, tableWidth } from './rows.ts';
import { findSections, type Section } from './sections.ts';
import { spreadTotals } from './spread-rows.ts';

/** A table of the text as a grid whose cells tile it, and what was repaired or could not be told. */
export function buildTable(
  table: JoinedTable,
  budget: Budget,
): { readonly item: TableItem; readonly notes: readonly ReadNote[] } {
  const width = Math.max(1, tableWidth(table.rows));
  const { rows } = table;
  const padded = rows.map((row) => padRow(row, width));
  const counts = rows.map((row) => row.cells.length);
  const spread = table.dialect === 'cells' ? spreadTotals(padded, counts) : { rows: padded, notes: [] };
  const notes: ReadNote[] = [...table.notes, ...spread.notes];
  const sections = findSections(spread.rows).map((section): PlacedSection => {
    if (section.kind === 'keys') return { ...section, rows: section.rows.map(joinOptions) };
    const repaired = repairGrid(section, budget);
    for (const note of repaired.notes) notes.push(note);
    return repaired.section;
  });
  const { cells, notes: lost } = layOut(sections, width);
  for (const note of lost) notes.push(note);
  const doubtful = new Set(
    notes.filter((note) => note.code === 'row-not-aligned').flatMap((note) => note.places ?? []),
  );
  const confidence = Math.round((1 - doubtful.size / Math.max(1, rows.length)) * 1000) / 1000;
  return { item: { type: 'table', caption: null, pageNumbers: [], cells, ruled: false, confidence }, notes };
}

/** The repairs of one grid, each on what the one before left. */
function repairGrid(
  section: Extract<Section, { kind: 'grid' }>,
  budget: Budget,
): {
  section: PlacedSection;
  notes: readonly ReadNote[];
} {
  const broken = joinBrokenHeadings(section.headings, section.body);
  const cut = joinCutRows(broken.body, findFrame(broken.headings, broken.body));
  const clean = dropFragments(broken.headings, cut.rows);
  const aligned = alignRows(clean.headings, clean.body, budget);
  const split = splitFusedHeadings(aligned.headings, aligned.body);
  const frame = findFrame(split.headings, split.body);
  const notes = [...broken.notes, ...cut.notes, ...clean.notes, ...aligned.notes, ...split.notes];
  return { section: { kind: 'grid', headings: split.headings, body: split.body, frame }, notes };
}

/** 1、部门预算 ☑ | 2、专项 □: options of one key in cells of their own are one value. */
function joinOptions(row: TextRow): TextRow {
  const [label, ...options] = filledColumns(row);
  const first = options[0];
  if (label !== 0 || first === undefined || options.length < 2) return row;
  if (!options.every((col) => /[☑□]/.test(cellText(row, col)))) return row;
  const text = options.map((col) => cellText(row, col)).join(' ');
  const cells = row.cells.map((cell, col) =>
    options.includes(col) ? { ...cell, text: col === first ? text : '' } : cell,
  );
  return { ...row, cells };
}
