/** Bytes looked at to tell HTML from text. */
const HEAD_BYTES = 4096;
const DOCUMENT = /<(?:!doctype\s+html|html[\s>]|head[\s>]|body[\s>])/i;
const LEADING = /^(?:\s|\ufeff|<\?xml[^>]*\?>|<!--[\s\S]*?-->)*/;
const FRAGMENT = /^<(?:table|div|section|article|main|h[1-6]|p|center|title|meta|style)(?:\s[^<>]*)?>/i;
const CLOSING_TAG = /<\/[a-z][a-z0-9]*\s*>/gi;

/**
 * True for an HTML page, or a fragment that is nothing but markup. Text that merely holds tags (a row with <input …>, a line
 * with <p>) is text: a page says so at its head, and a fragment begins and ends with a tag and closes what it opens.
 */
export function looksLikeHtml(bytes: Uint8Array): boolean {
  const head = toText(bytes.subarray(0, HEAD_BYTES)).replace(LEADING, '');
  const start = head.search(DOCUMENT);
  if (start !== -1 && (start === 0 || /^<[a-z!]/i.test(head) || isOnlySpaceOrTags(head.slice(0, start)))) return true;
  if (!FRAGMENT.test(head)) return false;
  const tail = toText(bytes.subarray(Math.max(0, bytes.length - HEAD_BYTES))).trimEnd();
  const lines = head.split('\n').length;
  return (
    tail.endsWith('>') &&
    (head + tail).match(CLOSING_TAG) !== null &&
    !(head.includes('\t') && lines > 3 && tabbed(head))
  );
}

/** Rows of tab-separated text: several lines with tabs between words. */
function tabbed(text: string): boolean {
  return text.split('\n').filter((line) => /\S\t+\S/.test(line) && !/^\s*</.test(line)).length >= 2;
}

function isOnlySpaceOrTags(text: string): boolean {
  return text.replace(/<[^<>]*>/g, '').trim() === '';
}

function toText(bytes: Uint8Array): string {
  const isUtf16 = (bytes[0] === 0xff && bytes[1] === 0xfe) || (bytes[0] === 0xfe && bytes[1] === 0xff);
  if (isUtf16) return new TextDecoder(bytes[0] === 0xff ? 'utf-16le' : 'utf-16be').decode(bytes);
  return new TextDecoder('latin1').decode(bytes).replace(/^\u00ef\u00bb\u00bf/, '');
}
