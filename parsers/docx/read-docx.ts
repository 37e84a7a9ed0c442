import { load } from 'cheerio/slim';
import { zipSync } from 'fflate';
import mammoth from 'mammoth';
import { ReadFailure } from '../../pipeline/model/failure.ts';
import { child, XML_LIMITS } from '../container/xml-tree.ts';
import { type MarkupReading, readItems } from '../markup/read-items.ts';
import type { Item, Reading, ReadNote, ReadOptions } from '../parser.ts';
import { collectFigures } from './figures.ts';
import { readNumbering } from './numbering.ts';
import { openPackage, type WordPackage } from './package.ts';
import { readNotes, readRunningHeads } from './side-parts.ts';
import { type Simplified, simplifyTree } from './simplify-tree.ts';
import { readStyles } from './styles.ts';
import { PLAIN_STYLES, type WriteState, writeBlocks } from './write-plain.ts';

/** Characters of plain XML mammoth gets at once: it copies its lists at every level, so that a whole book costs gigabytes. */
const CHUNK_LENGTH = 100_000;
const STYLE_MAP = [
  ...PLAIN_STYLES.map((style) =>
    /^h[1-6]$/.test(style) ? `p.${style} => ${style}:fresh` : `p.${style} => p.${style}:fresh`,
  ),
  'p => p:fresh',
];
const OPEN = '<w:document xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main"><w:body>';
const CLOSE = '</w:body></w:document>';

/**
 * Reads a DOCX: blocks (running heads first and last), tables with exact merges, pictures. The document is first written
 * again with what mammoth would lose, then converted by mammoth to HTML and read as markup. Throws ReadFailure `corrupt`,
 * `too-large`, `encrypted`, `unsupported-format` or `no-text`.
 */
export async function readDocx(bytes: Uint8Array, options: ReadOptions): Promise<Reading> {
  const word = openPackage(bytes);
  const { documentPath } = word;
  const root = word.readXml(documentPath);
  const body = child(child(root, 'w:document'), 'w:body');
  if (!root || !body) throw notWhole();
  const simplified = simplifyTree(root);
  const state = startState(word, options);
  const main = writeBlocks(body.children ?? [], state);
  const heads = readRunningHeads(word, root, state);
  const written = [...heads.headers, ...main, ...readNotes(word, state), ...heads.footers];
  const html = await toHtml(written);
  const markup = readItems(load(html, { xml: { xmlMode: false } }).root()[0] ?? { type: 'root' }, {
    isPage: false,
    kindOfClass,
  });
  const figures = state.figures?.figures ?? [];
  const { items, figuresBefore, notes: doubts } = splitFigures(markup, figures.length);
  if (items.length === 0) throw noText(figures.length);
  const notes = [...doubts, ...(state.figures?.notes ?? []), ...writingNotes(simplified, state)];
  return { pages: [], pageCount: null, items, figures: [...figures], figuresBefore, notes };
}

function startState(word: WordPackage, options: ReadOptions): WriteState {
  const { documentPath } = word;
  const related = [...word.relationships(documentPath).values()];
  const partOf = (type: string): string | null =>
    related.find((relation) => relation.type.endsWith(`/${type}`))?.target ?? null;
  const stylesEntry = word.zip.find(partOf('styles') ?? '');
  const stylesText = stylesEntry && new TextDecoder().decode(word.zip.read(stylesEntry, XML_LIMITS.bytes));
  const styles = readStyles(stylesText);
  return {
    styles,
    numbering: readNumbering(() => word.readXml(partOf('numbering') ?? ''), styles.linkedNumId),
    figures: collectFigures(word, documentPath, options),
    running: null,
    isRunning: false,
    fields: [],
    looseFigures: [],
    noteIds: [],
    hiddenRuns: 0,
    paragraphs: 0,
    hiddenCells: 0,
  };
}

async function toHtml(written: readonly string[]): Promise<string> {
  const html: string[] = [];
  let chunk: string[] = [];
  let length = 0;
  for (const xml of [...written, null]) {
    if (chunk.length > 0 && (xml === null || length + xml.length > CHUNK_LENGTH)) {
      html.push(await convert(chunk.join('')));
      chunk = [];
      length = 0;
    }
    if (xml !== null) {
      chunk.push(xml);
      length += xml.length;
    }
  }
  return html.join('');
}

