import { load } from 'cheerio/slim';
import { ReadFailure } from '../../pipeline/model/failure.ts';

/** The part of a parsed XML node that the readers use. */
export interface XmlNode {
  readonly type: string;
  name?: string;
  readonly data?: string;
  attribs?: Record<string, string>;
  children?: XmlNode[];
}

/** Bounds on one XML part, checked on its text before a tree is built. */
export const XML_LIMITS = {
  /** Nested elements; a table in a table in a text box nests about 30. mammoth's recursion ends near 2,000. */
  depth: 400,
  /** Tags of either kind. A page of a dense form has about 1,000; 300,000 one-word paragraphs have 1.8 million. */
  tags: 1_500_000,
  /** Inflated bytes of one XML part; the largest seen was 4 MiB. */
  bytes: 64 * 1024 * 1024,
} as const;

/** Prefixes as Office writes them, by namespace (transitional and strict), and none for OFD; files may bind others. */
const PREFIX_OF: Readonly<Record<string, string>> = {
  'http://schemas.openxmlformats.org/wordprocessingml/2006/main': 'w',
  'http://purl.oclc.org/ooxml/wordprocessingml/main': 'w',
  'http://schemas.microsoft.com/office/word/2010/wordml': 'w14',
  'http://schemas.openxmlformats.org/markup-compatibility/2006': 'mc',
  'http://schemas.openxmlformats.org/officeDocument/2006/relationships': 'r',
  'http://purl.oclc.org/ooxml/officeDocument/relationships': 'r',
  'http://schemas.openxmlformats.org/officeDocument/2006/math': 'm',
  'http://purl.oclc.org/ooxml/officeDocument/math': 'm',
  'http://schemas.openxmlformats.org/drawingml/2006/wordprocessingDrawing': 'wp',
  'http://purl.oclc.org/ooxml/drawingml/wordprocessingDrawing': 'wp',
  'http://schemas.openxmlformats.org/drawingml/2006/main': 'a',
  'http://purl.oclc.org/ooxml/drawingml/main': 'a',
  'urn:schemas-microsoft-com:vml': 'v',
  'urn:schemas-microsoft-com:office:office': 'o',
  'http://schemas.openxmlformats.org/spreadsheetml/2006/main': '',
  'http://purl.oclc.org/ooxml/spreadsheetml/main': '',
  'http://www.ofdspec.org/2016': '',
  'http://www.ofdspec.org': '',
  'http://schemas.openxmlformats.org/package/2006/relationships': '',
  'http://schemas.openxmlformats.org/package/2006/content-types': '',
};

/** Parses one XML part; names carry the prefixes of PREFIX_OF whatever the file binds. Throws `corrupt` or `too-large`. */
export function parseXml(bytes: Uint8Array): XmlNode {
  const text = decodeXml(bytes);
  checkXml(text);
  const root: XmlNode | undefined = load(text, { xml: true }).root()[0];
  if (!root) throw unreadable();
  const prefixes = findPrefixes(text);
  if (prefixes.size > 0) rename(root, prefixes);
  return root;
}

function decodeXml(bytes: Uint8Array): string {
  if (bytes[0] === 0xff && bytes[1] === 0xfe) return new TextDecoder('utf-16le').decode(bytes);
  if (bytes[0] === 0xfe && bytes[1] === 0xff) return new TextDecoder('utf-16be').decode(bytes);
  return new TextDecoder().decode(bytes);
}

