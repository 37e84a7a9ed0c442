import { ReadFailure } from '../../pipeline/model/failure.ts';

/** A tag of an XML part, or the text before the next one. */
export type XmlEvent =
  | { readonly kind: 'open'; readonly name: string; readonly attributes: string; readonly isEmpty: boolean }
  | { readonly kind: 'close'; readonly name: string }
  | { readonly kind: 'text'; readonly text: string };

const [SLASH, LESS, GREATER, QUESTION, EXCLAMATION] = [0x2f, 0x3c, 0x3e, 0x3f, 0x21];
const [DOUBLE_QUOTE, SINGLE_QUOTE] = [0x22, 0x27];
const NAME = /^(?:[\w.-]+:)?([\w.-]+)/;
const SKIPPED = /<(?:\?[^<>]*\?>|!--[\s\S]*?-->)/y;
const CDATA = /<!\[CDATA\[([\s\S]*?)\]\]>/y;
const ENTITY = /&(?:#(\d{1,7})|#x([\da-fA-F]{1,6})|(amp|lt|gt|quot|apos));/g;
/** Patterns by attribute name: a sheet asks for the same few a million times. */
const ATTRIBUTES = new Map<string, RegExp>();
const NAMED: Readonly<Record<string, string>> = { amp: '&', lt: '<', gt: '>', quot: '"', apos: "'" };

/**
 * Goes through an XML part tag by tag without building a tree, so that a sheet of a million rows costs no more than its
 * text. Names come without prefix. Throws ReadFailure `corrupt` for a document type or where the part is cut off.
 */
export function* scanXml(text: string): Generator<XmlEvent> {
  let at = 0;
  let depth = 0;
  while (at < text.length) {
    const next = text.indexOf('<', at);
    if (next === -1) break;
    if (next > at) yield { kind: 'text', text: decodeEntities(text.slice(at, next)) };
    const mark = text.charCodeAt(next + 1);
    if (mark === QUESTION || mark === EXCLAMATION) {
      const skipped = matchAt(SKIPPED, text, next) ?? matchAt(CDATA, text, next);
      if (!skipped) throw unreadable();
      if (skipped[1] !== undefined) yield { kind: 'text', text: skipped[1] };
      at = next + skipped[0].length;
      continue;
    }
    const end = findTagEnd(text, next + 1);
    const isClosing = mark === SLASH;
    const isEmpty = !isClosing && text.charCodeAt(end - 1) === SLASH;
    const body = text.slice(next + (isClosing ? 2 : 1), isEmpty ? end - 1 : end);
    const found = end === -1 ? null : NAME.exec(body);
    if (!found) throw unreadable();
    const [head, name = ''] = found;
    if (isClosing) {
      depth--;
      yield { kind: 'close', name };
    } else {
      if (!isEmpty) depth++;
      yield { kind: 'open', name, attributes: body.slice(head.length), isEmpty };
    }
    at = end + 1;
  }
  if (depth !== 0) throw unreadable();
}

/** An attribute by its name without prefix; undefined where the tag has none. */
export function attributeIn(attributes: string, name: string): string | undefined {
  const known = ATTRIBUTES.get(name) ?? new RegExp(`(?:^|\\s)${name}\\s*=\\s*(?:"([^"]*)"|'([^']*)')`);
  ATTRIBUTES.set(name, known);
  const found = known.exec(attributes);
  const value = found?.[1] ?? found?.[2];
  return value === undefined ? undefined : decodeEntities(value);
}

/** Decodes an XML part by its byte order mark; without one it is UTF-8. */
export function decodePart(bytes: Uint8Array): string {
  if (bytes[0] === 0xff && bytes[1] === 0xfe) return new TextDecoder('utf-16le').decode(bytes);
  if (bytes[0] === 0xfe && bytes[1] === 0xff) return new TextDecoder('utf-16be').decode(bytes);
  return new TextDecoder().decode(bytes);
}

/** Where a tag ends: a `>` may stand in quotes, a `<` nowhere; -1 where it does not end. */
function findTagEnd(text: string, from: number): number {
  for (let at = from; at < text.length; at++) {
    const code = text.charCodeAt(at);
    if (code === GREATER) return at;
    if (code === LESS) return -1;
    if (code !== DOUBLE_QUOTE && code !== SINGLE_QUOTE) continue;
    at = text.indexOf(code === DOUBLE_QUOTE ? '"' : "'", at + 1);
    if (at === -1) return -1;
  }
  return -1;
}

function matchAt(pattern: RegExp, text: string, at: number): RegExpExecArray | null {
  pattern.lastIndex = at;
  return pattern.exec(text);
}

function decodeEntities(text: string): string {
  if (!text.includes('&')) return text;
  return text.replace(ENTITY, (whole, decimal?: string, hex?: string, name?: string) => {
    if (name !== undefined) return NAMED[name] ?? whole;
    const code = decimal === undefined ? Number.parseInt(hex ?? '', 16) : Number(decimal);
    return code <= 0x10ffff ? String.fromCodePoint(code) : whole;
  });
}

function unreadable(): ReadFailure {
  return new ReadFailure('corrupt', {
    zh: '工作簿内的 XML 不完整或不合规；请重新取得原文件，或用电子表格软件打开后另存。',
    en: 'the XML inside the workbook is cut off or malformed; get the original again, or open and save it anew',
  });
}
