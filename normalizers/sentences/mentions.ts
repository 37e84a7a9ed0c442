import { type FoundQuantity, findQuantities } from '../../pipeline/model/quantity/find-quantities.ts';
import { meaningOf } from '../../pipeline/model/quantity/units.ts';
import { MASK, maskText } from './mask.ts';
import type { Passage } from './passages.ts';
import { type Bracket, splitSentences } from './split-sentences.ts';

/** One sentence of a passage; `start` and `end` are offsets in the passage. */
export interface Sentence {
  readonly passage: Passage;
  readonly start: number;
  readonly end: number;
  /** As printed, without the spaces around it. */
  readonly text: string;
  readonly dates: readonly FoundQuantity[];
  readonly mentions: readonly Mention[];
  /** Figures left out because the sentence has more than any real one. */
  readonly unread: number;
}

/** A figure with the words beside it. Offsets are in the passage. */
export interface Mention {
  readonly figure: FoundQuantity;
  readonly dimension: string;
  /** The words before it in its clause, without the figures and dates among them; spaces dropped. */
  readonly label: string;
  /** Offset where the clause, or the part of it that belongs to this figure, begins. */
  readonly labelStart: number;
  /** The noun directly behind a count: 股室 of 3个股室; "" if none. */
  readonly noun: string;
  readonly nounEnd: number;
  /** The bracket it stands in, if any. */
  readonly bracket: Bracket | null;
}

const CLAUSE_END = '，,；;：:。！？!?\n';
const LONGEST_NOUN = 24;
const NOUN_END =
  /的|进行|开展|存在|实施|享受|参加|参与|自(?!治|然|来|评)|和|与|及|以及|或|，|已|均|都|为|被|由|达|实现|完成|全部|给予|予以|等|纳入|进入|涉及|较|比|占|增|减|降|提|发放|使用|支出|支付|预算|用于|在|从|对|按|将|并|得到|受益|合计|共计|其中|累计|采用|采纳|采取|召开|建成|建立|适时|及时|依法/;
