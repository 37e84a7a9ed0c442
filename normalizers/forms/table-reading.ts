import type { IndicatorRole, LabelRole } from '../../pipeline/model/heading-words.ts';
import type { Quantity } from '../../pipeline/model/quantity/quantity.ts';
import type { Fund, Group, Indicator, Report } from '../../pipeline/model/report.ts';
import type { Message, Source, Text } from '../../pipeline/model/source.ts';
import type { Header } from '../columns.ts';
import type { TableSlice } from '../grid.ts';
import type { HeadingRoles } from '../heading-roles.ts';

/** A doubt about a table, before it is known which report the table belongs to. */
export interface Doubt {
  readonly code: string;
  readonly message: Message;
  readonly sources: readonly Source[];
}

/** What stands around a table and is needed to read it. */
export interface TableContext {
  /** Level-1 name in the heading or caption above, for tables without a column for it. */
  readonly level1: string | null;
  /** Caption, or the lines above the table that name it; "" if none. */
  readonly title: string;
  /** The title or a unit line says that the table is about amounts of money. */
  readonly aboutMoney: boolean;
  /** Unit line above the table (单位：万元). */
  readonly amountUnit: Text | null;
  /** Headings of the indicator table before this one, for a table that goes on without headings of its own. */
  readonly previous: Header<IndicatorRole> | null;
  /** What headings mean. */
  readonly headings: HeadingRoles;
}

/** A name in the head of a form: 项目名称 | …. `label` is the printed label, folded. */
export interface Named {
  readonly role: LabelRole;
  readonly label: string;
  readonly text: Text;
}

/** What one table says; indexes in `parent` are within this reading. */
export interface TableReading {
  readonly slice: TableSlice;
  readonly role: Report['tables'][number]['role'];
  /** A title in the first rows of the table itself. */
  readonly title: Text | null;
  readonly names: readonly Named[];
  readonly amountUnit: Text | null;
  readonly attributes: Report['attributes'];
  readonly funds: readonly Fund[];
  readonly indicators: readonly Indicator[];
  readonly groups: readonly Group[];
  readonly total: {
    readonly points: Quantity | null;
    readonly score: Quantity | null;
    readonly grade: Text | null;
  } | null;
  /** The last headings of indicators, for the table after this one. */
  readonly header: Header<IndicatorRole> | null;
  readonly doubts: readonly Doubt[];
}
