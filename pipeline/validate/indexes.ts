import type { Block, Table } from '../model/document.ts';
import { rememberByObject } from '../model/remember.ts';
import type { Fact, Indicator, Report } from '../model/report.ts';
import type { CheckContext } from './check.ts';

/** What is looked up by its id, indexed once: a report may have thousands of facts and rows, and every check asks. */

type Blocks = CheckContext['document']['blocks'];
type Tables = CheckContext['document']['tables'];

/** The fact of a report with this id; undefined where there is none. */
export function factOf(report: Report, factId: string): Fact | undefined {
  return factsById(report).get(factId);
}

/** The facts of a report that are 其中 of this one, in order. */
export function partsOf(report: Report, factId: string): readonly Fact[] {
  return partsByWhole(report).get(factId) ?? [];
}

/** The facts that stand in a block, in order. */
export function factsOfBlock(report: Report, blockId: string): readonly Fact[] {
  return factsByBlock(report).get(blockId) ?? [];
}

/** The facts that something in a block is 其中 of, in the order of the report. */
export function totalsOfBlock(report: Report, blockId: string): readonly Fact[] {
  return totalsByBlock(report).get(blockId) ?? [];
}

/** The indicators of a report that stand in one table, in order. */
export function rowsOfTable(report: Report, tableId: string): readonly Indicator[] {
  return rowsByTable(report).get(tableId) ?? [];
}

/** The block of a document with this id; undefined where there is none. */
export function blockOf({ blocks }: { readonly blocks: Blocks }, blockId: string): Block | undefined {
  return placesById(blocks).get(blockId)?.block;
}

/** The nearest heading at or above a block; undefined where there is none. */
export function headingAbove({ blocks }: { readonly blocks: Blocks }, blockId: string): Block | undefined {
  return placesById(blocks).get(blockId)?.heading;
}

type Where = Pick<CheckContext, 'report' | 'document'>;

/** Remembers what was found for a report of a document as long as both live. */
export function rememberByReport<Answer>(find: (where: Where) => Answer): (where: Where) => Answer {
  const byDocument = rememberByObject((document: Where['document']) =>
    rememberByObject((report: Report) => find({ report, document })),
  );
  return ({ report, document }) => byDocument(document)(report);
}

/** The blocks of a report in the order of its document. */
export function blocksOf({ report, document }: Where): readonly Block[] {
  const places = placesById(document.blocks);
  const own = [...new Set(report.blockIds)].flatMap((id) => places.get(id) ?? []);
  return own.sort((a, b) => a.index - b.index).map(({ block }) => block);
}

/** The tables of a report in the order of its document. */
export function tablesOf({ report, document }: Where): readonly Table[] {
  const places = tablesById(document.tables);
  const own = [...new Set(report.tables.map(({ tableId }) => tableId))].flatMap((id) => places.get(id) ?? []);
  return own.sort((a, b) => a.index - b.index).map(({ table }) => table);
}

/** The table of a document with this id; undefined where there is none. */
export function tableOf({ tables }: { readonly tables: Tables }, tableId: string): Table | undefined {
  return tablesById(tables).get(tableId)?.table;
}

const factsById = rememberByObject(({ facts }: Report) => firstBy(facts, ({ factId }) => factId));
const partsByWhole = rememberByObject(({ facts }: Report) => listsBy(facts, ({ partOf }) => partOf));
const factsByBlock = rememberByObject(({ facts }: Report) => listsBy(facts, ({ blockId }) => blockId));
const totalsByBlock = rememberByObject((report: Report) => {
  const totals = new Map<string, Fact[]>();
  for (const whole of report.facts) {
    for (const blockId of new Set(partsOf(report, whole.factId).map((part) => part.blockId))) {
      const list = totals.get(blockId);
      if (list === undefined) totals.set(blockId, [whole]);
      else list.push(whole);
    }
  }
  return totals;
});
const rowsByTable = rememberByObject(({ indicators }: Report) => listsBy(indicators, ({ tableId }) => tableId));
const tablesById = rememberByObject((tables: Tables) =>
  firstBy(
    tables.map((table, index) => ({ table, index })),
    ({ table }) => table.tableId,
  ),
);

const placesById = rememberByObject((blocks: Blocks) => {
  let heading: Block | undefined;
  const places = blocks.map((block, index) => {
    if (block.kind === 'heading') heading = block;
    return { block, index, heading };
  });
  return firstBy(places, ({ block }) => block.blockId);
});

function firstBy<Item>(items: readonly Item[], keyOf: (item: Item) => string): ReadonlyMap<string, Item> {
  const found = new Map<string, Item>();
  for (const item of items) if (!found.has(keyOf(item))) found.set(keyOf(item), item);
  return found;
}

/** Items by key, each list in the order of the items; those without a key are left out. */
export function listsBy<Item, Key>(
  items: readonly Item[],
  keyOf: (item: Item, index: number) => Key | null,
): ReadonlyMap<Key, readonly Item[]> {
  const lists = new Map<Key, Item[]>();
  items.forEach((item, index) => {
    const key = keyOf(item, index);
    if (key === null) return;
    const list = lists.get(key);
    if (list === undefined) lists.set(key, [item]);
    else list.push(item);
  });
  return lists;
}
