import type { Document } from '../../../pipeline/model/dataset.ts';
import { documentSchema } from '../../../pipeline/model/dataset.ts';
import { SCHEMA_VERSION } from '../../../pipeline/model/document.ts';
import type { Finding, Result } from '../../../pipeline/model/finding.ts';
import type { Quantity } from '../../../pipeline/model/quantity/quantity.ts';
import type { Report } from '../../../pipeline/model/report.ts';
import type { Source } from '../../../pipeline/model/source.ts';

/** A document of one table with one report, in the form in which it stands on disk. */
export function makeDocument(documentId: string, changes: Partial<Document> = {}): Document {
  return documentSchema.parse({
    schemaVersion: SCHEMA_VERSION,
    documentId,
    source: { name: 'a.pdf', sha256: documentId, bytes: 7, format: 'pdf', pageCount: 2 },
    pages: [
      { pageNumber: 1, widthPt: 595.28, heightPt: 841.89, route: 'text', quality: 1 },
      { pageNumber: 2, widthPt: 595.28, heightPt: 841.89, route: 'none', quality: 0 },
    ],
    blocks: [
      { blockId: 'b1', kind: 'heading', level: 1, text: '绩效自评表', sources: [at(documentId, { blockId: 'b1' })] },
    ],
    tables: [
      {
        tableId: 't1',
        caption: null,
        pageNumbers: [1],
        precedingBlockId: 'b1',
        cells: [
          { row: 0, col: 0, rowSpan: 1, colSpan: 2, text: '项目资金', sources: [at(documentId, { tableId: 't1' })] },
        ],
        ruled: true,
        confidence: 0.98765,
      },
    ],
    figures: [],
    reports: [makeReport(documentId, 1)],
    findings: [makeFinding(documentId, 'f2'), makeFinding(documentId, 'f1')],
    results: [makeResult('r2', 'pass'), makeResult('r1', 'fail'), makeResult('r3', 'open')],
    notes: [
      {
        code: 'b-note',
        message: { zh: '存疑', en: 'doubt' },
        documentId,
        reportId: null,
        sources: [],
        stage: 'reading',
      },
    ],
    ...changes,
  });
}

export function makeReport(documentId: string, ordinal: number): Report {
  const source = at(documentId, { tableId: 't1', row: 0, col: 0 });
  return {
    reportId: `${documentId.slice(0, 12)}-${ordinal}`,
    title: { text: '绩效自评表', sources: [source] },
    kind: 'project',
    fiscalYear: { ...makeQuantity('2022年', source), kind: 'date', value: '2022', unit: null, decimals: null },
    project: { text: '渠道清淤', sources: [source] },
    department: null,
    unit: null,
    amountUnit: { text: '万元', sources: [source] },
    attributes: [],
    funds: [
      {
        fund: 'total',
        label: { text: '年度资金总额', sources: [source] },
        parent: null,
        initialBudget: null,
        budget: makeQuantity('398.00', source),
        arrived: null,
        executed: makeQuantity('320.88', source),
        executionRate: null,
        points: null,
        score: null,
      },
    ],
    indicators: [
      {
        level1: '产出指标',
        level2: '数量指标',
        level3: '清淤长度',
        target: { ...makeQuantity('≥12公里', source), value: '12', unit: '公里', comparator: '>=' },
        actual: null,
        points: null,
        score: null,
        reviewScore: null,
        scoreRate: null,
        deviation: { text: '雨水多', sources: [source] },
        parent: null,
        tableId: 't1',
        row: 3,
        sources: [],
      },
    ],
    groups: [],
    total: null,
    facts: ['f1', 'f10', 'f2'].map((factId) => ({
      factId,
      metric: 'executed',
      subject: '资金',
      period: null,
      basis: 'actual',
      quantity: makeQuantity('320.88', source),
      partOf: null,
      derivation: null,
      list: null,
      listOpen: false,
      blockId: 'b1',
      headings: [],
      sentence: '支出320.88万元。',
    })),
    rules: [],
    citations: [],
    tables: [{ tableId: 't1', role: 'form', title: null }],
    blockIds: ['b1'],
  };
}

export function makeFinding(documentId: string, findingId: string): Finding {
  return {
    findingId,
    checkId: 'A101',
    check: 'execution-rate-follows-amounts',
    severity: 'error',
    outcome: 'fail',
    cause: 'report-error',
    implied: false,
    reportId: `${documentId.slice(0, 12)}-1`,
    documents: [documentId],
    path: 'a.pdf',
    locator: '表格 · 第1行',
    subject: '资金',
    message: { zh: '执行率 81.62% 应为 80.62%', en: 'the rate 81.62% should be 80.62%' },
    recorded: '81.62%',
    recomputed: '80.62%',
    difference: '1',
    rounding: 'none',
    formula: '320.88 ÷ 398.00 = 80.62%',
    basis: { zh: '执行率=执行数÷预算数', en: 'rate = executed ÷ budget' },
    consequences: [],
    sources: [{ ...at(documentId, { tableId: 't1', row: 0, col: 0 }), role: 'recorded', text: '81.62%' }],
  };
}

function makeResult(resultId: string, outcome: Result['outcome']): Result {
  return {
    resultId,
    checkId: 'A101',
    reportId: null,
    subject: '资金',
    outcome,
    recorded: null,
    recomputed: null,
    formula: null,
    rounding: null,
    reason: null,
    findingId: null,
    sources: [],
  };
}

function makeQuantity(raw: string, source: Source): Quantity {
  const decimals = raw.split('.')[1]?.length ?? 0;
  return { raw, kind: 'number', value: raw, upper: null, unit: '万元', comparator: null, decimals, sources: [source] };
}

function at(documentId: string, where: Partial<Source>): Source {
  return { documentId, pageNumber: 1, bbox: [1.23456, 2, 3.999, 4], ...where, method: 'text' };
}
