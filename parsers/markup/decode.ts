/** Bytes looked at for a charset declaration; HTML requires it within the first 1,024. */
const HEAD_BYTES = 4096;
const DECLARED =
  /<meta[^>]{0,200}?charset\s*=\s*["']?\s*([\w-]{2,20})|<\?xml[^>]{0,100}?encoding\s*=\s*["']([\w-]{2,20})/i;
/** Names for encodings of which GB18030 is a superset. */
const GB = /^(?:gb[-_]?2312|gbk|gb18030|x-gbk|cp936|ms936|windows-936|hz-gb-2312|euc-cn)/i;

export interface Decoded {
  readonly text: string;
  readonly charset: string;
  /** The declared charset does not fit the bytes and another was taken. */
  readonly isDoubtful: boolean;
}

/**
 * Text of a markup file: by byte order mark, then UTF-8 where the bytes are valid, then the declared charset, then GB18030,
 * the national standard. Bytes valid as UTF-8 that hold Chinese are practically never anything else.
 */
export function decodeMarkup(bytes: Uint8Array): Decoded {
  if (bytes[0] === 0xef && bytes[1] === 0xbb && bytes[2] === 0xbf) return decode(bytes, 'utf-8');
  if (bytes[0] === 0xff && bytes[1] === 0xfe) return decode(bytes, 'utf-16le');
  if (bytes[0] === 0xfe && bytes[1] === 0xff) return decode(bytes, 'utf-16be');
  const declared = declaredCharset(bytes);
  const candidates = ['utf-8', ...(declared === undefined ? [] : [declared]), 'gb18030'];
  for (const charset of candidates) {
    const text = decodeStrictly(bytes, charset);
    if (text === undefined) continue;
    const isDoubtful = declared !== undefined && charset !== declared && !isAscii(bytes);
    return { text, charset, isDoubtful };
  }
  return { ...decode(bytes, declared === undefined || declared === 'utf-8' ? 'gb18030' : declared), isDoubtful: true };
}

function declaredCharset(bytes: Uint8Array): string | undefined {
  const head = new TextDecoder('latin1').decode(bytes.subarray(0, HEAD_BYTES));
  const found = DECLARED.exec(head);
  const name = (found?.[1] ?? found?.[2])?.toLowerCase();
  if (name === undefined) return undefined;
  return GB.test(name) ? 'gb18030' : name === 'utf8' ? 'utf-8' : name;
}

function decode(bytes: Uint8Array, charset: string): Decoded {
  try {
    return { text: new TextDecoder(charset).decode(bytes), charset, isDoubtful: false };
  } catch {
    return { text: new TextDecoder('gb18030').decode(bytes), charset: 'gb18030', isDoubtful: true };
  }
}

/** undefined where the bytes are not valid in the charset, or the charset is not known. */
function decodeStrictly(bytes: Uint8Array, charset: string): string | undefined {
  try {
    return new TextDecoder(charset, { fatal: true }).decode(bytes);
  } catch {
    return undefined;
  }
}

function isAscii(bytes: Uint8Array): boolean {
  return bytes.every((byte) => byte < 0x80);
}
