import { replaceMath } from '../layout/math-remnants.ts';
import type { BlockItem, Item, Place, ReadNote } from '../parser.ts';
import { cleanLines, collapseSource } from './clean-text.ts';
import { orderedLabels } from './list-label.ts';
import { attributeOf, type MarkupNode } from './node.ts';
import { readTable } from './read-table.ts';

export interface MarkupReading {
  readonly items: readonly Item[];
  readonly notes: readonly ReadNote[];
}

export interface MarkupOptions {
  /** A web page: tables may only lay out text, source line ends are white space, formula remnants are replaced. */
  readonly isPage: boolean;
  /** Kind of a paragraph by its class, where the markup is our own (from DOCX). */
  readonly kindOfClass?: (className: string) => Partial<Pick<BlockItem, 'kind' | 'title'>> | undefined;
}

const PLACES: readonly Place[] = [{ method: 'markup' }];
const BLOCK = new Set(
  'address article aside blockquote body center dd details dialog div dl dt fieldset figcaption figure footer form h1 h2 h3 h4 h5 h6 header hgroup hr html li main nav ol option p pre section summary table tbody td tfoot th thead tr ul'.split(
    ' ',
  ),
);
const SILENT = new Set(
  'script style noscript template head iframe object svg math textarea title link meta'.split(' '),
);
const HEADING = /^h([1-6])$/;

/** Text in progress: what has been read of the present paragraph and what it is. */
interface Walk {
  readonly options: MarkupOptions;
  readonly items: Item[];
  readonly notes: ReadNote[];
  text: string;
  /** Number of a list item, printed before its first line. */
  label: string;
  block: Pick<BlockItem, 'kind' | 'level' | 'title'>;
}

const PARAGRAPH: Walk['block'] = { kind: 'paragraph', level: null };
const LIST_ITEM: Walk['block'] = { kind: 'list-item', level: null };

/** Blocks and tables below a node in reading order. Each line of a paragraph is a block; a heading's lines are joined. */
export function readItems(root: MarkupNode, options: MarkupOptions): MarkupReading {
  const walk: Walk = { options, items: [], notes: [], text: '', label: '', block: PARAGRAPH };
  for (const node of root.children ?? []) visit(node, walk);
  flush(walk);
  return { items: walk.items, notes: walk.notes };
}

function visit(node: MarkupNode, walk: Walk): void {
  if (node.type === 'text') {
    walk.text += walk.options.isPage ? collapseSource(node.data ?? '') : (node.data ?? '');
    return;
  }
  const name = node.name ?? '';
  if (SILENT.has(name)) return;
  if (name === 'br') walk.text += '\n';
  else if (name === 'input') walk.text += inputText(node);
  else if (name === 'select') walk.text += selectedText(node);
  else if (name === 'table') {
    flush(walk);
    addTable(node, walk);
  } else if (name === 'td' || name === 'th') {
    visitAll(node, walk);
    walk.text += '\n';
  } else if (name === 'ol') visitOrdered(node, walk);
  else if (name === 'li') visitBlock(node, walk, LIST_ITEM);
  else if (BLOCK.has(name)) visitBlock(node, walk, blockOf(node, walk));
  else visitAll(node, walk);
}

function visitAll(node: MarkupNode, walk: Walk): void {
  for (const part of node.children ?? []) visit(part, walk);
}

function visitBlock(node: MarkupNode, walk: Walk, block: Walk['block']): void {
  flush(walk);
  const outer = walk.block;
  walk.block = block;
  visitAll(node, walk);
  flush(walk);
  walk.block = outer;
}

function visitOrdered(list: MarkupNode, walk: Walk): void {
  flush(walk);
  const labels = orderedLabels(list);
  for (const item of list.children ?? []) {
    walk.label = labels.get(item) ?? '';
    visit(item, walk);
    walk.label = '';
  }
}

/** A paragraph inside a heading or a list item is part of it. */
function blockOf(node: MarkupNode, walk: Walk): Walk['block'] {
  const heading = HEADING.exec(node.name ?? '');
  if (heading) return { kind: 'heading', level: Number(heading[1]) };
  const byClass = walk.options.kindOfClass?.(attributeOf(node, 'class') ?? '');
  if (byClass) return { ...PARAGRAPH, ...byClass };
  if (node.name === 'figcaption') return { kind: 'caption', level: null };
  return walk.block.kind === 'heading' || walk.block.kind === 'list-item' ? walk.block : PARAGRAPH;
}

function flush(walk: Walk): void {
  const shown = cleanLines(walk.text);
  walk.text = '';
  if (shown.length === 0) return;
  const lines = shown.map((line, index) => (index === 0 ? walk.label + line : line));
  walk.label = '';
  const texts = walk.block.kind === 'heading' ? [joinLines(lines)] : lines;
  for (const text of texts) {
    const plain = walk.options.isPage ? replaceMath(text) : { text, replaced: [] };
    if (plain.replaced.length > 0) walk.notes.push(mathNote(plain.replaced, walk.items.length));
    walk.items.push({ type: 'block', ...walk.block, text: plain.text, places: PLACES });
  }
}

function joinLines(lines: readonly string[]): string {
  return lines.reduce((joined, line) =>
    /[\w.)]$/.test(joined) && /^[\w(]/.test(line) ? `${joined} ${line}` : joined + line,
  );
}

function inputText(node: MarkupNode): string {
  const type = (attributeOf(node, 'type') ?? 'text').toLowerCase();
  if (type === 'checkbox' || type === 'radio') return attributeOf(node, 'checked') === undefined ? '□' : '☑';
  return type === 'text' || type === 'number' ? (attributeOf(node, 'value') ?? '') : '';
}

function selectedText(node: MarkupNode): string {
  const options = (node.children ?? []).filter(({ name }) => name === 'option');
  const chosen = options.find((option) => attributeOf(option, 'selected') !== undefined) ?? options[0];
  return (chosen?.children ?? []).map(({ data }) => data ?? '').join('');
}

function addTable(node: MarkupNode, walk: Walk): void {
  const { items, notes } = readTable(node, walk.options, readItems);
  const first = walk.items.length;
  walk.notes.push(...notes.map((note) => (note.item === undefined ? note : { ...note, item: note.item + first })));
  walk.items.push(...items);
}

/** Says what formula markup was read as a sign; the raw form stands in the message. */
function mathNote(replaced: readonly string[], item: number): ReadNote {
  const raw = replaced.slice(0, 5).join(' ').slice(0, 120);
  return {
    code: 'formula-markup-replaced',
    message: {
      zh: `公式标记“${raw}”按其所代表的符号读取。`,
      en: `formula markup ${raw} was read as the signs it stands for`,
    },
    item,
  };
}
