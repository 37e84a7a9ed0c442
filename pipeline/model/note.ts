import { z } from 'zod';
import { messageSchema, sourceSchema } from './source.ts';

/** What the reader was unsure about: never a finding, never a failure. */
export const noteSchema = z
  .object({
    code: z.string().describe('kebab-case name of the kind of doubt, e.g. repeated-heading-dropped'),
    message: messageSchema,
    documentId: z.string().nullable(),
    reportId: z.string().nullable().describe('null: concerns the whole file'),
    sources: z.array(sourceSchema),
  })
  .strict();
export type Note = z.infer<typeof noteSchema>;
