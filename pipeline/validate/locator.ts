import type { Report } from '../model/report.ts';
import type { Source } from '../model/source.ts';
import type { CheckContext } from './check.ts';
import { headingAbove, tableOf } from './indexes.ts';

const ATTACHMENT = /附\s*件\s*([0-9０-９一二三四五六七八九十]+)/u;
const TABLE_NUMBER = /附?表\s*[0-9０-９一二三四五六七八九十]+(?:\s*[-－—–.．]\s*[0-9０-９]+)*/u;
/** Blocks at the head of a report searched for its number as an attachment. */
const HEAD_BLOCKS = 3;
/** Characters of a heading shown in a locator. */
const HEADING_LENGTH = 24;

type Where = Pick<CheckContext, 'report' | 'reports' | 'document'>;

/** Where figures stand: in a report at hand, or in files whose figures carry their places with them. */
export type Citing = Where | { readonly placeOf: (source: Source | undefined) => string };

/** Where a figure stands, for people: 附件3 · 表4-1 · 第5行 · 第12页. Empty where nothing is known. */
export function toLocator(context: Citing, source: Source | undefined): string {
  if ('placeOf' in context) return context.placeOf(source);
  const parts = [toReportLabel(context), ...toPlace(context, source)];
  return parts.filter((part) => part !== '').join(' · ');
}

/** 附件3 where the reports of the file are numbered so, 第2份报告 where not, nothing where there is one report only. */
function toReportLabel({ report, reports, document }: Where): string {
  if (reports.length < 2) return '';
  const known = labelsByReports.get(reports) ?? toReportLabels(reports, document);
  labelsByReports.set(reports, known);
  return known[reports.indexOf(report)] ?? '';
}

/** Every message asks for them; the reports of a file never change. */
const labelsByReports = new WeakMap<readonly Report[], readonly string[]>();

function toReportLabels(reports: readonly Report[], document: Where['document']): readonly string[] {
  const texts = new Map(document.blocks.map((block) => [block.blockId, block.text]));
  const labels = reports.map((each) => {
    const heads = [each.title?.text ?? '', ...each.blockIds.slice(0, HEAD_BLOCKS).map((id) => texts.get(id) ?? '')];
    const number = heads.map((head) => ATTACHMENT.exec(head)?.[1]).find((found) => found !== undefined);
    return number === undefined ? null : `附件${number.normalize('NFKC')}`;
  });
  return labels.map((label, index) => {
    const isUnique = labels.filter((other) => other === label).length === 1;
    return label !== null && isUnique ? label : `第${index + 1}份报告`;
  });
}

function toPlace(context: Where, source: Source | undefined): readonly string[] {
  if (source === undefined) return [];
  const page = source.pageNumber === undefined ? [] : [`第${source.pageNumber}页`];
  const line = source.line === undefined ? [] : [`原文第${source.line}行`];
  if (source.tableId !== undefined) {
    const row = source.row === undefined ? [] : [`第${source.row + 1}行`];
    return [toTableLabel(context, source.tableId), ...row, ...line, ...page];
  }
  if (source.blockId !== undefined) return [...toHeading(context, source.blockId), ...line, ...page];
  return [...line, ...page];
}

/** 表4-1 where the caption numbers the table, else its ordinal within the report. */
function toTableLabel({ report, document }: Where, tableId: string): string {
  const caption = tableOf(document, tableId)?.caption ?? '';
  const number = TABLE_NUMBER.exec(caption)?.[0];
  if (number !== undefined) return number.normalize('NFKC').replace(/\s/g, '');
  const ids = report.tables.map((table) => table.tableId);
  const ordinal = ids.indexOf(tableId) + 1;
  if (ordinal === 0) return '表格';
  return ids.length === 1 ? '表格' : `第${ordinal}个表格`;
}

/** The nearest heading above a block, shortened. */
function toHeading({ document }: Where, blockId: string): readonly string[] {
  const heading = headingAbove(document, blockId);
  if (heading === undefined) return ['正文'];
  const text = heading.text.trim();
  return [text.length > HEADING_LENGTH ? `${text.slice(0, HEADING_LENGTH)}…` : text];
}
