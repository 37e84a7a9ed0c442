export type Encoding = 'utf-8' | 'utf-16le' | 'utf-16be' | 'gb18030';

/** Text of a file and how it was decoded; `invalid` counts the places where the bytes fit no character. */
export interface Decoded {
  readonly text: string;
  readonly encoding: Encoding;
  readonly invalid: number;
}

/** Characters looked at to tell encodings apart: enough for a stable share, cheap on large files. */
const SAMPLE_CHARS = 65_536;
/**
 * Least share of common characters among those outside ASCII for Chinese text. The real reports have 0.97 to 0.99; the same bytes
 * taken for another encoding have 0.05 to 0.45.
 */
const MIN_COMMON_SHARE = 0.7;
/** Most invalid places per character: a cut file has one, a report with a few damaged bytes some, noise one in three. */
const MAX_INVALID_SHARE = 0.005;
/** Most control characters per character; dumps of Word files hold a few, binary files one in ten. */
const MAX_CONTROL_SHARE = 0.002;

/** Decodes bytes as UTF-8, UTF-16 with a byte order mark or GB18030, by validity and share of common Han; null: not text. */
export function decodeText(bytes: Uint8Array): Decoded | null {
  const marked = decodeMarked(bytes);
  const decoded = marked ?? (bytes.includes(0) ? null : chooseEncoding(bytes));
  if (decoded === null || countControls(decoded.text) > decoded.text.length * MAX_CONTROL_SHARE) return null;
  if (decoded.invalid > Math.max(1, decoded.text.length * MAX_INVALID_SHARE)) return null;
  return decoded;
}

function decodeMarked(bytes: Uint8Array): Decoded | null {
  const [first, second, third] = bytes;
  if (first === 0xef && second === 0xbb && third === 0xbf) return decode(bytes, 'utf-8');
  if (first === 0xff && second === 0xfe) return decode(bytes, 'utf-16le');
  if (first === 0xfe && second === 0xff) return decode(bytes, 'utf-16be');
  return null;
}

function chooseEncoding(bytes: Uint8Array): Decoded | null {
  const utf8 = decode(bytes, 'utf-8');
  const share = commonShare(utf8.text);
  if (utf8.invalid === 0 && (share === null || share > 0)) return utf8;
  const gb = decode(bytes, 'gb18030');
  const gbShare = commonShare(gb.text) ?? 0;
  if (gb.invalid <= utf8.invalid && gbShare >= MIN_COMMON_SHARE) return gb;
  if (utf8.invalid === 0) return utf8;
  if ((share ?? 0) < MIN_COMMON_SHARE && gbShare < MIN_COMMON_SHARE) return null;
  return (share ?? 0) >= gbShare ? utf8 : gb;
}

function decode(bytes: Uint8Array, encoding: Encoding): Decoded {
  const text = new TextDecoder(encoding).decode(bytes);
  try {
    new TextDecoder(encoding, { fatal: true }).decode(bytes);
    return { text, encoding, invalid: 0 };
  } catch {
    return { text, encoding, invalid: text.split('\uFFFD').length - 1 };
  }
}

let commonHan: ReadonlySet<string> | null = null;

/** The 3,755 characters of GB 2312 level 1, the common ones, in the order of their codes B0A1 to D7F9. */
function commonCharacters(): ReadonlySet<string> {
  if (commonHan !== null) return commonHan;
  const codes: number[] = [];
  for (let lead = 0xb0; lead <= 0xd7; lead++) {
    for (let trail = 0xa1; trail <= (lead === 0xd7 ? 0xf9 : 0xfe); trail++) codes.push(lead, trail);
  }
  commonHan = new Set(new TextDecoder('gb18030').decode(new Uint8Array(codes)));
  return commonHan;
}

/** Share of common Han, CJK punctuation and full-width forms among the characters outside ASCII; null: there are none. */
function commonShare(text: string): number | null {
  const common = commonCharacters();
  let others = 0;
  let known = 0;
  for (const char of text.slice(0, SAMPLE_CHARS)) {
    if (char <= '\u007f') continue;
    others++;
    if (common.has(char) || /[\u3000-\u303f\uff00-\uffef\u2010-\u2026]/.test(char)) known++;
  }
  return others === 0 ? null : known / others;
}

function countControls(text: string): number {
  const end = text.endsWith('\u001a') ? text.length - 1 : text.length;
  let count = 0;
  for (let i = 0; i < end; i++) {
    const code = text.charCodeAt(i);
    if (code === 0) return Number.POSITIVE_INFINITY;
    if ((code < 0x20 && (code < 9 || code > 13)) || code === 0x7f) count++;
  }
  return count;
}