/** Refuses document types (entities) and what is nested or tagged beyond XML_LIMITS, without building anything. */
function checkXml(text: string): void {
  if (/<!(?:DOCTYPE|ENTITY)/i.test(text)) {
    throw new ReadFailure('corrupt', {
      zh: '文件内的 XML 带有文档类型声明，Office 文件不允许；请用文字处理软件打开后另存。',
      en: 'the XML inside carries a document type declaration, which Office files must not; open and save it anew',
    });
  }
  let depth = 0;
  let tags = 0;
  for (let at = text.indexOf('<'); at !== -1; at = text.indexOf('<', at + 1)) {
    tags++;
    const next = text.charCodeAt(at + 1);
    if (next === 0x2f) depth--;
    else if (next !== 0x3f && next !== 0x21) {
      const end = text.indexOf('>', at);
      if (end === -1) throw unreadable();
      if (text.charCodeAt(end - 1) !== 0x2f) depth++;
    }
    if (depth > XML_LIMITS.depth)
      throw tooLarge(`嵌套超过 ${XML_LIMITS.depth} 层`, `nesting over ${XML_LIMITS.depth} levels`);
    if (tags > XML_LIMITS.tags) throw tooLarge(`标记超过 ${XML_LIMITS.tags} 个`, `more than ${XML_LIMITS.tags} tags`);
  }
}

/** Prefixes the file binds to known namespaces under other names. */
function findPrefixes(text: string): ReadonlyMap<string, string> {
  const found = new Map<string, string>();
  for (const [, prefix = '', uri = ''] of text.matchAll(/\sxmlns(?::([\w.-]+))?\s*=\s*["']([^"']+)["']/g)) {
    const known = PREFIX_OF[uri];
    if (known !== undefined && known !== prefix) found.set(prefix, known);
  }
  return found;
}

function rename(root: XmlNode, prefixes: ReadonlyMap<string, string>): void {
  const renamed = (name: string, isAttribute: boolean): string => {
    const colon = name.indexOf(':');
    const prefix = prefixes.get(colon === -1 ? '' : name.slice(0, colon));
    if (prefix === undefined || (isAttribute && colon === -1)) return name;
    return prefix === '' ? name.slice(colon + 1) : `${prefix}:${name.slice(colon + 1)}`;
  };
  const waiting = [root];
  for (let node = waiting.pop(); node; node = waiting.pop()) {
    if (node.name !== undefined) node.name = renamed(node.name, false);
    if (node.attribs) {
      const entries = Object.entries(node.attribs);
      node.attribs = Object.fromEntries(entries.map(([name, value]) => [renamed(name, true), value]));
    }
    waiting.push(...(node.children ?? []));
  }
}

export function child(node: XmlNode | undefined, name: string): XmlNode | undefined {
  return node?.children?.find((candidate) => candidate.name === name);
}

export function childrenOf(node: XmlNode | undefined, name: string): readonly XmlNode[] {
  return node?.children?.filter((candidate) => candidate.name === name) ?? [];
}

/** The first descendant of that name, in document order. */
export function findDescendant(node: XmlNode | undefined, name: string): XmlNode | undefined {
  for (const candidate of node?.children ?? []) {
    const found = candidate.name === name ? candidate : findDescendant(candidate, name);
    if (found) return found;
  }
  return undefined;
}

/** w:val of a child element; undefined where either is missing. */
export function valOf(node: XmlNode | undefined, name: string): string | undefined {
  return child(node, name)?.attribs?.['w:val'];
}

/** A switch such as w:vanish: on when present, unless its value says off. */
export function isOn(node: XmlNode | undefined, name: string): boolean {
  const found = child(node, name);
  return found !== undefined && !['0', 'false', 'off'].includes(found.attribs?.['w:val'] ?? '');
}

export function textOf(node: XmlNode): string {
  return (node.children ?? []).map((part) => part.data ?? '').join('');
}

function tooLarge(zh: string, en: string): ReadFailure {
  return new ReadFailure('too-large', {
    zh: `文件内容过大或异常：${zh}；请用文字处理软件打开后另存，或拆成几个文件。`,
    en: `the content is too large or odd: ${en}; open and save it anew in a word processor, or split it`,
  });
}

function unreadable(): ReadFailure {
  return new ReadFailure('corrupt', {
    zh: '文件内的 XML 不完整；请重新取得原文件，或用文字处理软件修复后另存。',
    en: 'the XML inside is cut off; get the original again, or repair and save it in a word processor',
  });
}
