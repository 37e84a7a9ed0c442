import type { Block } from '../../pipeline/model/document.ts';

/** A block of running text and the headings it stands under, highest first: what sentence, rule and citation readers take. */
export interface SentenceBlock {
  readonly block: Block;
  readonly headings: readonly string[];
}
