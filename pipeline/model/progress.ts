import { z } from 'zod';
import { ledgerEntrySchema } from './dataset-run.ts';

/** One line of `--json-progress` on stderr: what has happened, and how far the run is. */
export const progressSchema = z
  .object({
    event: z
      .enum(['start', 'hashing', 'file', 'writing', 'end'])
      .describe(
        'start: the files are known; hashing: they are told apart by content, at most one line a second; file: one is done; writing: the dataset is being written; end: it stands',
      ),
    path: z.string().nullable().describe('of the file that is done; null with other events, as the next three'),
    outcome: ledgerEntrySchema.shape.outcome.nullable(),
    failure: ledgerEntrySchema.shape.failure,
    isKept: z.boolean().nullable().describe('done by an earlier run, and nothing it depends on has changed'),
    files: z.number().int().describe('files found'),
    hashed: z.number().int(),
    done: z.number().int().describe('files done, kept ones too'),
    kept: z.number().int(),
    failed: z.number().int(),
    pages: z.number().int().describe('pages of the files done, where the format has pages'),
    findings: z.number().int().describe('findings of files by themselves; those across files are known at the end'),
    seconds: z.number().describe('since the start'),
    filesPerSecond: z.number().nullable().describe('files read or checked of late; null: none'),
    secondsLeft: z.number().int().nullable().describe('at this rate; null: not known'),
  })
  .strict();
export type ProgressLine = z.infer<typeof progressSchema>;
