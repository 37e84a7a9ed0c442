import type { Block } from '../../pipeline/model/document.ts';

/** A line of running text as a reader gives it; kind and level are what the format says, if anything. */
export interface Line {
  readonly kind: Block['kind'];
  readonly level: number | null;
  readonly text: string;
  readonly title?: boolean;
  /** A table follows, with at most lines such as 单位：万元 between. */
  readonly tableFollows?: boolean;
}

export interface Role {
  readonly kind: Block['kind'];
  readonly level: number | null;
}

/** Longest heading after its number: the longest of 150 in the four seed reports has 27 characters. */
const HEADING_MAX = 40;
/** A heading may end in 。 when it is this short (（一）项目总体情况。); longer ones are sentences. */
const HEADING_WITH_STOP_MAX = 20;
/** 1. 项目单位情况。 is a heading, 1. 做好年度筹资工作。 may be either: under 1. only the shortest keep a full stop. */
const LOW_HEADING_WITH_STOP_MAX = 14;
/** （1） numbers clauses of lists more often than headings. */
const LOWEST_HEADING_MAX = 20;
const TITLE_MAX = 60;
const CAPTION_MAX = 60;

const HAN_NUMBER = '[一二三四五六七八九十百零〇]{1,4}';
const MARKS: readonly { readonly pattern: RegExp; readonly level: number }[] = [
  { pattern: new RegExp(`^第(?:${HAN_NUMBER}|\\d{1,2})(?:部分|章|篇)[\\s、.．:：]*`), level: 1 },
  { pattern: new RegExp(`^${HAN_NUMBER}\\s*[、.．]\\s*`), level: 2 },
  { pattern: new RegExp(`^[（(]\\s*${HAN_NUMBER}\\s*[）)]\\s*[、.．]?\\s*`), level: 3 },
  { pattern: /^\d{1,2}\s*(?:[、．]|[.](?!\d))\s*/, level: 4 },
  { pattern: /^[（(]\s*\d{1,2}\s*[）)]\s*/, level: 5 },
  { pattern: /^(?:\d{1,2}[）)]|[①-⑳])\s*/, level: 5 },
];
const ATTACHMENT =
  /^附\s*件?\s*(?:[0-9０-９]{1,2}|[一二三四五六七八九十]{1,3})(?:\s*[-—－]\s*[0-9０-９]{1,2})?\s*(?:[:：、.．\s]|$)/;
const ATTACHMENT_ALONE = /^附\s*件$/;
/** What a report calls itself at the end of its title line; years and remarks in brackets may follow. */
const REPORT_END =
  /(?:报告|报告书|绩效总结|(?:19|20)\d\d.*绩效(?:自评|评价)(?:情况)?)(?:\s*[（(][^（）()]{1,20}[）)])?$/;
/** Names of forms, wherever they stand: …项目支出绩效自评表, …绩效目标申报表. */
const FORM_NAME =
  /(?:自评|评价|评分|打分|申报|监控|(?:19|20)\d\d.*(?:绩效|目标))[^，。；：、]{0,8}表(?:\s*[（(][^（）()]{1,20}[）)])?$/;
