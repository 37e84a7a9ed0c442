import type { BlockItem, ReadNote } from '../parser.ts';
import { endsSentence } from './cell-kinds.ts';
import { cleanInline } from './inline-markup.ts';
import { isBlank, type Line } from './lines.ts';
import { excerpt, lineNote } from './notes.ts';

interface Paragraph {
  readonly text: string;
  readonly lines: readonly number[];
  /** Blank lines stand between this paragraph and the one before. */
  readonly apart: boolean;
  readonly level: number | null;
}

/** Half-width columns; a line cut by a page break is as wide as the text, a title or label mostly shorter. */
const MIN_CUT_WIDTH = 40;
/** Share of wide lines within this many columns of the widest that makes hard wraps: they fill the line but for a sign or two. */
const WRAP_TOLERANCE = 4;
const MIN_WRAP_WIDTH = 30;
const MAX_WRAP_WIDTH = 160;
const PAGE_NUMBER =
  /^\s*(?:[-—–－]\s*\d{1,4}\s*[-—–－]|第\s*\d{1,4}\s*页(?:\s*[,，/]?\s*共\s*\d{1,4}\s*页)?|Page\s+\d{1,4}(?:\s+of\s+\d{1,4})?)\s*$/i;
/** What begins a paragraph of its own: list numbers, headings, captions, attachments, subtitles. */
const OPENS =
  /^(?:[-*•●]\s|#{1,6}\s|[（(]?[一二三四五六七八九十]{1,3}[）)、.．]|第[一二三四五六七八九十\d]{1,3}[章节条部]|[（(]\d{1,2}[）)]|\d{1,2}(?:\.\d{1,2}){0,3}\s*[、.．](?!\d)|[①-⑳]|[一二三四五六七八九十]是|附\s*[件表录]|表\s*\d|图\s*\d|单位\s*[:：]|备注|注\s*[:：]|[（(]\s*\d{4}\s*年)/;
const SECTION = /^(?:#{1,6}\s|[（(]?[一二三四五六七八九十]{1,3}[）)、.．]|[（(]?\d{1,2}[）)、.．])/;
const LABELLED = /^[^，。；：:,;]{2,40}[：:]/;
const TITLE_END =
  /(?:报告|情况|总结|方案|说明|意见|办法|通知|分析|结论|目的|原则|依据|内容|标准|概况|措施|建议|问题|职能|职责|表|局|厅|委|部|处|室|中心|日|年度)[）)]?\**$/;
const NEW_SENTENCE = /^(?:根据|为了?|按照|经|现|截至|截止|本|我|该|\d{4}\s*年)/;
const OPENERS = new Map([
  ['《', '》'],
  ['（', '）'],
  ['“', '”'],
  ['〔', '〕'],
  ['「', '」'],
]);

/** A page number on a line of its own. */
export function isPageNumber(text: string): boolean {
  return PAGE_NUMBER.test(text);
}

/** Lines between tables → paragraphs: page numbers dropped, hard wraps undone, sentences cut by a page break joined. */
export function toParagraphs(
  lines: readonly Line[],
  wrapWidth: number | null,
): { readonly items: readonly BlockItem[]; readonly notes: readonly ReadNote[] } {
  const notes: ReadNote[] = [];
  const paragraphs: Paragraph[] = [];
  let apart = true;
  let width = 0;
  for (const line of lines) {
    if (isPageNumber(line.text)) {
      notes.push(pageNumberNote(line));
      continue;
    }
    if (isBlank(line.text)) {
      apart = true;
      continue;
    }
    const next = toParagraph(line, apart);
    const last = paragraphs.at(-1);
    const wrapped = wrapWidth !== null && !apart && width >= wrapWidth - WRAP_TOLERANCE && !OPENS.test(next.text);
    if (last !== undefined && (wrapped || (!apart && isOpenTitle(last, line)))) {
      paragraphs[paragraphs.length - 1] = join(last, next);
    } else if (last !== undefined && apart && isCut(last, next)) {
      if (/\d$/.test(last.text) && /^\d/.test(next.text)) {
        notes.push(cutFigureNote(last, next));
        paragraphs.push(next);
      } else {
        notes.push(joinedNote(last, next));
        paragraphs[paragraphs.length - 1] = join(last, next);
      }
    } else {
      paragraphs.push(next);
    }
    apart = false;
    width = displayWidth(line.text);
  }
  return { items: paragraphs.map(toBlock), notes };
}

/** Width of the lines of a text with hard wraps, in half-width columns; null: every line is a paragraph. */
export function findWrapWidth(lines: readonly Line[]): number | null {
  const widths: number[] = [];
  lines.forEach((line, index) => {
    const next = lines[index + 1];
    if (next === undefined || isBlank(line.text) || isBlank(next.text) || line.text.includes('\t')) return;
    if (!OPENS.test(next.text.trim())) widths.push(displayWidth(line.text));
  });
  if (widths.length < 8) return null;
  const widest = widths.reduce((most, width) => Math.max(most, width), 0);
  const full = widths.filter((width) => width >= widest - WRAP_TOLERANCE).length;
  return widest >= MIN_WRAP_WIDTH && widest <= MAX_WRAP_WIDTH && full * 2 >= widths.length ? widest : null;
}

function toParagraph(line: Line, apart: boolean): Paragraph {
  const heading = /^\s*(#{1,6})\s+/.exec(line.text);
  const text = line.text
    .replace(/^\s*#{1,6}\s+/, '')
    // A Markdown bullet before a list number says nothing more.
    .replace(/^\s*[-*]\s+(?=[（(]?\d{1,2}[、.．）)])/, '');
  return {
    text: cleanInline(text).text.replace(/\t+/g, ' ').trim(),
    lines: [line.number],
    apart,
    level: heading?.[1]?.length ?? null,
  };
}

/** A title in bold over several lines: its first line opens ** and does not close it. */
function isOpenTitle(last: Paragraph, line: Line): boolean {
  return (
    last.lines.length === 1 &&
    /\*\*\s*$/.test(line.text) &&
    !line.text.trim().startsWith('**') &&
    !endsSentence(last.text)
  );
}

/** Whether a paragraph was cut by a page break and goes on in the next one. */
function isCut(last: Paragraph, next: Paragraph): boolean {
  const { text } = last;
  if (last.level !== null || next.level !== null) return false;
  if (OPENS.test(next.text) && !/^[（(]?[一二三四五六七八九十\d]+[）)]/.test(next.text)) return false;
  const closes = closesBracket(text, next.text);
  if (OPENS.test(next.text)) return false;
  if (closes) return true;
  if (endsSentence(text)) return false;
  if (/^[，。；、）》”,;]/.test(next.text)) return true;
  // 甲指标：…… and 乙指标：…… are items of one list, though the first lacks its full stop.
  if (LABELLED.test(next.text) && (LABELLED.test(text) || !/[。；]/.test(next.text))) return false;
  if (displayWidth(text) < MIN_CUT_WIDTH) return false;
  if (/[，、,]$/.test(text)) return true;
  const inside = SECTION.test(text) ? /[。；，]/ : /[。；，、,]/;
  const body = text.replace(LABELLED, '');
  if (inside.test(body) || (LABELLED.test(text) && body !== '' && endsSentence(next.text))) {
    return !/[）)]$/.test(text) || endsSentence(next.text);
  }
  return (
    !SECTION.test(text) && !TITLE_END.test(text) && !NEW_SENTENCE.test(next.text) && /[。；]$/.test(next.text.trim())
  );
}

/** Whether a bracket or quotation mark left open in the first text is closed first thing in the second. */
function closesBracket(first: string, second: string): boolean {
  for (const [open, close] of OPENERS) {
    if (first.lastIndexOf(open) <= first.lastIndexOf(close)) continue;
    const closed = second.indexOf(close);
    const opened = second.indexOf(open);
    if (closed >= 0 && (opened < 0 || closed < opened)) return true;
  }
  return false;
}

function join(first: Paragraph, second: Paragraph): Paragraph {
  const gap = /[A-Za-z,.;:]$/.test(first.text) && /^[A-Za-z]/.test(second.text) ? ' ' : '';
  return { ...first, text: first.text + gap + second.text, lines: [...first.lines, ...second.lines] };
}

function toBlock(paragraph: Paragraph): BlockItem {
  const { level, lines, text } = paragraph;
  const places = lines.map((line) => ({ line, method: 'text' as const }));
  return { type: 'block', kind: level === null ? 'paragraph' : 'heading', level, text, places };
}

/** Columns of a line in a fixed-width font: Han and full-width signs take two. */
function displayWidth(text: string): number {
  let width = 0;
  for (const char of text.trimEnd())
    width += /[\u1100-\u115f\u2e80-\ua4cf\uac00-\ud7a3\uf900-\ufaff\ufe30-\ufe6f\uff00-\uff60\uffe0-\uffe6“”‘’—…]/.test(
      char,
    )
      ? 2
      : 1;
  return width;
}

function pageNumberNote(line: Line): ReadNote {
  return lineNote('page-number-dropped', [line.number], {
    zh: `第 ${line.number} 行为页码（${line.text.trim()}），已略去`,
    en: `line ${line.number} is a page number (${line.text.trim()}): dropped`,
  });
}

function joinedNote(last: Paragraph, next: Paragraph): ReadNote {
  const ends = last.text.slice(-8);
  return lineNote('paragraph-joined-over-page-break', [...last.lines.slice(-1), ...next.lines], {
    zh: `空行两侧的文字按同一段接上：“…${ends}${next.text.slice(0, 8)}…”`,
    en: `text on both sides of a blank line was joined to one paragraph: “…${ends}${next.text.slice(0, 8)}…”`,
  });
}

function cutFigureNote(last: Paragraph, next: Paragraph): ReadNote {
  return lineNote('figure-cut-by-page-break', [...last.lines.slice(-1), ...next.lines], {
    zh: `分页两侧都是数字，无法确定是否同一个数，未接上：${excerpt(last.text.slice(-20))} / ${excerpt(next.text.slice(0, 20))}`,
    en: `digits stand on both sides of a page break; whether they are one figure cannot be told, so they stay apart: ${excerpt(last.text.slice(-20))} / ${excerpt(next.text.slice(0, 20))}`,
  });
}
