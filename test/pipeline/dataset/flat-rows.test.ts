import { expect, test } from 'vitest';
import { toFlatRows } from '../../../pipeline/dataset/flat-rows.ts';
import { makeDocument } from './sample-document.ts';

const ID = 'ab'.repeat(32);
const IDS = { path: '年/a.pdf', documentId: ID, reportId: 'abababababab-1' };
const rows = toFlatRows(makeDocument(ID), {
  path: '年/a.pdf',
  locate: (_, source) => `${source?.tableId ?? '?'} · ${source?.row ?? '?'}`,
  across: { results: [], findings: [] },
});

function none(name: string): Record<string, null> {
  const parts = ['Raw', 'Kind', 'Value', 'Upper', 'Unit', 'Comparator'];
  return Object.fromEntries(parts.map((part) => [`${name}${part}`, null]));
}

function amount(name: string, raw: string): Record<string, string | null> {
  return {
    ...none(name),
    [`${name}Raw`]: raw,
    [`${name}Kind`]: 'number',
    [`${name}Value`]: raw,
    [`${name}Unit`]: '万元',
  };
}

test('a report is a row of its names, total and counts', () => {
  expect(rows.reports).toEqual([
    {
      ...IDS,
      title: '绩效自评表',
      kind: 'project',
      fiscalYear: '2022',
      project: '渠道清淤',
      department: null,
      unit: null,
      amountUnit: '万元',
      ...none('totalPoints'),
      ...none('totalScore'),
      grade: null,
      funds: 1,
      indicators: 1,
      facts: 3,
      rules: 0,
      findings: 2,
      place: 't1 · 0',
    },
  ]);
});

test('an indicator is a row with every figure as printed and as understood', () => {
  expect(rows.indicators).toEqual([
    {
      ...IDS,
      index: 0,
      parent: null,
      level1: '产出指标',
      level2: '数量指标',
      level3: '清淤长度',
      targetRaw: '≥12公里',
      targetKind: 'number',
      targetValue: '12',
      targetUpper: null,
      targetUnit: '公里',
      targetComparator: '>=',
      ...none('actual'),
      ...none('points'),
      ...none('score'),
      ...none('reviewScore'),
      ...none('scoreRate'),
      deviation: '雨水多',
      tableId: 't1',
      row: 3,
      place: 't1 · 3',
    },
  ]);
});

test('a row of funds carries the unit of the form', () => {
  expect(rows.funds).toEqual([
    {
      ...IDS,
      index: 0,
      parent: null,
      fund: 'total',
      label: '年度资金总额',
      amountUnit: '万元',
      ...none('initialBudget'),
      ...amount('budget', '398.00'),
      ...none('arrived'),
      ...amount('executed', '320.88'),
      ...none('executionRate'),
      ...none('points'),
      ...none('score'),
      place: 't1 · 0',
    },
  ]);
});

test('lines with an id are ordered by it, by code point', () => {
  expect(rows.facts.map(({ factId }) => factId)).toEqual(['f1', 'f10', 'f2']);
  expect(rows.findings.map(({ findingId }) => findingId)).toEqual(['f1', 'f2']);
  expect(rows.results.map(({ resultId }) => resultId)).toEqual(['r1', 'r2', 'r3']);
});

test('every line says at which path it stands, also for a content that has two', () => {
  const lines = [rows.reports, rows.indicators, rows.funds, rows.facts, rows.findings, rows.results, rows.notes].flat();
  expect(new Set(lines.map(({ path }) => path))).toEqual(new Set(['年/a.pdf']));
  expect(lines).toHaveLength(12);
});
