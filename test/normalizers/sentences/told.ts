import { readFacts } from '../../../normalizers/sentences/index.ts';
import type { SentenceBlock } from '../../../normalizers/sentences/input.ts';
import type { Fact } from '../../../pipeline/model/report.ts';

/** Blocks of running text: a line beginning with # is a heading, every other one a paragraph under the headings so far. */
export function blocksOf(...lines: readonly string[]): SentenceBlock[] {
  const headings: string[] = [];
  return lines.map((line, index) => {
    const marks = /^(#+)\s*/.exec(line);
    const level = marks?.[1]?.length ?? null;
    const text = marks ? line.slice(marks[0].length) : line;
    const blockId = `b${index + 1}`;
    if (level !== null) headings.length = Math.min(headings.length, level - 1);
    const above = [...headings];
    if (level !== null) headings[level - 1] = text;
    return {
      block: {
        blockId,
        kind: level === null ? 'paragraph' : 'heading',
        level,
        text,
        sources: [{ documentId: 'd', pageNumber: 3, bbox: [10, 20, 30, 40], blockId, method: 'text' }],
      },
      headings: above,
    };
  });
}

/** Every field of a fact on one line, those that say nothing left out; places are tested by themselves. */
export function told(...lines: readonly string[]): string[] {
  return readFacts(blocksOf(...lines), { documentId: 'd' }).facts.map(tell);
}

function tell(fact: Fact): string {
  const { quantity, derivation, list } = fact;
  const figure = `${quantity.comparator ?? ''}${quantity.value ?? quantity.raw}${quantity.upper === null ? '' : `..${quantity.upper}`}${quantity.unit ?? ''}`;
  return [
    `${fact.factId} ${fact.metric} ${fact.subject === '' ? '—' : fact.subject} ${figure}`,
    fact.period === null ? '' : `@${fact.period}`,
    fact.basis === null ? '' : `(${fact.basis})`,
    fact.partOf === null ? '' : `of ${fact.partOf}`,
    derivation === null
      ? ''
      : `= ${derivation.kind}(${derivation.operands.join(', ')})${derivation.exhaustive ? '!' : ''}`,
    list === null ? '' : `[${list.join('|')}${fact.listOpen ? '|…' : ''}]`,
  ]
    .filter((part) => part !== '')
    .join(' ');
}
