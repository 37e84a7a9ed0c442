import type { Box } from '../../pipeline/model/geometry.ts';
import { firstChar, isCjk, lastChar } from '../layout/join-text.ts';
import { toLines } from '../layout/lines.ts';
import type { Edge, PageContent, Word } from '../pdf/page-content.ts';
import { findSides, HAN_GAP_EM, toStretches } from './borderless-columns.ts';
import { toPageCell } from './cell-text.ts';
import { centreSpans, isCentred } from './centred-cells.ts';
import { squeeze } from './find-cells.ts';
import type { PageCell, PageTable } from './page-table.ts';
import { findRegions, type Region } from './rule-stacks.ts';
import { findRuledRows } from './ruled-rows.ts';
import { type Block, isTight, toBlocks } from './ruleless-blocks.ts';
import { findColumns } from './ruleless-columns.ts';
import { type Span, spanLabels, spanValue } from './ruleless-labels.ts';
import { findRows, type Rows } from './ruleless-rows.ts';

/** Tables with level lines only are read with this confidence, with columns drawn in pieces and without. */
const CONFIDENCE = { sides: 0.85, gaps: 0.7 };
/** A table has at least this many cells with text. */
const LEAST_CELLS = 4;
/** Share of the fields that must hold text. */
const LEAST_FILLED = 0.2;
/** Share of the words with Han characters in a table written in Chinese; the others are figures. */
const MOSTLY_HAN = 0.3;

/** Tables without upright lines on one page, from the words that lie in no ruled table. */
export function findRulelessTables(
  content: Pick<PageContent, 'pageNumber' | 'edges' | 'widthPt' | 'heightPt'>,
  { edges, words }: { edges: readonly Edge[]; words: readonly Word[] },
): { tables: PageTable[]; rest: Word[] } {
  const level = words.filter(({ turn, vertical }) => turn === 0 && !vertical);
  const lines = toLines(level);
  if (lines.length === 0) return { tables: [], rest: [...words] };
  const bodyBox: Box = [
    0,
    Math.min(...lines.map(({ box }) => box[1])),
    content.widthPt,
    Math.max(...lines.map(({ box }) => box[3])),
  ];
  const regions = findRegions({ rules: edges, pieces: content.edges, lines, bodyBox });
  const tables: PageTable[] = [];
  let rest: Word[] = [...words];
  for (const region of regions.sort((a, b) => a.box[1] - b.box[1])) {
    const inside = rest.filter((word) => level.includes(word) && isInside(word, region.box));
    const table = readRegion(inside, region, content);
    if (table === null) continue;
    tables.push(table);
    const taken = new Set(inside);
    rest = rest.filter((word) => !taken.has(word));
  }
  return { tables, rest };
}

function isInside({ x0, x1, top, bottom }: Word, box: Box): boolean {
  const [x, y] = [(x0 + x1) / 2, (top + bottom) / 2];
  return x >= box[0] - 2 && x <= box[2] + 2 && y >= box[1] && y <= box[3];
}

/** Rows and columns of one region; null when its words stand in no grid. `isListed`: its lines are rows of their own. */
export function readRegion(
  words: readonly Word[],
  region: Region,
  { pageNumber, isListed = false }: { pageNumber: number; isListed?: boolean },
): PageTable | null {
  const lines = toLines(words).map((line) => line.words);
  const sides = region.sides ?? findGapSides(lines, region.box);
  if (sides === null) return null;
  const inner = region.rules.filter(({ at }) => at > region.box[1] + 2 && at < region.box[3] - 2);
  const isListedTight = (isListed || region.sides === null) && isTight(lines, sides);
  const blocks = toBlocks(lines, { sides, rules: inner, isTight: isListedTight });
  const isSet = region.sides !== null && isCentred(blocks, sides);
  if (blocks.length < LEAST_CELLS) return null;
  const ruled = findRuledRows(lines, region);
  const rows =
    ruled === null
      ? findRows(blocks, {
          top: region.box[1],
          bottom: region.box[3],
          rules: inner.filter((rule) => isWide(rule, region)),
        })
      : null;
  const rowSides = ruled?.sides ?? rows?.sides ?? [];
  const spans = ruled?.spans ?? (rows === null ? [] : placeBlocks(rows, { columns: sides.length - 1, region }));
  const widened = isSet ? centreSpans(spans, sides) : widenSpans(spans, sides.length - 1);
  const cells = fillGrid(widened, { rowSides, sides, rules: ruled === null ? inner : [] });
  const filled = cells.filter(({ text }) => text !== '').length;
  const count = rowSides.length - 1;
  const fields = count * (sides.length - 1);
  if (count < 2 || filled < LEAST_CELLS || filled < LEAST_FILLED * fields) return null;
  if (isProse(cells, sides)) return null;
  return {
    pageNumber,
    box: region.box,
    cells: squeeze(cells),
    ruled: false,
    confidence: region.sides === null ? CONFIDENCE.gaps : CONFIDENCE.sides,
  };
}

