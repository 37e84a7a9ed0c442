import type { Block, ParsedDocument } from '../pipeline/model/document.ts';
import type { Text } from '../pipeline/model/source.ts';
import type { TableReading } from './forms/table-reading.ts';
import { headingLevel, topOrdinal } from './outline.ts';
import { folded, printed } from './printed.ts';
import { relateProjects } from './same-project.ts';
import type { Item, Section } from './section.ts';
import { isAttachmentMark, isTitleStart, namesYear, titleKind } from './titles.ts';

export interface Split {
  readonly sections: readonly Section[];
  /** Where it could not be told whether two parts are one report: the first blocks of the part kept apart. */
  readonly unsure: readonly Block[][];
}

/** A title and its form or text, before it is decided which parts make one report. */
interface Part extends Section {
  readonly isForm: boolean;
  readonly isNarrative: boolean;
  /** The part begins with a title or an 附件 mark of its own. */
  readonly isMarked: boolean;
  /** Text that goes on below a form inside it. */
  readonly goesOn: boolean;
}

/** Lines between a title and its table or its first heading: year, unit, date, addressee, an opening paragraph. */
const TITLE_REACH = 8;
/** A paragraph of at least this many characters is content, not part of a cover page. */
const SHORTEST_PARAGRAPH = 60;

/**
 * Splits the content of a file into its reports. A part begins at a title (with its 附件 mark and the lines it is broken
 * over) or at a form table; a form and the text beside it are one report if they name the same project.
 */
export function splitReports(items: readonly Item[]): Split {
  if (items.length === 0) return { sections: [], unsure: [] };
  const parts = withoutCovers(cutParts(items));
  return joinParts(parts.flatMap(moveTrailingText));
}

/** Blocks and tables of a document in reading order, the tables as they were read. Running heads and page numbers stay out. */
export function toItems(document: Pick<ParsedDocument, 'blocks'>, readings: readonly TableReading[]): Item[] {
  const after = new Map<string | null, TableReading[]>();
  for (const reading of readings) {
    const key = reading.slice.table.precedingBlockId;
    after.set(key, [...(after.get(key) ?? []), reading]);
  }
  const tablesAfter = (key: string | null): Item[] =>
    (after.get(key) ?? []).map((reading) => ({ kind: 'table', reading }));
  return [
    ...tablesAfter(null),
    ...document.blocks.flatMap((block): Item[] => {
      const own: Item[] = block.kind === 'header' || block.kind === 'footer' ? [] : [{ kind: 'block', block }];
      return [...own, ...tablesAfter(block.blockId)];
    }),
  ];
}

/** Whether a section is a self-evaluation at all: by its tables, its title, or numbered sections about 绩效 or 自评. */
export function isReportSection({ title, items }: Section): boolean {
  if (title !== null && titleKind(title.text) !== undefined) return true;
  if (items.some((item) => item.kind === 'table' && ['form', 'indicators', 'scores'].includes(item.reading.role)))
    return true;
  const headings = items.filter((item) => headingLevel(blockText(item)) === 1).length;
  return headings >= 2 && items.some((item) => /绩效|自评/u.test(blockText(item)));
}

interface Start {
  readonly at: number;
  readonly title: Text | null;
  readonly isMarked: boolean;
}

function cutParts(items: readonly Item[]): Part[] {
  const starts = new Map<number, Start>();
  items.forEach((item, index) => {
    if (item.kind !== 'block' || !isTitleAt(items, index)) return;
    const start = titleStart(items, index);
    if (!starts.has(start.at)) starts.set(start.at, start);
  });
  const titled = [...starts.keys()].sort((a, b) => a - b);
  items.forEach((item, index) => {
    if (item.kind !== 'table' || item.reading.role !== 'form') return;
    const above = titled.findLast((at) => at < index);
    const between = above === undefined ? [] : items.slice(above, index);
    if (above !== undefined && !between.some(isContent) && between.length <= TITLE_REACH + 2) return;
    const at = formStart(items, index);
    const marked = at < index;
    if (!starts.has(at)) starts.set(at, { at, title: item.reading.title, isMarked: marked });
  });
  const order = [...starts.values()].sort((a, b) => a.at - b.at);
  if (order[0]?.at !== 0) order.unshift({ at: 0, title: null, isMarked: false });
  return order.map((start, index) => toPart(items.slice(start.at, order[index + 1]?.at ?? items.length), start));
}

function toPart(items: readonly Item[], { title, isMarked }: Omit<Start, 'at'>): Part {
  const forms = items.filter((item) => item.kind === 'table' && item.reading.role === 'form').length;
  const headings = items.filter((item) => item.kind === 'block' && headingLevel(item.block.text) === 1).length;
  const isReport = title !== null && titleKind(title.text) === 'report';
  return {
    title,
    items,
    isMarked,
    isForm: forms > 0,
    isNarrative: forms === 0 && (isReport || headings >= 2),
    goesOn: false,
  };
}

/** A title of a report has the opening of one below it, a title of a form has its table; the same words elsewhere name a thing. */
function isTitleAt(items: readonly Item[], index: number): boolean {
  const text = blockText(items[index]);
  const kind = titleKind(text);
  if (kind === undefined) return false;
  const below = items.slice(index + 1, index + 1 + TITLE_REACH);
  const table = below.findIndex((item) => item.kind === 'table');
  const heading = below.findIndex((item) => headingLevel(blockText(item)) !== undefined);
  if (kind === 'form') {
    const item = table < 0 ? undefined : below[table];
    const isFirst = index === 0 || isAttachmentMark(blockText(items[index - 1]));
    return item?.kind === 'table' && (heading < 0 || table < heading) && (item.reading.role === 'form' || isFirst);
  }
  return (
    heading >= 0 || table >= 0 || below.some((item) => /^项目名称[:：]/u.test(folded(blockText(item)))) || index === 0
  );
}

