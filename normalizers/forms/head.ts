import type { Cell } from '../../pipeline/model/document.ts';
import type { LabelRole } from '../../pipeline/model/heading-words.ts';
import { foldHeading } from '../fold-heading.ts';
import type { Grid } from '../grid.ts';
import type { HeadingRoles } from '../heading-roles.ts';
import { folded, isFigure, toText } from '../printed.ts';
import { type Attribute, findAttribute } from './check-boxes.ts';
import type { Named } from './table-reading.ts';

/** Labels are short; a longer text is a value. */
const LONGEST_LABEL = 24;
/** A label with its value in one cell; a longer cell is a text. */
const LONGEST_VALUE = 200;
/** A total is told with its points at most. */
const MOST_TOTAL_FIGURES = 2;
const MONEY_UNIT = /^(?:亿|万|千|百)?元$/u;

/**
 * The names and check boxes of one row: labels with the cell to their right, and cells such as 项目名称：X. `isHead`: the row
 * has a label of the head of a form, filled or blank.
 */
export function readHeadRow(grid: Grid, row: number): { names: Named[]; attributes: Attribute[]; isHead: boolean } {
  let isHead = false;
  const names: Named[] = [];
  const attributes: Attribute[] = [];
  const taken = new Set<Cell>();
  for (const cell of grid.starting(row)) {
    if (taken.has(cell)) continue;
    const inOne = splitLabelled(cell, grid.headings);
    if (inOne) {
      names.push(inOne);
      continue;
    }
    const value = grid.at(row, cell.col + cell.colSpan);
    if (!value || value.row !== row || cell.text.trim() === '') continue;
    const attribute = findAttribute(cell.text, value);
    const role = grid.headings.label(cell.text);
    if (attribute && folded(cell.text).length <= LONGEST_LABEL && !findAttribute('', cell)) attributes.push(attribute);
    if (role === undefined) continue;
    isHead ||= role === 'project' || role === 'department' || role === 'unit';
    if (grid.headings.label(value.text) !== undefined && role !== 'total-score') continue;
    // 得分 | 14 | 18.5 | 37.6 | 21.5 | 91.6 is a row of scores.
    if (role === 'total-score' && grid.starting(row).filter(({ text }) => isFigure(text)).length > MOST_TOTAL_FIGURES)
      continue;
    taken.add(value);
    const text = toText(value.text, value.sources);
    if (text) names.push({ role: moneyUnitOr(role, text.text), label: foldHeading(cell.text).name, text });
  }
  isHead ||= names.some(({ role }) => role === 'project' || role === 'department' || role === 'unit');
  return { names, attributes, isHead };
}

/** 总分：96 and the like in one cell. */
export function isLabelledScore(text: string, headings: HeadingRoles): boolean {
  const label = text.length <= 40 ? /^([^:：]{2,24})[:：]\s*\d/u.exec(text.trim())?.[1] : undefined;
  return label !== undefined && headings.label(label) === 'total-score';
}

function splitLabelled(cell: Cell, headings: HeadingRoles): Named | undefined {
  const match = cell.text.length > LONGEST_VALUE ? null : /^([^:：]{2,24})[:：]\s*(\S[\s\S]*)$/u.exec(cell.text.trim());
  if (!match?.[1] || !match[2]) return undefined;
  const role = headings.label(match[1]);
  if (role === undefined || role === 'other') return undefined;
  const text = toText(match[2], cell.sources);
  return text ? { role: moneyUnitOr(role, text.text), label: foldHeading(match[1]).name, text } : undefined;
}

/** 单位 is the unit of amounts where the value is one, else the name of an office. */
function moneyUnitOr(role: LabelRole, value: string): LabelRole {
  if (MONEY_UNIT.test(value)) return role === 'unit' || role === 'amount-unit' ? 'amount-unit' : role;
  return role === 'amount-unit' ? 'unit' : role;
}
