import type { Cell } from '../../pipeline/model/document.ts';
import { parseQuantity } from '../../pipeline/model/quantity/parse-quantity.ts';
import type { Quantity } from '../../pipeline/model/quantity/quantity.ts';
import type { Fund } from '../../pipeline/model/report.ts';
import { foldHeading, unitInBrackets } from '../fold-heading.ts';
import type { Grid } from '../grid.ts';
import { folded, isFigure, printed } from '../printed.ts';
import { USE_OF_FUNDS } from '../vocabulary/funds.ts';
import { findFundKind } from './funds.ts';

type Field = 'initialBudget' | 'budget' | 'arrived' | 'executed' | 'executionRate' | 'points' | 'score';

/** A figure of the whole budget that stands beside its label, not under a heading. */
export interface FundPair {
  readonly field: Field;
  readonly label: string;
  readonly text: string;
  /** Unit that the label or the cell beside the row prints; null: none. */
  readonly unit: string | null;
  readonly cell: Cell;
}

const ROLES: Readonly<Record<string, Field>> = {
  'initial-budget': 'initialBudget',
  budget: 'budget',
  arrived: 'arrived',
  executed: 'executed',
  'execution-rate': 'executionRate',
};
const AMOUNTS: readonly Field[] = ['initialBudget', 'budget', 'arrived', 'executed'];
const EXECUTION_POINTS = /^(?:预算)?执行率?(?:分值|权重)$/u;
const EXECUTION_SCORE = /^(?:预算)?执行率?得分$/u;
const IN_CELL = /^([^:：\d]{2,20})[:：]\s*(\S{1,30})$/u;

/** 年初预算数：1,286.40 in one cell, 资金总额（元） | 486,000.00 in two: the pairs of one row above the indicators. */
export function findFundPairs(grid: Grid, row: number): readonly FundPair[] {
  const side = grid.covering(row)[0];
  const sideUnit = side === undefined ? null : moneyUnit(side.text);
  const pairs = grid.starting(row).flatMap((cell): FundPair[] => {
    const inOne = IN_CELL.exec(cell.text.trim());
    const next = grid.at(row, cell.col + cell.colSpan);
    const [label, value] = inOne
      ? [inOne[1], { text: inOne[2] ?? '', cell }]
      : [cell.text, next && { text: next.text, cell: next }];
    if (label === undefined || !value || value.cell.row !== row || !isFigure(value.text) || isFigure(label)) return [];
    const field = fieldOf(grid, label);
    return field === undefined
      ? []
      : [{ field, label: printed(label), text: value.text, unit: moneyUnit(label) ?? sideUnit, cell: value.cell }];
  });
  // 得分：9.6 is that of the execution only in a row that tells of money.
  const isAboutMoney =
    (side !== undefined && /预算|资金/u.test(side.text)) ||
    pairs.some(({ field, label }) => field !== 'score' || EXECUTION_SCORE.test(label));
  return isAboutMoney ? pairs : [];
}

function fieldOf(grid: Grid, text: string): Field | undefined {
  const { name } = foldHeading(text);
  if (name === '' || /其中/u.test(folded(text))) return undefined;
  if (EXECUTION_POINTS.test(name)) return 'points';
  if (EXECUTION_SCORE.test(name) || name === '得分') return 'score';
  if (USE_OF_FUNDS.test(name)) return undefined;
  const role = grid.headings.fund(text);
  if (role !== undefined) return ROLES[role];
  return findFundKind(text) === 'total' ? 'budget' : undefined;
}

function moneyUnit(text: string): string | null {
  const unit = unitInBrackets(foldHeading(text));
  return unit === '%' ? null : unit;
}

/** The whole budget as its pairs tell it; undefined where they do not name two of its figures, one of them spent or its rate. */
export function fundOfPairs(pairs: readonly FundPair[], amountUnit: string | null): Fund | undefined {
  const first = (field: Field) => pairs.find((pair) => pair.field === field);
  const told = [...AMOUNTS, 'executionRate' as const].filter((field) => first(field) !== undefined);
  const lead = first('budget') ?? first('initialBudget');
  if (told.length < 2 || lead === undefined || !(first('executed') ?? first('executionRate'))) return undefined;
  const value = (field: Field): Quantity | null => {
    const pair = first(field);
    if (pair === undefined) return null;
    const unit = AMOUNTS.includes(field) ? (pair.unit ?? amountUnit) : null;
    return parseQuantity(pair.text, { sources: pair.cell.sources, unit });
  };
  return {
    fund: 'total',
    label: { text: lead.label, sources: [...lead.cell.sources] },
    parent: null,
    initialBudget: value('initialBudget'),
    budget: value('budget'),
    arrived: value('arrived'),
    executed: value('executed'),
    executionRate: value('executionRate'),
    points: value('points'),
    score: value('score'),
  };
}
