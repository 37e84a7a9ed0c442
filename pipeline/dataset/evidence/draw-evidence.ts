import type { Document } from '../../model/dataset.ts';
import type { Correction } from '../../model/decision.ts';
import type { Finding, FindingSource } from '../../model/finding.ts';
import { type CutText, cutText, type Span, shorten } from './cut-text.ts';
import type {
  BlockPicture,
  EvidencePart,
  Mark,
  PageBox,
  PagePicture,
  Pictures,
  TablePicture,
} from './evidence-data.ts';
import { toReadAs } from './read-as.ts';
import { covers, type DrawnTable, drawTable, toPageBoxes } from './table-picture.ts';

/** Characters of a cell or clause in the list beside the picture. */
const MARK_CHARACTERS = 160;

/** Draws what findings rest on, one document after the other, each table and paragraph once. */
export interface EvidenceDrawer {
  /** Adds what the findings cite in this document, whose corrections are applied already. */
  addDocument(document: Document, findings: readonly Finding[], corrections?: readonly Correction[]): void;
  /** The parts of a finding, the recorded figure's first. */
  partsOf(finding: Finding): readonly EvidencePart[];
  readonly pictures: Pictures;
}

/** `imageOf` gives the picture of a recognised page, relative to report.html; null: there is none. */
export function createEvidenceDrawer(
  imageOf: (documentId: string, pageNumber: number) => string | null,
): EvidenceDrawer {
  const tables: TablePicture[] = [];
  const blocks: BlockPicture[] = [];
  const pages: Record<string, PagePicture> = {};
  const parts = new Map<Finding, { first: number; part: EvidencePart }[]>();

  function addPages(document: Document, marks: readonly Mark[]): void {
    for (const [pageNumber] of marks.flatMap(({ boxes }) => boxes)) {
      const page = document.pages.find((each) => each.pageNumber === pageNumber);
      if (page === undefined) continue;
      pages[`${document.documentId}#${pageNumber}`] = {
        width: Math.round(page.widthPt),
        height: Math.round(page.heightPt),
        image: page.route === 'ocr' ? imageOf(document.documentId, pageNumber) : null,
      };
    }
  }

  return {
    pictures: { tables, blocks, pages },
    addDocument(document, findings, corrections = []) {
      const { documentId } = document;
      const own = findings.map((finding) => ({ finding, figures: toFigures(finding, documentId) }));
      const places = drawPlaces(document, { figures: own.flatMap(({ figures }) => figures), tables, blocks });
      for (const { finding, figures } of own) {
        for (const [key, members] of groupByPlace(figures)) {
          const { table, block, toMark } = places.get(key) ?? NOWHERE;
          const marks = members.map((each) => withReadAs(toMark(each), each, corrections));
          addPages(document, marks);
          const first = Math.min(...members.map(({ index }) => index));
          const known = parts.get(finding) ?? [];
          parts.set(finding, [...known, { first, part: { documentId, table, block, marks } }]);
        }
      }
    },
    partsOf: (finding) => [...(parts.get(finding) ?? [])].sort((a, b) => a.first - b.first).map(({ part }) => part),
  };
}

/** Sources of one figure: one, or two where a page break cuts its cell. */
interface Figure {
  readonly index: number;
  readonly ordinal: number;
  readonly sources: readonly [FindingSource, ...FindingSource[]];
}

interface Place {
  readonly table: number | null;
  readonly block: number | null;
  readonly toMark: (figure: Figure) => Mark;
}

/** Sources that share cell or block, span and role are one figure; they stand beside one another. */
function toFigures(finding: Finding, documentId: string): readonly Figure[] {
  const figures: Figure[] = [];
  const ordinals = new Map<string, number>();
  finding.sources.forEach((source, index) => {
    const last = figures.at(-1);
    const isSame = last !== undefined && toIdentity(last.sources[0]) === toIdentity(source);
    if (!isSame) ordinals.set(source.role, (ordinals.get(source.role) ?? 0) + 1);
    if (source.documentId !== documentId) return;
    if (isSame) figures[figures.length - 1] = { ...last, sources: [...last.sources, source] };
    else figures.push({ index, ordinal: ordinals.get(source.role) ?? 1, sources: [source] });
  });
  return figures;
}

function toIdentity({
  documentId,
  role,
  tableId,
  row,
  col,
  blockId,
  charSpan,
  pageNumber,
  bbox,
}: FindingSource): string {
  const place =
    tableId === undefined && blockId === undefined ? [pageNumber, bbox] : [tableId, row, col, blockId, charSpan];
  return JSON.stringify([documentId, role, place]);
}