async function convert(xml: string): Promise<string> {
  const document = new TextEncoder().encode(`${OPEN}${xml}${CLOSE}`);
  const buffer = Buffer.from(zipSync({ 'word/document.xml': document }, { level: 0 }));
  const settings = { styleMap: STYLE_MAP, includeDefaultStyleMap: false, includeEmbeddedStyleMap: false };
  return (await mammoth.convertToHtml({ buffer }, settings)).value;
}

function kindOfClass(
  className: string,
): { kind?: 'header' | 'footer' | 'list-item' | 'caption'; title?: boolean } | undefined {
  switch (className) {
    case 'header':
    case 'footer':
      return { kind: className };
    case 'item':
      return { kind: 'list-item' };
    case 'title':
      return { title: true };
    case 'figure':
      return { kind: 'caption', title: true };
    default:
      return undefined;
  }
}

interface Split {
  readonly items: readonly Item[];
  /** For each picture the item it stands before. */
  readonly figuresBefore: readonly number[];
  readonly notes: readonly ReadNote[];
}

/** Takes the placeholders of pictures out again and says before which item each picture stands. */
function splitFigures(markup: MarkupReading, count: number): Split {
  const items: Item[] = [];
  const figuresBefore = new Array<number>(count).fill(0);
  const movedTo: number[] = [];
  for (const item of markup.items) {
    movedTo.push(items.length);
    if (item.type === 'block' && item.kind === 'caption' && item.title) figuresBefore[Number(item.text)] = items.length;
    else items.push(item);
  }
  const notes = markup.notes.map((note): ReadNote => {
    const item = note.item === undefined ? undefined : movedTo[note.item];
    return item === undefined ? note : { ...note, item };
  });
  return { items, figuresBefore, notes };
}

/** What was left out or could not be read, in notes. */
function writingNotes(simplified: Simplified, state: WriteState): readonly ReadNote[] {
  const counted: readonly (readonly [count: number, code: string, zh: string, en: string])[] = [
    [state.hiddenRuns, 'hidden-text-left-out', '处隐藏文字未读取', 'runs of hidden text were left out'],
    [
      state.hiddenCells,
      'merged-cell-text-left-out',
      '个被合并的单元格内有不显示的文字，未读取',
      'cells hidden by a merge held text that was left out',
    ],
    [
      simplified.placeholders,
      'placeholder-left-out',
      '处未填写的内容控件按空白读取',
      'unfilled content controls were read as blank',
    ],
    [simplified.comments, 'comments-left-out', '条批注未读取', 'comments were left out'],
    [
      simplified.embedded,
      'embedded-object-not-read',
      '个嵌入的对象（如 Excel 表）未读取',
      'embedded objects (such as Excel sheets) were not read',
    ],
  ];
  const notes = counted
    .filter(([count]) => count > 0)
    .map(([count, code, zh, en]): ReadNote => ({ code, message: { zh: `${count} ${zh}。`, en: `${count} ${en}` } }));
  const formats = [...state.numbering.unknownFormats].sort();
  if (formats.length === 0) return notes;
  const message = {
    zh: `自动编号格式 ${formats.join('、')} 不认识，按阿拉伯数字读取。`,
    en: `automatic numbers of the format ${formats.join(', ')} were read as plain numbers`,
  };
  return [...notes, { code: 'numbering-format-unknown', message }];
}

function notWhole(): ReadFailure {
  return new ReadFailure('corrupt', {
    zh: 'Word 文件的正文部分不完整；请重新取得原文件，或用文字处理软件修复后另存。',
    en: 'the main part of the Word file is not whole; get the original again, or repair and save it in a word processor',
  });
}

function noText(figures: number): ReadFailure {
  const hint = figures > 0 ? { zh: `，只有 ${figures} 张图片`, en: `, only ${figures} pictures` } : { zh: '', en: '' };
  return new ReadFailure('no-text', {
    zh: `文件里没有可读的文字${hint.zh}；请提供带文字的版本。`,
    en: `the file holds no readable text${hint.en}; provide a version with text`,
  });
}
