import type { Block } from '../pipeline/model/document.ts';
import type { Text } from '../pipeline/model/source.ts';
import type { TableReading } from './forms/table-reading.ts';

/** Blocks and tables in reading order. */
export type Item =
  | { readonly kind: 'block'; readonly block: Block }
  | { readonly kind: 'table'; readonly reading: TableReading };

/** What belongs to one report, in reading order. */
export interface Section {
  readonly title: Text | null;
  readonly items: readonly Item[];
}
