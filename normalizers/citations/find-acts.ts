/** A cited document: what stands between 《》 (or names it without them) and its number; offsets in the text. */
export interface FoundAct {
  readonly title: string | null;
  readonly number: string | null;
  readonly start: number;
  readonly end: number;
}

/** Longest title; a lone 《 must not swallow a paragraph. */
const LONGEST_TITLE = 160;
const OPENS = '〔\\[［【(（';
const CLOSES = '〕\\]］】)）';
/** 长政办发〔2022〕7号, 宁财（社）指标〔2021〕500号, 黄开管发[2014]26号; the closing bracket or 号 may be lost. */
const NUMBER = `[\\u4e00-\\u9fff]{1,10}(?:[（(][\\u4e00-\\u9fff]{1,4}[)）][\\u4e00-\\u9fff]{0,6})?\\s?[${OPENS}]\\s?(?:19|20)\\d{2}\\s?[${CLOSES}]?\\s?(?:第\\s?)?\\d{1,5}(?:\\s?[)）]?\\s?号)?`;
/** 2015年第78号政府令, 第78号令 */
const ORDER =
  '(?:(?:19|20)\\d{2}\\s?年\\s?)?第\\s?\\d{1,4}\\s?号(?:[\\u4e00-\\u9fff]{0,6}令|公告|公布)?|[\\u4e00-\\u9fff]{0,12}令\\s?第?\\s?\\d{1,4}\\s?号';
const BRACKETED = new RegExp(`^\\s?[（(]\\s?(${NUMBER}|${ORDER})\\s?[）)]?`);
const BARE = new RegExp(`(?:${NUMBER})`, 'g');
const AHEAD = new RegExp(`(${NUMBER})\\s?(?:文件)?\\s?$`);
/** What a title of acts without 《》 ends in. */
const UNQUOTED = new RegExp(
  `((?:[^，。；：、《》（()）\\n]|（[^（()）〔[号\\n]{1,30}）|《[^《》\\n]{1,${LONGEST_TITLE}}》){2,120}?的?(?:通知|办法|意见|决定|方案|规定|批复|函|细则|公告))\\s?(?=[（(]\\s?(?:${NUMBER})\\s?[）)]?)`,
  'g',
);
const VERBS =
  /^.*?(?:(?:严格)?(?:执行|落实|按照|根据|依据|贯彻)|(?<!关于)印发了?(?=《)|下发了?|[（(]?\d{1,2}[）)]|\d{1,2}[.．、])(?=.{6})/;

/** The documents a text cites, in order; 《A》（n号） is one, 《A》《B》（n号） two of which the second has the number. */
export function findActs(text: string): FoundAct[] {
  const acts = [...quotedActs(text)];
  for (const act of unquotedActs(text)) {
    const inside = acts.filter((other) => other.start >= act.start && other.end <= act.end);
    const clashes = acts.some(
      (other) => overlaps(other, act) && other.number !== null && other.end === act.end && !inside.includes(other),
    );
    if (clashes) continue;
    for (const other of inside) acts.splice(acts.indexOf(other), 1);
    acts.push(act);
  }
  for (const match of text.matchAll(BARE)) {
    const act: FoundAct = {
      title: null,
      number: tidy(trimLead(match[0])),
      start: match.index + match[0].length - trimLead(match[0]).length,
      end: match.index + match[0].length,
    };
    if (!/[发函办政财令字规电审复社预教农医]|号$/.test(act.number ?? '') || acts.some((other) => overlaps(other, act)))
      continue;
    acts.push(act);
  }
  return acts.sort((a, b) => a.start - b.start);
}

/** Titles between 《》, nested ones within, and the number behind (or before) each. */
function quotedActs(text: string): FoundAct[] {
  const acts: FoundAct[] = [];
  for (let index = text.indexOf('《'); index !== -1; index = text.indexOf('《', index + 1)) {
    const close = closingOf(text, index);
    if (close === null || /简称[：:]?\s?$/.test(text.slice(Math.max(0, index - 5), index))) continue;
    const behind = BRACKETED.exec(text.slice(close + 1, close + 60));
    const before = behind ? null : AHEAD.exec(text.slice(Math.max(0, index - 40), index));
    const number = behind?.[1] ?? (before?.[1] === undefined ? null : trimLead(before[1]));
    const lead = before?.[1] === undefined ? 0 : before[0].length - (before[1].length - trimLead(before[1]).length);
    const title = tidy(text.slice(index + 1, close));
    const end = close + 1 + (behind?.[0].length ?? 0);
    acts.push({ title, number: number === null ? null : tidy(number), start: index - lead, end });
    index = close;
  }
  return acts;
}

/** The 》 that closes the 《 at an index, over nested ones; null: none within reach. */
function closingOf(text: string, open: number): number | null {
  let depth = 0;
  for (let index = open; index < Math.min(text.length, open + LONGEST_TITLE); index++) {
    const character = text.charAt(index);
    if (character === '《') depth += 1;
    if (character === '》') depth -= 1;
    if (depth === 0) {
      // 《…转发〈…〉》 sometimes closes twice where it opened once.
      return text.charAt(index + 1) === '》' ? index + 1 : index;
    }
    if (character === '。' || character === '\n') return null;
  }
  return null;
}

/** 自治区财政厅关于提前下达…预算的通知（宁财（社）指标〔2021〕500号）, and 关于印发《…》的通知（…）: a title without its own 《》. */
function unquotedActs(text: string): FoundAct[] {
  if (!text.includes('关于')) return [];
  return [...text.matchAll(UNQUOTED)].flatMap((match): FoundAct[] => {
    const raw = match[1] ?? '';
    if (!/关于/.test(raw)) return [];
    const lead = VERBS.exec(raw)?.[0].length ?? 0;
    const start = match.index + lead;
    const behind = BRACKETED.exec(text.slice(match.index + match[0].length));
    if (behind?.[1] === undefined) return [];
    const end = match.index + match[0].length + behind[0].length;
    return [{ title: tidy(raw.slice(lead)), number: tidy(behind[1]), start, end }];
  });
}

/** Verbs that run into a number without a gap: 依据冶政发〔2021〕33号. */
function trimLead(number: string): string {
  return number.replace(
    /^.*?(?:根据|依据|按照|依照|遵照|执行|落实|贯彻|和|及|与|以|由|下发的?|印发的?)(?=[\u4e00-\u9fff]{2,})/,
    '',
  );
}

function tidy(text: string): string {
  return text.replace(/\s+/g, '').replace(/^[和及与、]/, '');
}

function overlaps(a: FoundAct, b: FoundAct): boolean {
  return a.start < b.end && b.start < a.end;
}
