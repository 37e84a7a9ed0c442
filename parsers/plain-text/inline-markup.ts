/** Text without remnants of markup; `changed` says whether there were any. */
export interface Cleaned {
  readonly text: string;
  readonly changed: boolean;
}

const COMMANDS: Readonly<Record<string, string>> = {
  geq: '≥',
  geqslant: '≥',
  ge: '≥',
  leq: '≤',
  leqslant: '≤',
  le: '≤',
  neq: '≠',
  ne: '≠',
  approx: '≈',
  sim: '~',
  times: '×',
  div: '÷',
  cdot: '·',
  pm: '±',
  square: '□',
  Box: '□',
  boxtimes: '☑',
  checkmark: '√',
  surd: '√',
  rightarrow: '→',
  to: '→',
  ldots: '…',
  cdots: '…',
  dots: '…',
  quad: ' ',
  bigstar: '★',
  star: '★',
};
const ENTITIES: Readonly<Record<string, string>> = {
  nbsp: ' ',
  lt: '<',
  gt: '>',
  amp: '&',
  quot: '"',
  apos: "'",
  ge: '≥',
  le: '≤',
  ensp: ' ',
  emsp: ' ',
  times: '×',
  middot: '·',
  ldquo: '“',
  rdquo: '”',
  mdash: '—',
};
const TAG =
  /<\/?(?:p|div|span|b|strong|i|em|u|s|font|sub|sup|o:p|center|small|big|label|li|ul|ol|td|th|tr|tbody|thead|table|h[1-6])(?:\s[^<>]{0,500})?\/?>/gi;
const BOX = /<input\b([^<>]{0,500})>/gi;
const MATH = /\$([^$\n]{1,200})\$/g;

/** Takes HTML tags, entities, LaTeX commands and Markdown emphasis out of a line; check boxes become ☑ and □. */
export function cleanInline(raw: string): Cleaned {
  let text = raw;
  if (text.includes('<')) text = withoutTags(text);
  if (text.includes('\\') || text.includes('$')) text = withoutLatex(text);
  if (text.includes('**')) text = withoutEmphasis(text);
  if (text.includes('&')) text = text.replace(/&(#x?[0-9a-f]{1,6}|[a-z]{2,8});/gi, entity);
  return { text, changed: text !== raw };
}

/** A cell's text without remnants of markup and white space around it. */
export function cellOf(raw: string): string {
  return cleanInline(raw)
    .text.split('\n')
    .map((line) => line.trim())
    .filter((line) => line !== '')
    .join('\n');
}

/**
 * Markdown's ** goes where it encloses words, or stands at an end of the line or after the end of a sentence (the other half is on
 * another line). Forms print it as a place for a figure, too (人数≥**人): then it stays.
 */
function withoutEmphasis(text: string): string {
  return text
    .replace(/(?<![*≥≤<>=(（\d])\*\*(?=[^\s*])([^*]{1,2000})\*\*(?!\*)/g, '$1')
    .replace(/^(\s*(?:[-*] )?)\*\*(?!\*)/, '$1')
    .replace(/(?<=[。：:！？；])\*\*(?!\*)/g, '')
    .replace(/(?<![*≥≤<>=(（\d])\*\*(\s*)$/, '$1');
}

function withoutTags(text: string): string {
  return text
    .replace(BOX, (tag: string, attributes: string) => {
      if (!/type\s*=\s*["']?(?:checkbox|radio)/i.test(attributes)) return tag;
      return /\bchecked\b(?!\s*=\s*["']?false)/i.test(attributes) ? '☑' : '□';
    })
    .replace(/<br\s*\/?>/gi, '\n')
    .replace(/<\/p>\s*<p(?:\s[^<>]{0,500})?>/gi, '\n')
    .replace(TAG, '');
}

/** Formulas lose their dollar signs where they hold a command or nothing but a figure; commands become characters. */
function withoutLatex(text: string): string {
  const opened = text.replace(MATH, (whole: string, inner: string) =>
    inner.includes('\\') || /^\s*[≥≤=<>]?\s*[\d.,]+\s*%?\s*$/.test(inner) ? commands(inner.trim()) : whole,
  );
  return opened.includes('\\') ? commands(opened) : opened;
}

function commands(text: string): string {
  return text
    .replace(/\\(?:text|mathrm|mathbf|textbf|rm)\s*\{([^{}]*)\}/g, '$1')
    .replace(/\\d?frac\s*\{([^{}]*)\}\s*\{([^{}]*)\}/g, '$1/$2')
    .replace(/\^\s*\{?\\circ\}?/g, '°')
    .replace(/\\([A-Za-z]+)(\s*)/g, (whole: string, name: string, space: string) => {
      const char = COMMANDS[name];
      // The space after a command only ends its name.
      return char === undefined ? whole : char + (space === '' || /[≥≤]/.test(char) ? '' : space);
    })
    .replace(/\\([%_&#$])/g, '$1');
}

function entity(whole: string, name: string): string {
  if (!name.startsWith('#')) return ENTITIES[name.toLowerCase()] ?? whole;
  const code = /^#x/i.test(name) ? Number.parseInt(name.slice(2), 16) : Number.parseInt(name.slice(1), 10);
  const legible =
    code >= 0x20 && code <= 0x10ffff && !(code >= 0x7f && code < 0xa0) && !(code >= 0xd800 && code < 0xe000);
  return legible ? String.fromCodePoint(code) : whole;
}
