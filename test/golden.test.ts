import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { normalize } from '../normalizers/index.ts';
import { parseFile } from '../parsers/index.ts';
import type { Table } from '../pipeline/model/document.ts';
import type { Quantity } from '../pipeline/model/quantity/quantity.ts';
import type { Fact, Report } from '../pipeline/model/report.ts';

const ROOT = join(import.meta.dirname, '..', 'fixtures');
const cases = readdirSync(ROOT, { withFileTypes: true })
  .filter((entry) => entry.isDirectory())
  .map(({ name }) => name)
  .sort();

/** Forms that keep the merged cells: text dumps lose them, and three-line tables leave them to be guessed. */
const EXACT = /^report\.((ruled|small-pages|writer)\.pdf|docx|xlsx)$/;

describe.each(cases)('%s', (name) => {
  const folder = join(ROOT, name);

  test('is read as the page of figures a person has looked through', async () => {
    const document = await parseFile(readFileSync(join(folder, 'report.html')), { name: 'report.html' });
    const lines = normalize(document).reports.flatMap(reportLines);
    await expect(`${lines.join('\n')}\n`).toMatchFileSnapshot(join(folder, 'expected.txt'));
  });

  test.each(readdirSync(folder).filter((file) => EXACT.test(file)))(
    '%s has the cells and spans of the source',
    async (form) => {
      const source = await parseFile(readFileSync(join(folder, 'report.html')), { name: 'report.html' });
      const document = await parseFile(readFileSync(join(folder, form)), { name: form });
      expect(document.tables.map(cellLines)).toEqual(source.tables.map(cellLines));
    },
  );
});

function cellLines({ cells }: Table): string[] {
  return cells.map(
    ({ row, col, rowSpan, colSpan, text }) =>
      `${row},${col} ${rowSpan}×${colSpan} ${text.normalize('NFKC').replace(/\s/g, '')}`,
  );
}

function reportLines(report: Report): string[] {
  const names = { 标题: report.title, 项目: report.project, 主管部门: report.department, 实施单位: report.unit };
  return [
    `== ${report.kind} ${show(report.fiscalYear)} ${report.amountUnit?.text ?? ''}`.trimEnd(),
    ...Object.entries(names).map(([key, text]) => `${key}: ${text?.text ?? '-'}`),
    ...report.attributes.map(
      ({ name, options }) =>
        `${name}: ${options.map(({ label, checked }) => `${checked ? '☑' : '□'}${label}`).join(' ')}`,
    ),
    ...report.funds.map(
      (fund, index) =>
        `资金 ${index} ${fund.fund}${fund.parent === null ? '' : ` of ${fund.parent}`} ${fund.label.text}: ${[
          fund.initialBudget,
          fund.budget,
          fund.arrived,
          fund.executed,
          fund.executionRate,
          fund.points,
          fund.score,
        ]
          .map(show)
          .join(' | ')}`,
    ),
    ...report.indicators.map(
      (row) =>
        `指标 ${row.level1 ?? '-'} > ${row.level2 ?? '-'} > ${row.level3 ?? '-'}: ${[
          row.target,
          row.actual,
          row.points,
          row.score,
          row.scoreRate,
        ]
          .map(show)
          .join(' | ')}${row.deviation?.text ? ` | ${row.deviation.text}` : ''}`,
    ),
    ...report.groups.map(({ level, name, points, score }) => `组 ${level} ${name}: ${show(points)} | ${show(score)}`),
    `总分: ${show(report.total?.points)} | ${show(report.total?.score)} | ${report.total?.grade?.text ?? '-'}`,
    ...report.facts.map((fact) => `文 ${factLine(fact)}`),
    ...report.rules.map(({ kind, scope, quote }) => `规则 ${kind} ${scope.applies} ${scope.name ?? ''}: ${quote}`),
    ...report.citations.map(({ title, number }) => `引用 ${title ?? '-'} ${number ?? '-'}`),
  ];
}

function factLine({ factId, metric, period, subject, quantity, partOf, derivation, list }: Fact): string {
  const from = derivation ? ` = ${derivation.kind}(${derivation.operands.join(', ')})` : '';
  const of = partOf ? ` of ${partOf}` : '';
  const members = list ? ` [${list.join('、')}]` : '';
  return `${factId} ${metric} ${period ?? '-'} ${subject || '-'}: ${show(quantity)}${of}${from}${members}`;
}

/** The printed text and, where it is a figure, what it was understood as. */
function show(quantity: Quantity | null | undefined): string {
  if (!quantity) return '·';
  const { raw, kind, value, comparator, unit } = quantity;
  return value === null
    ? `${raw || 'blank'} (${kind})`
    : `${raw} (${comparator ?? ''}${value}${unit ? ` ${unit}` : ''})`;
}