function groupByPlace(figures: readonly Figure[]): ReadonlyMap<string, readonly Figure[]> {
  const groups = new Map<string, Figure[]>();
  for (const figure of figures) {
    const key = toPlaceKey(figure.sources[0]);
    groups.set(key, [...(groups.get(key) ?? []), figure]);
  }
  return groups;
}

function toPlaceKey({ tableId, blockId }: FindingSource): string {
  return tableId === undefined ? (blockId ?? '') : tableId;
}

/** Draws every table and block that the figures cite; each place says how a figure in it becomes a mark. */
function drawPlaces(
  document: Document,
  { figures, tables, blocks }: { figures: readonly Figure[]; tables: TablePicture[]; blocks: BlockPicture[] },
): ReadonlyMap<string, Place> {
  const places = new Map<string, Place>();
  for (const [key, members] of groupByPlace(figures)) {
    const table = document.tables.find(({ tableId }) => tableId === key);
    const block = document.blocks.find(({ blockId }) => blockId === key);
    if (table !== undefined) {
      const sources = members.flatMap((member) => member.sources);
      const cuts = cutCells(table.cells, sources);
      const drawn = drawTable(table, {
        cited: new Set(sources.flatMap(({ row }) => (row === undefined ? [] : [row]))),
        toText: (cell) => cuts.get(cell) ?? cutText(cell.text, []),
      });
      places.set(key, {
        table: tables.push(drawn.picture) - 1,
        block: null,
        toMark: (each) => toCellMark(each, { drawn, cuts }),
      });
    } else if (block !== undefined) {
      const cut = cutText(block.text, toSpans(members));
      places.set(key, {
        table: null,
        block: blocks.push({ text: cut.text }) - 1,
        toMark: (each) => {
          const span = each.sources[0].charSpan;
          return { ...toMark(each), span: span === undefined ? null : cut.toSpan(span) };
        },
      });
    }
  }
  return places;
}

function toSpans(figures: readonly Figure[]): readonly Span[] {
  return figures.flatMap(({ sources }) =>
    sources.flatMap(({ charSpan }) => (charSpan === undefined ? [] : [charSpan])),
  );
}

const NOWHERE: Place = { table: null, block: null, toMark };

/** Long cells cut to what is cited in them. */
function cutCells(
  cells: Document['tables'][number]['cells'],
  sources: readonly FindingSource[],
): ReadonlyMap<Document['tables'][number]['cells'][number], CutText> {
  const spans = new Map<Document['tables'][number]['cells'][number], Span[]>();
  for (const { row, col, charSpan } of sources) {
    if (row === undefined || col === undefined || charSpan === undefined) continue;
    const cell = cells.find((each) => covers(each, row, col));
    if (cell !== undefined) spans.set(cell, [...(spans.get(cell) ?? []), charSpan]);
  }
  return new Map([...spans].map(([cell, cited]) => [cell, cutText(cell.text, cited)]));
}

function toCellMark(figure: Figure, { drawn, cuts }: { drawn: DrawnTable; cuts: ReturnType<typeof cutCells> }): Mark {
  const [{ row, col, charSpan }] = figure.sources;
  const cell = row === undefined ? undefined : drawn.findCell(row, col ?? 0);
  const cut = [...cuts].find(([each]) => row !== undefined && covers(each, row, col ?? 0))?.[1];
  return {
    ...toMark(figure),
    cell: cell ?? null,
    row: row ?? null,
    span: charSpan === undefined || cut === undefined ? null : cut.toSpan(charSpan),
  };
}

function withReadAs(mark: Mark, { sources }: Figure, corrections: readonly Correction[]): Mark {
  const [readAs] = sources.flatMap((source) => toReadAs(source, corrections) ?? []);
  return readAs === undefined ? mark : { ...mark, readAs: shorten(readAs, MARK_CHARACTERS) };
}

function toMark({ ordinal, sources }: Figure): Mark {
  const [{ role, text, line, row, method }] = sources;
  return {
    role,
    ordinal,
    text: shorten(text, MARK_CHARACTERS),
    cell: null,
    span: null,
    boxes: sources.flatMap(toPageBoxes) satisfies PageBox[],
    line: line ?? null,
    row: row ?? null,
    isRecognised: method === 'ocr',
  };
}
