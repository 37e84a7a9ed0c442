import { child, childrenOf, parseXml, valOf, type XmlNode } from '../container/xml-tree.ts';

/** What a paragraph style says that matters for reading, inherited values included. */
export interface ParagraphStyle {
  readonly name: string;
  /** Outline level, 1 the highest; null: running text. */
  readonly outline: number | null;
  readonly numId: string | undefined;
  readonly listLevel: number | undefined;
  readonly isCentred: boolean;
  /** Font size in half points; undefined: the document's default. */
  readonly size: number | undefined;
}

export interface Styles {
  readonly paragraph: (styleId: string | undefined) => ParagraphStyle;
  /** The list a numbering style names. */
  readonly linkedNumId: (styleId: string) => string | undefined;
}

const MAX_INHERITANCE = 20;
/** The root element stands at the start of the part; its namespaces may take 3 KB. */
const ROOT_WITHIN = 4096;
const PLAIN: ParagraphStyle = {
  name: '',
  outline: null,
  numId: undefined,
  listLevel: undefined,
  isCentred: false,
  size: undefined,
};

/**
 * Reads word/styles.xml (undefined: none). A template may carry 350 KB of styles of which five are used, so a style is
 * parsed when a paragraph first names it.
 */
export function readStyles(xml: string | undefined): Styles {
  const sources = findSources(xml ?? '');
  const resolved = new Map<string, ParagraphStyle>();
  const paragraph = (styleId = sources.defaultId ?? ''): ParagraphStyle => {
    const known = resolved.get(styleId);
    if (known) return known;
    const style = resolveStyle(styleId, sources.byId, 0);
    resolved.set(styleId, style);
    return style;
  };
  const linkedNumId = (styleId: string): string | undefined => {
    const source = sources.byId.get(styleId);
    return source && valOf(child(child(parseStyle(source), 'w:pPr'), 'w:numPr'), 'w:numId');
  };
  return { paragraph, linkedNumId };
}

/** The text of each w:style by id, and the id of the default paragraph style. */
function findSources(xml: string): { byId: ReadonlyMap<string, string>; defaultId: string | undefined } {
  const byId = new Map<string, string>();
  let defaultId: string | undefined;
  const prefix = /<(\w+:)?styles[\s>]/.exec(xml.slice(0, ROOT_WITHIN))?.[1] ?? '';
  const open = `<${prefix}style `;
  const close = `</${prefix}style>`;
  for (let at = xml.indexOf(open); at !== -1; at = xml.indexOf(open, at + 1)) {
    const end = xml.indexOf(close, at);
    const head = xml.slice(at, xml.indexOf('>', at));
    const id = /[:\s]styleId="([^"]*)"/.exec(head)?.[1];
    if (end === -1 || id === undefined) continue;
    byId.set(id, xml.slice(at, end + close.length));
    if (/[:\s]type="paragraph"/.test(head) && /[:\s]default="(?:1|true|on)"/.test(head)) defaultId ??= id;
  }
  return { byId, defaultId };
}

function resolveStyle(styleId: string, sources: ReadonlyMap<string, string>, depth: number): ParagraphStyle {
  const source = sources.get(styleId);
  if (source === undefined || depth > MAX_INHERITANCE) return PLAIN;
  const style = parseStyle(source);
  const parentId = valOf(style, 'w:basedOn');
  const parent = parentId === undefined ? PLAIN : resolveStyle(parentId, sources, depth + 1);
  const name = valOf(style, 'w:name') ?? '';
  const properties = child(style, 'w:pPr');
  const list = child(properties, 'w:numPr');
  const alignment = valOf(properties, 'w:jc');
  return {
    name,
    outline: outlineOf(name, valOf(properties, 'w:outlineLvl'), parent.outline),
    numId: valOf(list, 'w:numId') ?? parent.numId,
    listLevel: toLevel(valOf(list, 'w:ilvl')) ?? parent.listLevel,
    isCentred: alignment === undefined ? parent.isCentred : alignment === 'center',
    size: toSize(valOf(child(style, 'w:rPr'), 'w:sz')) ?? parent.size,
  };
}

/** Word's built-in headings by their invariant names, then the outline level, then what is inherited. */
function outlineOf(name: string, level: string | undefined, inherited: number | null): number | null {
  if (level !== undefined) return toOutline(level);
  const builtIn = /^(?:heading|标题)\s*([1-9])$/i.exec(name);
  if (builtIn) return Number(builtIn[1]);
  return /^(?:title|标题)$/i.test(name) ? 1 : inherited;
}

/** w:outlineLvl counts from 0; 9 is running text. */
export function toOutline(level: string): number | null {
  return /^[0-8]$/.test(level) ? Number(level) + 1 : null;
}

export function toLevel(text: string | undefined): number | undefined {
  return text !== undefined && /^[0-8]$/.test(text) ? Number(text) : undefined;
}

export function toSize(text: string | undefined): number | undefined {
  return text !== undefined && /^\d{1,4}$/.test(text) ? Number(text) : undefined;
}

/** Styles are cut out of their part, so that prefixes bound at its root are unknown: the usual ones are put back. */
function parseStyle(source: string): XmlNode | undefined {
  const named = source.replace(/<(\/?)(?:\w+:)?(\w+)/g, '<$1w:$2').replace(/\s\w+:(val|styleId|type)=/g, ' w:$1=');
  return childrenOf(parseXml(new TextEncoder().encode(named)), 'w:style')[0];
}
