import { z } from 'zod';
import { formatSchema, parsedDocumentSchema } from './document.ts';
import { failureCodeSchema } from './failure.ts';
import { findingSchema, resultSchema } from './finding.ts';
import { noteSchema } from './note.ts';
import { reportSchema } from './report.ts';

/** A Note with the step that made it, so that checking again keeps the notes of reading and renews the others. */
export const documentNoteSchema = noteSchema
  .extend({
    stage: z.enum(['reading', 'normalizing']).describe('reading: of the parser; normalizing: of what came after it'),
  })
  .strict();
export type DocumentNote = z.infer<typeof documentNoteSchema>;

/** documents/<2 hex>/<sha256>.json: everything about one file, with its provenance. */
export const documentSchema = parsedDocumentSchema
  .omit({ notes: true })
  .extend({
    reports: z.array(reportSchema),
    findings: z.array(findingSchema),
    results: z.array(resultSchema),
    notes: z.array(documentNoteSchema),
  })
  .strict();
export type Document = z.infer<typeof documentSchema>;

/** One line of files.jsonl: a path that was found. */
export const fileRecordSchema = z
  .object({
    path: z.string().describe('relative to --root, with /; a member of an archive is a.zip!/inner.docx'),
    sha256: z.string().nullable().describe('of the content; null: it could not be read'),
    bytes: z.number().int().nullable().describe('size; null: it could not be read'),
    format: formatSchema.nullable().describe('by content, not by name; null: not recognised or not read'),
    outcome: z
      .enum(['read', 'failed', 'no-report'])
      .describe('no-report: it was read and no report was found in it; failed: see failures.jsonl'),
    failure: failureCodeSchema.optional().describe('only where outcome is failed'),
    documentId: z.string().nullable().describe('null where outcome is failed'),
    reports: z.number().int().describe('reports found'),
    pagesUnread: z.number().int().describe('pages that could not be read'),
    findings: z.number().int().describe('lines of findings.jsonl with this path'),
  })
  .strict();
export type FileRecord = z.infer<typeof fileRecordSchema>;

const countsSchema = z
  .object({ error: z.number().int(), warning: z.number().int(), note: z.number().int(), review: z.number().int() })
  .strict()
  .describe('findings by severity where the outcome is fail; review: doubtful ones of any severity');

/** summary.json, and stdout of `audit --json`: coverage first, then findings. */
export const summarySchema = z
  .object({
    schemaVersion: z.string(),
    coverage: z
      .object({
        files: z.number().int().describe('paths found'),
        read: z.number().int().describe('files with at least one report'),
        noReport: z.number().int().describe('files that were read and hold no report'),
        failed: z.number().int().describe('files without output'),
        failures: z.partialRecord(failureCodeSchema, z.number().int()).describe('failed files by code'),
        pages: z.number().int().describe('pages of the files read, where the format has pages'),
        pagesUnread: z.number().int(),
        reports: z.number().int(),
        checksOpen: z.number().int().describe('checks that could not decide because a figure was not read'),
      })
      .strict(),
    findings: countsSchema,
    dismissed: countsSchema.describe(
      'of these findings, those that people dismissed (decisions.jsonl); they never make exit code 1',
    ),
    findingsByCheck: z
      .array(countsSchema.extend({ checkId: z.string(), check: z.string() }).strict())
      .describe('by checkId; checks without a finding are left out'),
    results: z
      .object({
        pass: z.number().int(),
        fail: z.number().int(),
        review: z.number().int(),
        open: z.number().int(),
        notApplicable: z.number().int(),
      })
      .strict(),
    records: z
      .object({
        indicators: z.number().int(),
        funds: z.number().int(),
        facts: z.number().int(),
        notes: z.number().int(),
      })
      .strict(),
  })
  .strict();
export type Summary = z.infer<typeof summarySchema>;