/** Names of other tables: they are captions where a table follows. */
const TABLE_NAME = /表(?:\s*[（(][^（）()]{1,20}[）)])?$/;
const CAPTION =
  /^(?:续?\s*(?:附?表|附?图)|[（(]\s*续?(?:表|图))\s*(?:[0-9０-９]{1,2}(?:\s*[-—－–.．]\s*[0-9０-９]{1,2}){0,2}|[一二三四五六七八九十]{1,3})(?=[\s:：、.．）)（(\u4e00-\u9fff]|$)/;
const CAPTION_SENTENCE = /[。；;]|所示|可见|可知|看出|如下$|列示|反映了/;
const SENTENCE_INSIDE = /[。；;！？!?]|[:：].*\S/;
const POINTS = /\s*[（(]\s*\d+(?:\.\d+)?\s*分\s*[）)]$/;
const YEAR = /(?:19|20)\d\d\s*(?=年)/g;
/** Contents lists: dots or a gap, then the page. */
const TRAILING_PAGE_NUMBER = /(?:[.·…⋯]{3,}\s*|\s)\d{1,3}$/;

/**
 * Decides which lines are headings, list items and captions from their words, so that one report reads alike from every
 * format; the format's own marks count only for lines whose words say nothing. Levels: 1 titles, 附件1, 第一部分;
 * 2 一、; 3 （一）; 4 1.; 5 （1）. `lines` are in reading order; running headers and footers stay what they are.
 */
export function findRoles(lines: readonly Line[]): readonly Role[] {
  const roles = lines.map((line, index) => roleOf(line, index, lines));
  return roles.map((role, index) => {
    const next = roles[index + 1];
    const line = lines[index];
    const isIssuer = line !== undefined && role.kind === 'paragraph' && next?.level === 1 && isIssuerLine(line.text);
    return isIssuer && isTitle(lines[index + 1]?.text ?? '') ? { kind: 'heading', level: 1 } : role;
  });
}

function roleOf(line: Line, index: number, lines: readonly Line[]): Role {
  const text = line.text.trim();
  if (line.kind === 'header' || line.kind === 'footer') return { kind: line.kind, level: null };
  if (isCaption(text)) return { kind: 'caption', level: null };
  if (ATTACHMENT_ALONE.test(text)) return { kind: 'heading', level: 1 };
  if (ATTACHMENT.test(text)) {
    const isListed = [lines[index - 1], lines[index + 1]].some(
      (beside) => beside && isAttachmentWithTitle(beside.text),
    );
    return isListed && isAttachmentWithTitle(text) ? { kind: 'list-item', level: null } : heading(text, 1);
  }
  const mark = findMark(text);
  if (mark) {
    if (TRAILING_PAGE_NUMBER.test(text)) return { kind: 'paragraph', level: null };
    return isHeadingBody(text.slice(mark.length), mark.level)
      ? { kind: 'heading', level: mark.level }
      : { kind: 'list-item', level: null };
  }
  if (isTitle(text)) return { kind: 'heading', level: 1 };
  if (line.tableFollows && isShortName(text) && TABLE_NAME.test(text)) return { kind: 'caption', level: null };
  if (line.kind === 'heading') return heading(text, line.level ?? 1);
  if (line.title && text.length <= TITLE_MAX && !/[。；;，,:：]|^[（(].*[）)]$|^[\d\s年月日.．/-]+$/.test(text)) {
    return { kind: 'heading', level: 1 };
  }
  return { kind: line.kind === 'list-item' || line.kind === 'caption' ? line.kind : 'paragraph', level: null };
}

/** A line styled as a heading that is a whole paragraph is a paragraph: styles are misused, and text has none. */
function heading(text: string, level: number): Role {
  const isSentence = text.length > TITLE_MAX || (text.length > HEADING_MAX && SENTENCE_INSIDE.test(text));
  return isSentence ? { kind: 'paragraph', level: null } : { kind: 'heading', level };
}

/** The number a line begins with, 一、 or （1）, as its length and the level of a heading so numbered. */
export function findMark(text: string): { readonly length: number; readonly level: number } | undefined {
  for (const { pattern, level } of MARKS) {
    const found = pattern.exec(text);
    if (found) return { length: found[0].length, level };
  }
  return undefined;
}

/** `numbered` is what follows the number; a claim of points at its end, （20 分）, is left aside. */
function isHeadingBody(numbered: string, level: number): boolean {
  const body = numbered.replace(POINTS, '');
  const longest = level >= 5 ? LOWEST_HEADING_MAX : HEADING_MAX;
  if (body.length === 0 || body.length > longest) return false;
  const stopped = /[。.]$/.test(body);
  const inner = stopped ? body.slice(0, -1) : body;
  if (/[:：；;，,、]$/.test(inner) || SENTENCE_INSIDE.test(inner)) return false;
  if (level >= 4 && (/[，,；;]|^《/.test(inner) || /\d/.test(inner.replace(YEAR, '')) || isTitle(inner))) return false;
  if (!stopped) return true;
  return inner.length <= (level >= 4 ? LOW_HEADING_WITH_STOP_MAX : HEADING_WITH_STOP_MAX);
}

/** 2022年度项目支出绩效自评报告, …自评表（2022年度）: a line that is the name of a report or of a form. */
export function isTitle(text: string): boolean {
  const line = text.trim();
  return isShortName(line) && (REPORT_END.test(line) || FORM_NAME.test(line));
}

function isShortName(line: string): boolean {
  const isShort = line.length >= 4 && line.length <= TITLE_MAX;
  return (
    isShort && !/[。；;，,:：、]|\.{3}|…|如下$/.test(line) && !/^(?:根据|按照|经|现将|在|对|本|该|详?见)/.test(line)
  );
}

/** 表4-1 …, 图 1 …: a line that names a table or picture and is no sentence about it. */
export function isCaption(text: string): boolean {
  return (
    text.length <= CAPTION_MAX && CAPTION.test(text) && !CAPTION_SENTENCE.test(text) && !TRAILING_PAGE_NUMBER.test(text)
  );
}

/** The issuing body's name on a line of its own above the title. */
function isIssuerLine(text: string): boolean {
  return (
    /^[^\s。；;，,、:：《》]{4,30}$/.test(text.trim()) &&
    /[局委部厅院会府处室站所队校馆社司办心团县区市镇乡]$/.test(text.trim())
  );
}

function isAttachmentWithTitle(text: string): boolean {
  const found = ATTACHMENT.exec(text.trim());
  return found !== null && text.trim().length > found[0].length;
}
