import type { Block } from '../../pipeline/model/document.ts';
import type { Source } from '../../pipeline/model/source.ts';
import type { SentenceBlock } from './input.ts';

interface Part {
  readonly block: Block;
  /** Offset in the passage at which the block's text begins. */
  readonly start: number;
}

/** The running text of one block, or of several where a page break cut a sentence in two. */
export interface Passage {
  readonly text: string;
  /** Headings above, then numbered lines and the name a paragraph begins with (执行率：…, （1）决策依据（7分）。…), as printed. */
  readonly headings: readonly string[];
  /** The name of the last heading or leading name without numbering and claim of points; null: none. */
  readonly topic: string | null;
  /** True where the topic is a name that a paragraph begins with, as indicator paragraphs do. */
  readonly topicLeads: boolean;
  readonly isHeading: boolean;
  readonly parts: readonly Part[];
}

/** Shorter blocks are titles and labels rather than cut sentences. */
const SHORTEST_CUT = 20;
const LONGEST_HEADING = 40;
const LONGEST_NAME = 45;

const NUMBERINGS: readonly RegExp[] = [
  /^第?[一二三四五六七八九十]{1,3}[、．.]/,
  /^[（(]\s*[一二三四五六七八九十]{1,3}\s*[）)]、?/,
  /^\d{1,2}\s*[.．、](?!\d)/,
  /^[（(]\s*\d{1,2}\s*[）)]、?/,
  /^[①-⑳]/,
];
const CLAIM = /[（(][^（()）]*?\d+(?:\.\d+)?\s*分\s*[）)]/g;
const NO_NAME = /(?:如下|包括|其中|分别|以下|有|是|为|即|单位|备注|附件|日期|电话|说明)$|^(?:其中|注|附件?|表|图)/;

/** The passages of the running text: blocks whose sentence goes on in the next one are joined; heads and feet are left out. */
export function readPassages(blocks: readonly SentenceBlock[]): Passage[] {
  const passages: Passage[] = [];
  let path: { readonly depth: number; readonly text: string }[] = [];
  let given = '';
  let name: string | null = null;
  for (const group of joinCut(blocks.filter(({ block }) => isText(block)))) {
    const { headings, block } = group[0];
    const key = headings.join('\n');
    if (key !== given) {
      path = [];
      name = null;
      given = key;
    }
    const parts = partsOf(group);
    const text = group.map(({ block: { text: own } }) => own).join('');
    const depth = numberingDepth(text);
    if (depth !== null || block.kind === 'heading') name = null;
    if (depth !== null) path = path.filter((line) => line.depth < depth);
    if (block.kind === 'heading') {
      passages.push({ text, headings, topic: nameOf(text), topicLeads: false, isHeading: true, parts });
      continue;
    }
    const own = leadingName(text);
    if (own !== null) name = own;
    const line = depth !== null && own === null && isHeadingLine(text) ? text.trim() : null;
    if (line !== null && depth !== null) path.push({ depth, text: line });
    const above = [...headings, ...path.map((entry) => entry.text)];
    const last = above.at(-1);
    passages.push({
      text,
      headings: name === null ? above : [...above, name],
      topic: name !== null ? nameOf(name) : last === undefined ? null : nameOf(last),
      topicLeads: name !== null,
      isHeading: false,
      parts,
    });
  }
  return passages;
}

/** Where a stretch of a passage was read: the sources of its block with the exact span; two blocks give two sources. */
export function sourcesOf(passage: Passage, span: { start: number; end: number }, documentId: string): Source[] {
  const sources: Source[] = [];
  for (const { block, start } of passage.parts) {
    const from = Math.max(span.start, start);
    const to = Math.min(span.end, start + block.text.length);
    if (from >= to) continue;
    const place = { blockId: block.blockId, charSpan: [from - start, to - start] as [number, number] };
    if (block.sources.length === 0) sources.push({ documentId, ...place, method: 'text' });
    for (const source of block.sources) sources.push({ ...source, ...place });
  }
  return sources;
}

/** The block in which an offset of the passage stands. */
export function blockAt(passage: Passage, offset: number): Block | undefined {
  return passage.parts.findLast(({ start }) => start <= offset)?.block;
}