/**
 * Sides of columns from the gaps between words. Forms in Chinese merge cells in more rows than not, but leave no spaces
 * between words, so that each gap of their fullest rows parts columns.
 */
function findGapSides(lines: readonly (readonly Word[])[], box: Box): readonly number[] | null {
  const words = lines.flat();
  if (words.filter(({ text }) => isCjk(firstChar(text)) || isCjk(lastChar(text))).length > MOSTLY_HAN * words.length) {
    const stretches = lines.map((own) =>
      toStretches({ words: [...own].sort((a, b) => a.x0 - b.x0), size: own[0]?.size ?? 10 }, { han: HAN_GAP_EM }),
    );
    const sides = findSides(stretches, box);
    if (sides.length >= 3) return sides;
  }
  return findColumns(lines, [box[0], box[2]])?.sides ?? null;
}

function isWide({ from, to }: Edge, { box }: Region): boolean {
  return to - from > 0.9 * (box[2] - box[0]);
}

/** Two columns of running text are no table: nearly every cell is a paragraph that fills its column. */
function isProse(cells: readonly PageCell[], sides: readonly number[]): boolean {
  const texts = cells.filter(({ text }) => text !== '');
  const long = texts.filter(({ text }) => text.length > 120).length;
  return sides.length <= 4 && long > 0.4 * texts.length;
}

/**
 * Cells whose words pass a side are merged over columns: such a cell goes on to the next filled one of its row, but not
 * beyond where a merged cell below the same side above it ends; a heading spans what the cell below it spans.
 */
function widenSpans(spans: readonly Span[], columns: number): Span[] {
  const sorted = [...spans].sort((a, b) => a.row - b.row || a.block.col - b.block.col);
  const isFilled = (row: number, col: number) =>
    sorted.some(
      ({ block, row: from, rowSpan }) =>
        row >= from && row < from + rowSpan && block.col <= col && block.lastCol >= col,
    );
  const freeUntil = ({ block, row, rowSpan }: Span) => {
    let last = block.lastCol;
    const rows = Array.from({ length: rowSpan }, (_, i) => row + i);
    while (last + 1 < columns && rows.every((r) => !isFilled(r, last + 1))) last += 1;
    return last;
  };
  const widened: Span[] = [];
  for (const span of sorted) {
    const { block, row, rowSpan } = span;
    const free = freeUntil(span);
    if (free === block.lastCol) {
      widened.push(span);
      continue;
    }
    const above = widened.find((other) => other.row + other.rowSpan === row && other.block.col === block.col);
    const below = sorted.find((other) => other.row === row + rowSpan && other.block.col === block.col);
    let lastCol = block.lastCol;
    if (block.lastCol > block.col) {
      lastCol =
        above !== undefined && above.block.lastCol >= block.lastCol ? Math.min(free, above.block.lastCol) : free;
    } else if (below !== undefined && below.block.lastCol > block.lastCol)
      lastCol = Math.min(free, below.block.lastCol);
    widened.push({ ...span, block: { ...block, lastCol } });
  }
  return widened;
}

/** The rows and columns each block covers. */
function placeBlocks(rows: Rows, { columns, region }: { columns: number; region: Region }): Span[] {
  const { sides, align } = rows;
  const firsts = rows.rows.map(({ blocks }) => Math.min(...blocks.map(({ first }) => first)));
  const single = rows.rows.flatMap(({ blocks }, row): Span[] => blocks.map((block) => ({ block, row, rowSpan: 1 })));
  const lastLabel = Math.max(-1, ...rows.merged.map(({ col }) => col).filter((col) => col < columns / 2));
  const placed: Span[] = single.filter(({ block }) => block.col > lastLabel);
  const taken = (col: number) => {
    const fields = new Array<boolean>(rows.rows.length).fill(false);
    for (const { block, row, rowSpan } of placed) {
      if (block.col <= col && block.lastCol >= col) fields.fill(true, row, row + rowSpan);
    }
    return fields;
  };
  for (let col = 0; col <= lastLabel; col += 1) {
    const own = single.filter(({ block }) => block.col === col);
    const blocks = [...own.map(({ block }) => block), ...rows.merged.filter((block) => block.col === col)].sort(
      (a, b) => a.box[1] - b.box[1],
    );
    const { openTop, openBottom } = region;
    const spans = spanLabels({ blocks, sides, firsts, taken: taken(col), align, openTop, openBottom });
    if (spans !== null) placed.push(...spans);
    else {
      placed.push(...own);
      placed.push(
        ...placeValues(
          rows.merged.filter((block) => block.col === col),
          { sides, taken: taken(col) },
        ),
      );
    }
  }
  for (let col = lastLabel + 1; col < columns; col += 1) {
    placed.push(
      ...placeValues(
        rows.merged.filter((block) => block.col === col),
        { sides, taken: taken(col) },
      ),
    );
  }
  return placed;
}

