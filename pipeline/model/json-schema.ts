import { z } from 'zod';
import { documentSchema, fileRecordSchema, summarySchema } from './dataset.ts';
import { changeSchema, datasetDiffSchema } from './dataset-diff.ts';
import {
  factRowSchema,
  fundRowSchema,
  indicatorRowSchema,
  noteRowSchema,
  reportRowSchema,
  resultRowSchema,
} from './dataset-rows.ts';
import { dataPackageSchema, ledgerEntrySchema, runSchema } from './dataset-run.ts';
import { correctionSchema, decisionSchema } from './decision.ts';
import { blockSchema, cellSchema, figureSchema, pageSchema, parsedDocumentSchema, tableSchema } from './document.ts';
import { failureSchema } from './failure.ts';
import { findingSchema, findingSourceSchema, resultSchema } from './finding.ts';
import { noteSchema } from './note.ts';
import { profileFileSchema } from './profile.ts';
import { progressSchema } from './progress.ts';
import { quantitySchema } from './quantity/quantity.ts';
import {
  attributeSchema,
  citationSchema,
  factSchema,
  fundSchema,
  groupSchema,
  indicatorSchema,
  reportSchema,
  ruleSchema,
} from './report.ts';
import { messageSchema, sourceSchema, textSchema } from './source.ts';

/** Every record by the name `hedui schema NAME` takes, with what it is. */
export const recordSchemas = {
  document: [documentSchema, 'documents/<2 hex>/<sha256>.json: one file with its provenance'],
  'parsed-document': [parsedDocumentSchema, 'what `hedui extract --format json` prints: a document before its reports'],
  file: [fileRecordSchema, 'a line of files.jsonl'],
  'report-row': [reportRowSchema, 'a line of reports.jsonl'],
  'indicator-row': [indicatorRowSchema, 'a line of indicators.jsonl'],
  'fund-row': [fundRowSchema, 'a line of funds.jsonl'],
  'fact-row': [factRowSchema, 'a line of facts.jsonl'],
  finding: [findingSchema, 'a line of findings.jsonl'],
  'result-row': [resultRowSchema, 'a line of results.jsonl'],
  'note-row': [noteRowSchema, 'a line of notes.jsonl'],
  decision: [decisionSchema, 'a line of decisions.jsonl: what a person decided on a finding'],
  correction: [correctionSchema, 'a reading that a person corrected'],
  failure: [failureSchema, 'a line of failures.jsonl'],
  summary: [summarySchema, 'summary.json, and what `hedui audit --json` prints'],
  run: [runSchema, 'run.json'],
  progress: [progressSchema, 'a line of `hedui audit --json-progress`'],
  'ledger-entry': [ledgerEntrySchema, 'a line of ledger.jsonl'],
  'data-package': [dataPackageSchema, 'datapackage.json'],
  diff: [datasetDiffSchema, 'what `hedui diff --json` prints'],
  change: [changeSchema, 'one thing that differs between two datasets'],
  report: [reportSchema, 'a report within a document'],
  indicator: [indicatorSchema, 'an indicator of a report'],
  fund: [fundSchema, 'a row of funds of a report'],
  group: [groupSchema, 'what a level-1 or level-2 heading claims'],
  fact: [factSchema, 'a figure in a sentence'],
  rule: [ruleSchema, 'a scoring rule the document prints'],
  attribute: [attributeSchema, 'a line of check boxes'],
  citation: [citationSchema, 'a document that a sentence cites'],
  result: [resultSchema, 'what one check gave for one subject'],
  note: [noteSchema, 'what the reader was unsure about'],
  table: [tableSchema, 'a table of a document'],
  cell: [cellSchema, 'a cell of a table'],
  block: [blockSchema, 'a heading, paragraph, list item or caption of a document'],
  figure: [figureSchema, 'a picture or chart of a document'],
  page: [pageSchema, 'a page of a document'],
  quantity: [quantitySchema, 'a figure as printed and as understood'],
  source: [sourceSchema, 'where a value was read'],
  'finding-source': [findingSourceSchema, 'where a figure of a finding was read, and its part in it'],
  text: [textSchema, 'a name or title as printed'],
  message: [messageSchema, 'a sentence in Chinese and in English'],
  profile: [profileFileSchema, 'a file for --profile: header words and rules of a region or template'],
} as const satisfies Record<string, readonly [z.ZodType, string]>;

export type RecordName = keyof typeof recordSchemas;

export function isRecordName(name: string): name is RecordName {
  return Object.hasOwn(recordSchemas, name);
}

let registered = false;

/** The JSON Schema (2020-12) of a record; records within it are under $defs by their names. */
export function toJsonSchema(name: RecordName): Record<string, unknown> {
  if (!registered) {
    for (const [id, [schema, description]] of Object.entries(recordSchemas)) {
      z.globalRegistry.add(schema, { description, ...z.globalRegistry.get(schema), id });
    }
    registered = true;
  }
  const { $schema, $defs = {} } = z.toJSONSchema(recordSchemas[name][0], { target: 'draft-2020-12' });
  // A schema with a name becomes a definition and the root a reference to it; no record contains itself.
  const { [name]: own, ...others } = $defs;
  if (own === undefined) throw new Error(`the schema of ${name} has lost its name`);
  return { $schema, title: name, ...own, ...(Object.keys(others).length === 0 ? {} : { $defs: others }) };
}