/** A heading or leading name without list number, claim of points and closing mark: 决策依据 of （1）决策依据（7分）。 */
export function nameOf(line: string): string | null {
  let text = line.trim().replaceAll('*', '');
  for (const numbering of NUMBERINGS) text = text.replace(numbering, '').trim();
  text = text
    .replace(CLAIM, '')
    .replace(/[。：:，,\s]+$/, '')
    .replace(/\s+/g, '');
  return text === '' ? null : text;
}

function isText(block: Block): boolean {
  return block.kind !== 'header' && block.kind !== 'footer' && block.kind !== 'caption' && block.text.trim() !== '';
}

function partsOf(group: Group): Part[] {
  let start = 0;
  return group.map(({ block }) => {
    const part = { block, start };
    start += block.text.length;
    return part;
  });
}

type Group = [SentenceBlock, ...SentenceBlock[]];

function joinCut(blocks: readonly SentenceBlock[]): Group[] {
  const groups: Group[] = [];
  for (const entry of blocks) {
    const group = groups.at(-1);
    const last = group?.at(-1);
    if (group && last && goesOn(last, entry)) group.push(entry);
    else groups.push([entry]);
  }
  return groups;
}

/** True where a page break cut the sentence of one block and the next block continues it. */
function goesOn(above: SentenceBlock, below: SentenceBlock): boolean {
  if (above.block.kind === 'heading' || below.block.kind === 'heading') return false;
  if (above.headings.join('\n') !== below.headings.join('\n')) return false;
  const head = above.block.text.trimEnd();
  const tail = below.block.text.trim().replaceAll('*', '');
  if (numberingDepth(tail) !== null || NEW_LINE.test(tail)) return false;
  if (head.lastIndexOf('《') > head.lastIndexOf('》') || (/”$/.test(head) && /^“/.test(tail))) return true;
  return head.length >= SHORTEST_CUT && /[，。；：、,;:]/.test(head) && !/[。！？；：!?;:）)】\]”"]$/.test(head);
}

/** What begins a line of its own: captions, notes, and labels such as 主管部门：. */
const NEW_LINE = /^(?:附件?|表|图|注|备注|单位)\s*[\d一二三四五六七八九十:：]|^[^，。]{2,12}[：:]/;

function numberingDepth(text: string): number | null {
  const depth = NUMBERINGS.findIndex((numbering) => numbering.test(text.trim().replaceAll('*', '')));
  return depth === -1 ? null : depth;
}

function isHeadingLine(text: string): boolean {
  const line = text.trim().replace(CLAIM, '');
  return line.length <= LONGEST_HEADING && !/[，；,;：:]/.test(line) && !/。./.test(line) && !hasFigure(line);
}

/** The name a paragraph begins with: 预算执行率：… without a number, （1）决策依据（7分）。… with one. */
function leadingName(text: string): string | null {
  const plain = text.trim().replaceAll('*', '');
  const numbering = NUMBERINGS.map((pattern) => pattern.exec(plain)?.[0]).find((found) => found !== undefined) ?? '';
  const rest = plain.slice(numbering.length).trim();
  const end = rest.search(numbering === '' ? /[：:]/ : /[：:。，]/);
  if (
    end < 2 ||
    end > LONGEST_NAME ||
    rest
      .slice(end + 1)
      .replace(CLAIM, '')
      .trim() === ''
  )
    return null;
  const name = rest.slice(0, end);
  if (rest.charAt(end) === '，' && !CLAIM_AT_END.test(name)) return null;
  if (
    /[，。；“”"《》,;！？]/.test(name) ||
    NO_NAME.test(name.replace(CLAIM, '').trim()) ||
    hasFigure(name.replace(CLAIM, ''))
  )
    return null;
  return `${numbering}${name}`.trim();
}

const CLAIM_AT_END = /[（(][^（()）]*?\d+(?:\.\d+)?\s*分\s*[）)]\s*$/;

/** A digit that belongs to no year, date or list number. */
function hasFigure(text: string): boolean {
  const rest = text.replace(/\d{4}\s*[-—~至]?\s*(?:\d{4})?\s*年/g, '');
  return NUMBERINGS.reduce((line, numbering) => line.replace(numbering, ''), rest.trim()).search(/\d/) !== -1;
}