function placeValues(blocks: readonly Block[], grid: { sides: readonly number[]; taken: readonly boolean[] }): Span[] {
  return blocks.map((block): Span => {
    const found = spanValue(block, grid);
    if (found !== null) return found;
    const y = (block.box[1] + block.box[3]) / 2;
    const row = Math.max(
      0,
      grid.sides.findLastIndex((side) => side <= y),
    );
    return { block, row: Math.min(row, grid.sides.length - 2), rowSpan: 1 };
  });
}

/** Cells that tile the grid: blocks with their spans, blank fields between them. */
function fillGrid(
  spans: readonly Span[],
  { rowSides, sides, rules }: { rowSides: readonly number[]; sides: readonly number[]; rules: readonly Edge[] },
): PageCell[] {
  const columns = sides.length - 1;
  const owner: (number | undefined)[][] = rowSides
    .slice(1)
    .map(() => new Array<number | undefined>(columns).fill(undefined));
  const cells: { row: number; col: number; rowSpan: number; colSpan: number; words: Word[] }[] = [];
  const ordered = [...spans].sort((a, b) => a.row - b.row || a.block.col - b.block.col);
  for (const { block, row, rowSpan } of ordered) {
    const [col, lastCol] = underRule(block, { sides, rules, spans }) ?? [block.col, block.lastCol];
    const hit = owner[row]?.[col] ?? owner[row]?.[lastCol];
    if (hit !== undefined) {
      cells[hit]?.words.push(...block.words);
      continue;
    }
    let width = 1;
    while (col + width <= lastCol && owner[row]?.[col + width] === undefined) width += 1;
    let height = 1;
    while (height < rowSpan && isFree(owner, { row: row + height, col, width })) height += 1;
    for (let r = row; r < row + height; r += 1) owner[r]?.fill(cells.length, col, col + width);
    cells.push({ row, col, rowSpan: height, colSpan: width, words: [...block.words] });
  }
  for (const [row, fields] of owner.entries()) {
    for (const [col, field] of fields.entries())
      if (field === undefined) cells.push({ row, col, rowSpan: 1, colSpan: 1, words: [] });
  }
  const padding = { left: 2, right: 2 };
  return cells
    .sort((a, b) => a.row - b.row || a.col - b.col)
    .map((cell): PageCell => {
      const { row, col, rowSpan, colSpan } = cell;
      const box: Box = [sides[col] ?? 0, rowSides[row] ?? 0, sides[col + colSpan] ?? 0, rowSides[row + rowSpan] ?? 0];
      return toPageCell({ ...cell, box }, { padding, openTop: false, openBottom: false });
    });
}

function isFree(
  owner: readonly (readonly (number | undefined)[])[],
  { row, col, width }: { row: number; col: number; width: number },
): boolean {
  return owner[row]?.slice(col, col + width).every((field) => field === undefined) ?? false;
}

/** The columns that a part-wide line below a heading groups; it stands below no other cell. */
function underRule(
  { box }: Block,
  { sides, rules, spans }: { sides: readonly number[]; rules: readonly Edge[]; spans: readonly Span[] },
): [number, number] | null {
  const total = (sides.at(-1) ?? 0) - (sides[0] ?? 0);
  const rule = rules.find(
    ({ at, from, to }) =>
      to - from < 0.9 * total &&
      at > box[3] - 3 &&
      at < box[3] + box[3] - box[1] &&
      from < box[0] + 3 &&
      to > box[2] - 3,
  );
  if (rule === undefined) return null;
  const isShared = spans.some(
    ({ block: { box: other } }) =>
      other !== box &&
      Math.min(other[3], box[3]) - Math.max(other[1], box[1]) > 0 &&
      other[0] > rule.from - 1 &&
      other[2] < rule.to + 1,
  );
  if (isShared) return null;
  const covered = sides.slice(0, -1).flatMap((side, i) => {
    const middle = (side + (sides[i + 1] ?? side)) / 2;
    return middle > rule.from && middle < rule.to ? [i] : [];
  });
  const [first, last] = [covered[0], covered.at(-1)];
  return first === undefined || last === undefined ? null : [first, last];
}
