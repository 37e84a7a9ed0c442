/** A value as PDF writes it; streams, strings and numbers of other use are left out as null. */
export type PdfValue = null | boolean | number | PdfName | PdfReference | readonly PdfValue[] | PdfDictionary;

export interface PdfName {
  readonly name: string;
}

export interface PdfReference {
  readonly ref: number;
}

export interface PdfDictionary {
  readonly entries: ReadonlyMap<string, PdfValue>;
}

/** Deeper nesting than this is an attack: structure elements nest 3 levels. */
const MOST_DEPTH = 40;
/** One object longer than this is not read: a table body of 10,000 rows takes 100,000 characters. */
const LONGEST = 4_000_000;

const TOKEN =
  /[\0\t\n\f\r ]+|%[^\r\n]*|<<|>>|\[|\]|\/[^\0\t\n\f\r ()<>[\]{}/%]*|\(|<[0-9A-Fa-f\s]*>|[^\0\t\n\f\r ()<>[\]{}/%]+|[{})<>]/y;

/** Parses the value that begins at `from` in the Latin-1 text of a file; null when there is none. */
export function parsePdfValue(text: string, from: number): PdfValue {
  const end = Math.min(text.length, from + LONGEST);
  let at = from;
  const next = (): string | null => {
    while (at < end) {
      TOKEN.lastIndex = at;
      const token = TOKEN.exec(text)?.[0];
      if (token === undefined) return null;
      at += token.length;
      if (token === '(') {
        at = skipString(text, at, end);
        return '()';
      }
      if (!/^[\0\t\n\f\r %]/.test(token)) return token;
    }
    return null;
  };
  const parse = (token: string | null, depth: number): PdfValue => {
    if (token === null || depth > MOST_DEPTH) return null;
    if (token === '<<') return parseDictionary(depth);
    if (token === '[') {
      const items: PdfValue[] = [];
      for (let inner = next(); inner !== null && inner !== ']'; inner = next()) pushValue(items, inner, depth);
      return items;
    }
    if (token.startsWith('/')) return { name: toName(token.slice(1)) };
    if (token === 'true' || token === 'false') return token === 'true';
    const value = Number(token);
    return Number.isFinite(value) ? value : null;
  };
  /** `12 0 R` arrives as three tokens: the R takes the two numbers before it back. */
  const pushValue = (items: PdfValue[], token: string, depth: number) => {
    if (token === 'R' && items.length >= 2) {
      items.pop();
      const ref = items.pop();
      items.push(typeof ref === 'number' ? { ref } : null);
    } else items.push(parse(token, depth + 1));
  };
  const parseDictionary = (depth: number): PdfDictionary => {
    const items: PdfValue[] = [];
    for (let inner = next(); inner !== null && inner !== '>>'; inner = next()) pushValue(items, inner, depth);
    const entries = new Map<string, PdfValue>();
    for (let i = 0; i + 1 < items.length; i += 2) {
      const key = items[i];
      if (isName(key)) entries.set(key.name, items[i + 1] ?? null);
    }
    return { entries };
  };
  const items: PdfValue[] = [];
  const first = next();
  if (first === null) return null;
  pushValue(items, first, 0);
  return items[0] ?? null;
}

export function isName(value: PdfValue | undefined): value is PdfName {
  return typeof value === 'object' && value !== null && 'name' in value;
}

export function isReference(value: PdfValue | undefined): value is PdfReference {
  return typeof value === 'object' && value !== null && 'ref' in value;
}

export function isDictionary(value: PdfValue | undefined): value is PdfDictionary {
  return typeof value === 'object' && value !== null && 'entries' in value;
}

export function isList(value: PdfValue | undefined): value is readonly PdfValue[] {
  return Array.isArray(value);
}

function skipString(text: string, from: number, end: number): number {
  let depth = 1;
  let at = from;
  for (; at < end && depth > 0; at += 1) {
    const char = text[at];
    if (char === '\\') at += 1;
    else if (char === '(') depth += 1;
    else if (char === ')') depth -= 1;
  }
  return at;
}

function toName(raw: string): string {
  return raw.replace(/#([0-9A-Fa-f]{2})/g, (_, code: string) => String.fromCharCode(Number.parseInt(code, 16)));
}