/** Goes back from the last line of a title over its earlier lines and its 附件 mark. */
function titleStart(items: readonly Item[], index: number): Start {
  let at = index;
  const lines = [items[index]];
  const follows = (): boolean => {
    const above = blockText(items[at - 1]);
    if (above === '' || !isTitleStart(above) || titleKind(above) !== undefined || lines.length > 2) return false;
    const line = blockText(items[at]);
    // 某局 above 2022年…报告 is a letterhead; above 项目支出绩效自评报告 it is the first half of the title.
    return !namesYear(line) && (at - 1 === 0 || namesYear(above) || isAttachmentMark(blockText(items[at - 2])));
  };
  while (follows()) {
    at -= 1;
    lines.unshift(items[at]);
  }
  const blocks = lines.flatMap((item) => (item?.kind === 'block' ? [item.block] : []));
  const text = printed(blocks.map((block) => block.text).join('\n'));
  const title = {
    text: text.replace(/^附(?:件|表)\s*\d{0,3}\s*[:：]\s*/u, ''),
    sources: blocks.flatMap(({ sources }) => sources),
  };
  const marked = at > 0 && isAttachmentMark(blockText(items[at - 1]));
  return { at: marked ? at - 1 : at, title, isMarked: true };
}

/** Goes back from a form without a title over the short lines above it: 附件 mark, 单位（盖章）： and the like. */
function formStart(items: readonly Item[], index: number): number {
  let at = index;
  while (at > 0 && index - at < 4) {
    const text = folded(blockText(items[at - 1]));
    const isLabel = /^[^。；]{2,20}[:：][^。；]{0,20}$/u.test(text) && !/^备?注/u.test(text);
    if (!isAttachmentMark(text) && !isLabel) break;
    at -= 1;
    if (isAttachmentMark(text)) break;
  }
  return at;
}

/** A cover page repeats the title and says nothing: it goes with the part after it. */
function withoutCovers(parts: readonly Part[]): Part[] {
  const kept: Part[] = [];
  let cover: Part | undefined;
  for (const part of parts) {
    const joined: Part = cover
      ? { ...part, title: cover.title ?? part.title, items: [...cover.items, ...part.items] }
      : part;
    cover = part.items.some(isContent) ? undefined : joined;
    if (!cover) kept.push(joined);
  }
  return cover ? [...kept, cover] : kept;
}

function isContent(item: Item): boolean {
  if (item.kind === 'table') return true;
  return headingLevel(item.block.text) !== undefined || folded(item.block.text).length >= SHORTEST_PARAGRAPH;
}

/** Text that goes on with 二、 below a form inside a report belongs to the report, not to the form. */
function moveTrailingText(part: Part): Part[] {
  if (!part.isForm || part.isMarked) return [part];
  const table = part.items.findLastIndex((item) => item.kind === 'table' && item.reading.role === 'form');
  const from = part.items.findIndex((item, index) => index > table && (topOrdinal(blockText(item)) ?? 0) > 1);
  if (from < 0) return [part];
  const trailing = toPart(part.items.slice(from), { title: null, isMarked: false });
  return [
    { ...part, items: part.items.slice(0, from) },
    { ...trailing, isNarrative: false, goesOn: true },
  ];
}

function joinParts(parts: readonly Part[]): Split {
  const reports: Part[][] = [];
  const unsure: Block[][] = [];
  for (const part of parts) {
    const last = reports.at(-1);
    if (!last) {
      reports.push([part]);
      continue;
    }
    if (part.goesOn) {
      (reports.findLast((report) => report.some(({ isNarrative }) => isNarrative)) ?? last).push(part);
      continue;
    }
    const relation = relate(last, part, parts);
    if (relation === 'same') last.push(part);
    else {
      reports.push([part]);
      if (relation === 'unsure')
        unsure.push(part.items.flatMap((item) => (item.kind === 'block' ? [item.block] : [])).slice(0, 2));
    }
  }
  return {
    sections: reports.map((report) => ({
      title: report.find(({ title }) => title !== null)?.title ?? firstLine(report),
      items: report.flatMap(({ items }) => items),
    })),
    unsure,
  };
}

/** Whether a part belongs to the report before it. */
function relate(report: readonly Part[], part: Part, all: readonly Part[]): 'same' | 'other' | 'unsure' {
  if (!part.isForm && !part.isNarrative) return 'same';
  const hasForm = report.some(({ isForm }) => isForm);
  const hasNarrative = report.some(({ isNarrative }) => isNarrative);
  if (part.isForm ? hasForm || !hasNarrative : hasNarrative || !hasForm) return 'other';
  const [form, narrative] = part.isForm ? [[part], report] : [report, [part]];
  const relation = relateProjects(
    form.flatMap(({ items }) => items),
    narrative.flatMap(({ items }) => items),
  );
  if (relation !== 'unknown') return relation;
  const forms = all.filter(({ isForm }) => isForm).length;
  const narratives = all.filter(({ isNarrative }) => isNarrative).length;
  return forms === 1 && narratives === 1 ? 'same' : 'unsure';
}

/** Where no line is a title: the first line, if it is short. */
function firstLine(report: readonly Part[]): Text | null {
  const first = report[0]?.items[0];
  if (first?.kind === 'table') return first.reading.title;
  const inTable = report[0]?.items.find((item) => item.kind === 'table');
  if (inTable?.kind === 'table' && inTable.reading.title) return inTable.reading.title;
  if (!first || !isTitleStart(first.block.text)) return null;
  return { text: printed(first.block.text), sources: [...first.block.sources] };
}

function blockText(item: Item | undefined): string {
  return item?.kind === 'block' ? item.block.text : '';
}
