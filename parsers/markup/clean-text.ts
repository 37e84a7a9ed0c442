const BLANKS = '[ \\t\\r\\f\\v\\u00a0\\u2000-\\u200a\\u202f\\u205f]';
const EDGES = /^[\s\u3000]+|[\s\u3000]+$/g;
const WIDE = '[\\u2e80-\\u9fff\\uf900-\\ufaff\\uff00-\\uffef]';
/** A line break of the source between two wide characters stands for nothing (CSS Text 3, segment breaks). */
const BROKEN_WIDE = new RegExp(`(?<=${WIDE})${BLANKS}*\\n\\s*(?=${WIDE})`, 'g');
const INVISIBLE = /[\u200b-\u200d\u2060\ufeff\u00ad]/g;

/** White space of markup source as it is shown: runs become one space, none between Han characters over a line end. */
export function collapseSource(text: string): string {
  return text.replace(INVISIBLE, '').replace(BROKEN_WIDE, '').replace(/\n/g, ' ');
}

/** Shown lines (\n between them), each trimmed and with single spaces; blank lines are left out. */
export function cleanLines(text: string): readonly string[] {
  const single = new RegExp(`${BLANKS}+`, 'g');
  const lines = text.replace(INVISIBLE, '').split('\n');
  return lines.map((line) => line.replace(single, ' ').replace(EDGES, '')).filter((line) => line !== '');
}
