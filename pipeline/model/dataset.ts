import { z } from 'zod';
import { formatSchema, parsedDocumentSchema } from './document.ts';
import { failureCodeSchema } from './failure.ts';
import { findingSchema, resultSchema } from './finding.ts';
import { reportSchema } from './report.ts';

/** documents/<2 hex>/<sha256>.json: everything about one file, with its provenance. */
export const documentSchema = parsedDocumentSchema
  .extend({
    reports: z.array(reportSchema),
    findings: z.array(findingSchema),
    results: z.array(resultSchema),
  })
  .strict();
export type Document = z.infer<typeof documentSchema>;

/** One line of files.jsonl: a path that was found. */
export const fileRecordSchema = z
  .object({
    path: z.string().describe('relative to --root, with /; a member of an archive is a.zip!/inner.docx'),
    sha256: z.string().nullable(),
    bytes: z.number().int().nullable(),
    format: formatSchema.nullable(),
    outcome: z.enum(['read', 'failed', 'no-report']),
    failure: failureCodeSchema.optional(),
    documentId: z.string().nullable(),
    reports: z.number().int(),
    pagesUnread: z.number().int(),
    findings: z.number().int(),
  })
  .strict();
export type FileRecord = z.infer<typeof fileRecordSchema>;
