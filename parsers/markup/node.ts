/** The part of a parsed HTML node that the readers use. */
export interface MarkupNode {
  readonly type: string;
  readonly name?: string;
  readonly data?: string;
  readonly attribs?: Readonly<Record<string, string>>;
  readonly children?: readonly MarkupNode[];
}

export function attributeOf(node: MarkupNode, name: string): string | undefined {
  return node.attribs?.[name];
}

/** Characters of text below a node, white space aside. */
export function textLength(node: MarkupNode): number {
  let length = 0;
  const waiting: MarkupNode[] = [node];
  for (let next = waiting.pop(); next; next = waiting.pop()) {
    if (next.type === 'text') length += (next.data ?? '').replace(/\s+/g, '').length;
    waiting.push(...(next.children ?? []));
  }
  return length;
}

/** Descendants of that name, in document order. */
export function descendants(node: MarkupNode, name: string): readonly MarkupNode[] {
  const found: MarkupNode[] = [];
  const waiting: MarkupNode[] = [...(node.children ?? [])].reverse();
  for (let next = waiting.pop(); next; next = waiting.pop()) {
    if (next.name === name) found.push(next);
    waiting.push(...[...(next.children ?? [])].reverse());
  }
  return found;
}
