import { formatCount } from '../layout/counting.ts';
import { attributeOf, type MarkupNode } from './node.ts';

/** Values of `type` on ol, as number formats. */
const FORMATS: Readonly<Record<string, string>> = {
  a: 'lowerLetter',
  A: 'upperLetter',
  i: 'lowerRoman',
  I: 'upperRoman',
};
/** Items often carry their number as text although the list counts as well. */
const NUMBERED = /^\s*(?:[（(]?\s*(?:\d{1,3}|[一二三四五六七八九十]{1,3})\s*[）)、.．]|[①-⑳])/;
const LEAD = 12;

/** The numbers a browser prints before the items of an ordered list, e.g. "3. "; '' before one that carries its own. */
export function orderedLabels(list: MarkupNode): ReadonlyMap<MarkupNode, string> {
  const labels = new Map<MarkupNode, string>();
  let count = toNumber(attributeOf(list, 'start')) ?? 1;
  for (const item of list.children ?? []) {
    if (item.name !== 'li') continue;
    count = toNumber(attributeOf(item, 'value')) ?? count;
    const printed = formatCount(count, FORMATS[attributeOf(list, 'type') ?? ''] ?? 'decimal') ?? String(count);
    labels.set(item, NUMBERED.test(leadingText(item)) ? '' : `${printed}. `);
    count++;
  }
  return labels;
}

function leadingText(node: MarkupNode): string {
  let text = '';
  const waiting: MarkupNode[] = [node];
  for (let next = waiting.pop(); next && text.trim().length < LEAD; next = waiting.pop()) {
    text += next.data ?? '';
    waiting.push(...[...(next.children ?? [])].reverse());
  }
  return text;
}

function toNumber(text: string | undefined): number | undefined {
  return text !== undefined && /^\d{1,6}$/.test(text.trim()) ? Number(text) : undefined;
}
