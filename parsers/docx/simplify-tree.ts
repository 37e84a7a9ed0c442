import { child, childrenOf, findDescendant, isOn, type XmlNode } from '../container/xml-tree.ts';

/** What was left out on the way, for notes. */
export interface Simplified {
  readonly placeholders: number;
  readonly embedded: number;
  readonly comments: number;
}

const TRANSPARENT = new Set([
  'w:customXml',
  'w:smartTag',
  'w:ins',
  'w:moveTo',
  'w:bdo',
  'w:dir',
  'w:rubyBase',
  'w:hyperlink',
]);
const LEFT_OUT = new Set([
  'w:del',
  'w:moveFrom',
  'w:delText',
  'w:rt',
  'w:rubyPr',
  'w:bookmarkStart',
  'w:bookmarkEnd',
  'w:proofErr',
]);
const CHECKED = '☑';
const UNCHECKED = '□';

/**
 * Makes a document tree plain, in place: wrappers are replaced by what they hold (content controls, insertions, the chosen
 * branch of alternate content), deleted and moved-away text is dropped, a check-box control becomes one ☑ or □, and the grey
 * prompt of an unfilled control becomes blank. Walks without recursion.
 */
export function simplifyTree(root: XmlNode): Simplified {
  const counts = { placeholders: 0, embedded: 0, comments: 0 };
  const waiting: XmlNode[] = [root];
  for (let node = waiting.pop(); node; node = waiting.pop()) {
    // Properties hold no text, and there w:del marks the row or paragraph itself as deleted.
    if (!node.children || node.name?.endsWith('Pr')) continue;
    if (node.children.some(isSpecial)) node.children = expand(node.children, counts);
    for (const part of node.children) if (part.children && part.children.length > 0) waiting.push(part);
  }
  return counts;
}

function isSpecial(node: XmlNode): boolean {
  const name = node.name;
  if (name === undefined) return false;
  return TRANSPARENT.has(name) || LEFT_OUT.has(name) || SPECIAL.has(name);
}

const SPECIAL = new Set(['w:sdt', 'mc:AlternateContent', 'w:ruby', 'w:altChunk', 'w:commentReference', 'w:object']);

function expand(
  nodes: readonly XmlNode[],
  counts: { placeholders: number; embedded: number; comments: number },
): XmlNode[] {
  const expanded: XmlNode[] = [];
  const waiting = [...nodes].reverse();
  for (let node = waiting.pop(); node; node = waiting.pop()) {
    const name = node.name ?? '';
    if (name === 'w:altChunk' || (name === 'w:object' && findDescendant(node, 'o:OLEObject'))) counts.embedded++;
    if (name === 'w:commentReference') counts.comments++;
    if (LEFT_OUT.has(name) || name === 'w:altChunk' || name === 'w:commentReference') continue;
    const inner = innerOf(node, counts);
    if (inner) waiting.push(...[...inner].reverse());
    else expanded.push(node);
  }
  return expanded;
}

/** What stands in the place of a wrapper; undefined: the node is none. */
function innerOf(node: XmlNode, counts: { placeholders: number }): readonly XmlNode[] | undefined {
  const name = node.name ?? '';
  if (TRANSPARENT.has(name) || name === 'w:ruby') return node.children ?? [];
  if (name === 'mc:AlternateContent') return chooseAlternative(node).children ?? [];
  if (name !== 'w:sdt') return undefined;
  const properties = child(node, 'w:sdtPr');
  const content = child(node, 'w:sdtContent')?.children ?? [];
  const box = child(properties, 'w14:checkbox');
  if (box) {
    const state = child(box, 'w14:checked')?.attribs?.['w14:val'] ?? '0';
    return replaceText(content, state === '0' || state === 'false' ? UNCHECKED : CHECKED);
  }
  if (isOn(properties, 'w:showingPlcHdr')) {
    counts.placeholders++;
    return replaceText(content, '');
  }
  return content;
}

/** The first branch whose text or picture this reader knows, else the fallback. */
function chooseAlternative(node: XmlNode): XmlNode {
  const readable = childrenOf(node, 'mc:Choice').find(
    (choice) => findDescendant(choice, 'w:t') ?? findDescendant(choice, 'w:sym') ?? findDescendant(choice, 'a:blip'),
  );
  return readable ?? child(node, 'mc:Fallback') ?? childrenOf(node, 'mc:Choice')[0] ?? node;
}

/** The first text becomes `text`, the others blank; without any, the text stands alone. */
function replaceText(nodes: readonly XmlNode[], text: string): readonly XmlNode[] {
  let rest = text;
  const waiting = [...nodes].reverse();
  for (let node = waiting.pop(); node; node = waiting.pop()) {
    if (node.name === 'w:t' || node.name === 'w:sym') {
      node.name = 'w:t';
      node.children = rest === '' ? [] : [{ type: 'text', data: rest }];
      rest = '';
    } else waiting.push(...[...(node.children ?? [])].reverse());
  }
  if (rest === '') return nodes;
  return [
    { type: 'tag', name: 'w:r', children: [{ type: 'tag', name: 'w:t', children: [{ type: 'text', data: rest }] }] },
  ];
}
