import { z } from 'zod';
import { sourceSchema } from './source.ts';

/** Engine of the reading that a person made: what it says is settled, whatever engines read beside it. */
export const CORRECTED_BY_PERSON = 'person';

/** A reading that a person corrected: applied to the document between parsing and normalising; the original is kept in `from`. */
export const correctionSchema = z
  .object({
    source: sourceSchema.describe('the cell or the words in a block that were misread'),
    from: z.string().describe('text as read'),
    to: z.string().describe('text as it stands on the page'),
  })
  .strict();
export type Correction = z.infer<typeof correctionSchema>;

/** What a person decided on a finding. It belongs to (path, findingId); of several the last line holds. */
export const decisionSchema = z
  .object({
    path: z.string().describe('path of the file in the dataset'),
    findingId: z.string(),
    decision: z.enum(['accepted', 'dismissed', 'undecided', 'corrected']),
    reason: z.string().describe('"": none given; a dismissal has one'),
    correction: correctionSchema.nullable().describe('null: no reading was corrected'),
    by: z.string().describe('who decided; "": not said'),
    at: z.iso.datetime().describe('when, UTC'),
  })
  .strict();
export type Decision = z.infer<typeof decisionSchema>;