/** （黄医保发〔2021〕14号） in the words before a figure. */
const NUMBERED_ACT = /[（(][^（()）]{0,20}[〔[［][^（()）]{0,16}号?[）)]|《[^《》]*》/g;
/** Counts whose thing may follow them. Amounts, shares and points name theirs before. */
const COUNTING = /^(?:count:|none$|people$)/;

/** Most figures read of one sentence; no sentence a person wrote has so many, and their relations are looked for pair by pair. */
const MOST_FIGURES = 200;

/** The sentences of a passage with their figures, in order. */
export function readSentences(passage: Passage): Sentence[] {
  const { text } = passage;
  const masked = maskText(text);
  const found = HAS_NUMERAL.test(masked)
    ? findQuantities(masked).map((figure) => withoutSwallowed(figure, masked))
    : [];
  let next = 0;
  return splitSentences(masked, found).map(({ start, end, brackets }) => {
    const within: FoundQuantity[] = [];
    for (let figure = found[next]; figure !== undefined && figure.start < end; figure = found[next]) {
      next += 1;
      if (figure.end <= end) within.push(figure);
    }
    const figures = within.slice(0, MOST_FIGURES);
    return {
      passage,
      start,
      end,
      text: text.slice(start, end).replaceAll('**', '').trim(),
      dates: figures.filter(({ quantity }) => quantity.kind === 'date'),
      mentions: mentionsOf({ text, masked, start, end, found: figures, brackets }),
      unread: within.length - figures.length,
    };
  });
}

/** What every figure is written with. */
const HAS_NUMERAL = /[\d０-９一二两三四五六七八九十百千万]/;

/** 存在A、B、依据不足3项问题: behind a row of names 不足 ends the last name and does not bound the figure. */
function withoutSwallowed(figure: FoundQuantity, text: string): FoundQuantity {
  const lead = /^不足\s*/.exec(text.slice(figure.start, figure.end))?.[0];
  if (lead === undefined) return figure;
  const clause =
    text
      .slice(Math.max(0, figure.start - 120), figure.start)
      .split(/[，。；：,;:]/)
      .at(-1) ?? '';
  if (!/(?:存在|有|包括).*、/.test(clause)) return figure;
  return { ...figure, start: figure.start + lead.length, quantity: { ...figure.quantity, comparator: null } };
}

function mentionsOf(from: {
  readonly text: string;
  readonly masked: string;
  readonly start: number;
  readonly end: number;
  readonly found: readonly FoundQuantity[];
  readonly brackets: readonly Bracket[];
}): Mention[] {
  const { text, masked, start, end, found, brackets } = from;
  const figures = found.filter((figure) => isFigure(figure, text));
  const mentions: Mention[] = [];
  for (const [index, figure] of figures.entries()) {
    const previous = mentions.at(-1);
    const bracket = innermost(brackets, figure.start);
    const floor = Math.max(start, previous?.nounEnd ?? start, bracket ? bracket.open + 1 : start);
    const labelStart = clauseStart({ masked, figure, floor, brackets, figures });
    const dimension = meaningOf(figure.quantity.unit).dimension;
    const next = figures[index + 1]?.start ?? end;
    const label = labelOf({ text, masked, from: labelStart, to: figure.start, found, floor, start, bracket });
    const noun = COUNTING.test(dimension)
      ? nounAfter(text, { from: figure.end, to: Math.min(next, end, bracket?.close ?? end) })
      : null;
    mentions.push({
      figure,
      dimension,
      label,
      labelStart,
      noun: noun?.text ?? '',
      nounEnd: noun?.end ?? figure.end,
      bracket,
    });
  }
  return mentions;
}

/** 建设一支队伍 counts nothing; 附件1 is a name. */
function isFigure({ quantity, start, end }: FoundQuantity, text: string): boolean {
  if (quantity.kind === 'date' || quantity.value === null) return false;
  if (/^一/.test(text.slice(start, end)) && !/(?:共|仅|只|有)[有设]?$/.test(text.slice(Math.max(0, start - 2), start)))
    return false;
  return (
    quantity.unit !== null ||
    !/(?:附件|附表|表|图|编号|文号|代码|序号|邮编)\s*[:：]?\s*$/.test(text.slice(Math.max(0, start - 5), start))
  );
}

function innermost(brackets: readonly Bracket[], index: number): Bracket | null {
  let inner: Bracket | null = null;
  for (const bracket of brackets) {
    if (bracket.open < index && index < bracket.close && (inner === null || bracket.open > inner.open)) inner = bracket;
  }
  return inner;
}

/** Walks left to where the words of this figure begin. */
function clauseStart(from: {
  readonly masked: string;
  readonly figure: FoundQuantity;
  readonly floor: number;
  readonly brackets: readonly Bracket[];
  readonly figures: readonly FoundQuantity[];
}): number {
  const { masked, figure, floor, brackets, figures } = from;
  let index = figure.start;
  while (index > floor) {
    const character = masked.charAt(index - 1);
    if (CLAUSE_END.includes(character)) return index;
    if (
      character === '、' &&
      figures.some((other) => other.end <= index - 1 && !masked.slice(other.end, index - 1).match(/[，,；;：:。]/))
    ) {
      return index;
    }
    const closed = brackets.find(({ close }) => close === index - 1);
    if (closed && figures.some((other) => other.start > closed.open && other.end <= closed.close)) return index;
    index = closed ? closed.open : index - 1;
  }
  return floor;
}

/** The label; what stands before a colon or before the bracket of the figure where nothing else does. */
function labelOf(from: {
  readonly text: string;
  readonly masked: string;
  readonly from: number;
  readonly to: number;
  readonly found: readonly FoundQuantity[];
  readonly floor: number;
  readonly start: number;
  readonly bracket: Bracket | null;
}): string {
  const own = wordsOf(from, from.from, from.to);
  if (own.replace(/[共约计合为是有达]/g, '') !== '') return own;
  const before = from.masked.charAt(from.from - 1);
  const opens = from.bracket !== null && from.from === from.bracket.open + 1;
  if (!opens && before !== '：' && before !== ':') return own;
  let index = from.from - 1;
  while (
    index > from.start &&
    !CLAUSE_END.includes(from.masked.charAt(index - 1)) &&
    !'（()）'.includes(from.masked.charAt(index - 1))
  ) {
    index -= 1;
  }
  if (from.found.some((figure) => figure.quantity.kind !== 'date' && figure.start >= index && figure.end <= from.from))
    return own;
  return `${wordsOf(from, index, from.from - 1)}${own}`;
}

function wordsOf(
  from: { readonly text: string; readonly found: readonly FoundQuantity[] },
  start: number,
  end: number,
): string {
  let words = from.text.slice(start, end);
  for (const date of [...from.found].reverse()) {
    if (date.quantity.kind !== 'date' || date.start < start || date.end > end) continue;
    words = words.slice(0, date.start - start) + openingOf(date, from.text) + words.slice(date.end - start);
  }
  return words
    .replace(/\s+|\*\*/g, '')
    .replace(NUMBERED_ACT, '')
    .replaceAll(MASK, '');
}

/** 2022年年初预算 says a year and 年初; the date reader takes both. */
export function openingOf(date: FoundQuantity, text: string): '年初' | '' {
  return /年初$/.test(date.quantity.raw) &&
    /^(?:财政|部门)?(?:预算|安排|批复|计划|结转|结余|设定|目标)/.test(text.slice(date.end, date.end + 6).trim())
    ? '年初'
    : '';
}

function nounAfter(text: string, span: { from: number; to: number }): { text: string; end: number } | null {
  const rest = text.slice(span.from, Math.min(span.to, span.from + LONGEST_NOUN * 2));
  const run = /^\s{0,2}(“[^“”]{1,30}”|[\u4e00-\u9fff]{2,})/.exec(rest);
  if (run === null) return null;
  const words = run[1] ?? '';
  const quoted = words.startsWith('“');
  const cut = quoted ? -1 : words.search(NOUN_END);
  const noun = (cut === -1 ? words : words.slice(0, cut)).slice(0, LONGEST_NOUN);
  if (noun.length < 2) return null;
  return { text: noun, end: span.from + run[0].length - words.length + noun.length };
}
