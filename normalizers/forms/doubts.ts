import type { Cell } from '../../pipeline/model/document.ts';
import type { Header } from '../columns.ts';
import { printed } from '../printed.ts';
import type { Doubt } from './table-reading.ts';

/** Most cells one doubt lists. */
const MOST_SOURCES = 20;

/** Headings no word list knows, and columns of figures the records have no place for. */
export function headerDoubts(header: Header<string>): Doubt[] {
  const first = Math.min(...header.columns.map(({ from }) => from));
  const unknown = header.unknown.filter((cell) => cell.col >= first);
  const unkept = header.columns.filter(({ role }) => role === 'not-kept');
  const replaced = header.columns.some(({ role }) => role === 'weighted-score')
    ? header.columns.filter(({ role }) => role === 'score')
    : [];
  return [
    ...unknown.map(
      (cell): Doubt => ({
        code: 'unknown-heading',
        message: { zh: `不认识的列标题：${shorten(cell.text)}`, en: `Unknown column heading: ${shorten(cell.text)}` },
        sources: cell.sources,
      }),
    ),
    ...[...unkept, ...replaced].map(({ cell }) => columnNotKept(cell)),
  ];
}

/** A column of figures the records have no place for, or a second one of a kind. */
export function columnNotKept(cell: Cell): Doubt {
  return {
    code: 'column-not-kept',
    message: {
      zh: `未收录的列：${shorten(cell.text)}`,
      en: `A column that the records do not keep: ${shorten(cell.text)}`,
    },
    sources: cell.sources,
  };
}

/** A table without headings was read under those of the table before it. */
export function takenOverDoubt(cells: readonly Cell[]): Doubt {
  return {
    code: 'headings-taken-over',
    message: {
      zh: '表格没有列标题，按前一张表的列标题读取',
      en: 'A table without headings was read under those of the table before it',
    },
    sources: cells.flatMap(({ sources }) => sources).slice(0, MOST_SOURCES),
  };
}

/** Figures of a form that stand in no known block. */
export function unreadDoubt(cells: readonly Cell[]): Doubt {
  const words = cells.slice(0, 5).map(({ text }) => shorten(text));
  return {
    code: 'figures-not-read',
    message: {
      zh: `表中有 ${cells.length} 个数字不在已知的栏目内：${words.join('、')}`,
      en: `${cells.length} figures of the form stand in no known block: ${words.join(', ')}`,
    },
    sources: cells.flatMap(({ sources }) => sources).slice(0, MOST_SOURCES),
  };
}

function shorten(text: string): string {
  return printed(text).slice(0, 40);
}
