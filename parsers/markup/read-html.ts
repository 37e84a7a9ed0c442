import { load } from 'cheerio';
import { ReadFailure } from '../../pipeline/model/failure.ts';
import type { Parser, Reading, ReadNote } from '../parser.ts';
import { decodeMarkup } from './decode.ts';
import { keepMainContent } from './main-content.ts';
import type { MarkupNode } from './node.ts';
import { readItems } from './read-items.ts';
import { looksLikeHtml } from './recognise.ts';

/** Bytes of one page; the largest of bureau sites' pages with pasted Word tables have about 5 MiB. */
const MAX_BYTES = 32 * 1024 * 1024;
/** Nested elements that need an end tag; pasted Word content nests about 60. */
const MAX_DEPTH = 800;
const MAX_TAGS = 1_500_000;
/** Elements whose end tag may be left out, or that have none: they do not nest by themselves. */
const UNNESTED = new Set(
  'p li dt dd tr td th thead tbody tfoot option optgroup colgroup caption html head body br hr img input meta link col wbr area base embed source track param'.split(
    ' ',
  ),
);

/** HTML pages of bureau sites and saved HTML: blocks and tables of the article. */
export const htmlParser: Parser = {
  format: 'html',
  recognises: looksLikeHtml,
  read: (bytes) => Promise.resolve().then(() => readHtml(bytes)),
};

/** Reads a page; throws ReadFailure `too-large` or `no-text`. Nothing is fetched and no script runs. */
export function readHtml(bytes: Uint8Array): Reading {
  if (bytes.length > MAX_BYTES) throw tooLarge(`${bytes.length} 字节`, `${bytes.length} bytes`);
  const { text, charset, isDoubtful } = decodeMarkup(bytes);
  checkNesting(text);
  const $ = load(text);
  keepMainContent($);
  const body: MarkupNode | undefined = $('body')[0];
  const { items, notes } = readItems(body ?? { type: 'root' }, { isPage: true });
  if (items.length === 0) {
    throw new ReadFailure('no-text', {
      zh: '网页里没有可读的正文或表格；请在浏览器中打开后另存为完整网页，或另存为 PDF。',
      en: 'the page holds no readable text or table; open it in a browser and save it complete, or as PDF',
    });
  }
  const doubts: readonly ReadNote[] = isDoubtful ? [charsetNote(charset)] : [];
  return { pages: [], pageCount: null, items, figures: [], notes: [...doubts, ...notes] };
}

/** Before a tree is built: deep nesting makes tree builders slow and recursion fail. */
function checkNesting(text: string): void {
  let depth = 0;
  let tags = 0;
  for (const [tag, slash, name = ''] of text.matchAll(/<(\/?)([a-zA-Z][a-zA-Z0-9]*)[^<>]*>?/g)) {
    if (++tags > MAX_TAGS) throw tooLarge(`标记超过 ${MAX_TAGS} 个`, `more than ${MAX_TAGS} tags`);
    if (UNNESTED.has(name.toLowerCase()) || tag.endsWith('/>')) continue;
    depth = Math.max(0, depth + (slash ? -1 : 1));
    if (depth > MAX_DEPTH) throw tooLarge(`元素嵌套超过 ${MAX_DEPTH} 层`, `elements nested over ${MAX_DEPTH} levels`);
  }
}

function charsetNote(charset: string): ReadNote {
  return {
    code: 'charset-doubtful',
    message: {
      zh: `网页声明的编码与内容不符，按 ${charset} 读取。`,
      en: `the declared charset does not fit the bytes; read as ${charset}`,
    },
  };
}

function tooLarge(zh: string, en: string): ReadFailure {
  return new ReadFailure('too-large', {
    zh: `网页过大或异常：${zh}；请在浏览器中打开后另存为 PDF。`,
    en: `the page is too large or odd: ${en}; open it in a browser and save it as PDF`,
  });
}
