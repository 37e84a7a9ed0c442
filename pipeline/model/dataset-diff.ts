import { z } from 'zod';

const changeKindSchema = z.enum(['file', 'report', 'fund', 'indicator', 'finding']);

/** One thing that differs between two datasets. */
export const changeSchema = z
  .object({
    kind: changeKindSchema,
    change: z.enum(['new', 'gone', 'changed']),
    path: z.string(),
    report: z.number().int().nullable().describe('ordinal of the report in its file; null: a file, or across files'),
    subject: z
      .string()
      .describe(
        'title of a report, names of an indicator, label of a fund, check and subject of a finding; "" for a file',
      ),
    findingId: z.string().nullable().describe('only of a finding'),
    fields: z
      .array(z.object({ name: z.string(), old: z.string().nullable(), new: z.string().nullable() }).strict())
      .describe('what differs; of a new or vanished one, what it says'),
  })
  .strict();
export type Change = z.infer<typeof changeSchema>;
export type ChangeKind = Change['kind'];

const countsSchema = z.object({ new: z.number().int(), gone: z.number().int(), changed: z.number().int() }).strict();

/** What `hedui diff --json` prints. */
export const datasetDiffSchema = z
  .object({
    schemaVersion: z.string(),
    isSame: z.boolean(),
    counts: z
      .object({
        file: countsSchema,
        report: countsSchema,
        fund: countsSchema.describe('rows of reports that both datasets have'),
        indicator: countsSchema.describe('rows of reports that both datasets have'),
        finding: countsSchema,
        nowRead: z.number().int().describe('files that failed and are read now'),
        nowFailed: z.number().int().describe('files that were read and fail now'),
      })
      .strict(),
    changes: z.array(changeSchema).describe('by path, then kind, then place'),
  })
  .strict();
export type DatasetDiff = z.infer<typeof datasetDiffSchema>;
