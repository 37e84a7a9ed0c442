import { z } from 'zod';
import { messageSchema, sourceSchema } from './source.ts';

export const severitySchema = z.enum(['error', 'warning', 'note']);
export type Severity = z.infer<typeof severitySchema>;

export const roundingSchema = z.enum(['nearest', 'truncation', 'none']);
export type Rounding = z.infer<typeof roundingSchema>;

export const outcomeSchema = z.enum(['pass', 'fail', 'review', 'open', 'not-applicable']);
export type Outcome = z.infer<typeof outcomeSchema>;

export const findingSourceSchema = sourceSchema
  .extend({
    role: z.enum(['recorded', 'operand', 'counterpart', 'rule']),
    text: z.string().max(200).describe('text of the cell or clause, at most 200 characters'),
  })
  .strict();
export type FindingSource = z.infer<typeof findingSourceSchema>;

export const findingSchema = z
  .object({
    findingId: z
      .string()
      .describe(
        'hash of check, report key, subject and normalised figures; the same for the same report as DOCX and PDF',
      ),
    checkId: z.string(),
    check: z.string().describe('name of the check, e.g. execution-rate-follows-amounts'),
    severity: severitySchema,
    outcome: z.enum(['fail', 'review']),
    cause: z.enum(['report-error', 'extraction-doubt', 'unresolved']),
    implied: z.boolean().describe('true: rests on points the form does not print'),
    reportId: z.string().nullable().describe('null: across files'),
    documents: z.array(z.string()).describe('documentIds'),
    path: z.string(),
    locator: z.string().describe('for people: 附件3 · 表4-1 · 第5行 · 第12页'),
    subject: z.string(),
    message: messageSchema,
    recorded: z.string().nullable().describe('raw text of the figure judged'),
    recomputed: z
      .string()
      .nullable()
      .describe('as a person would write it; in agreement checks the counterpart as printed'),
    difference: z.string().nullable().describe('recorded − recomputed, decimal; null in agreement checks'),
    rounding: roundingSchema.nullable().describe('what would make the recorded figure right; null: no arithmetic'),
    formula: z.string().nullable().describe('320.88 ÷ 398.00 = 80.62%'),
    basis: messageSchema.describe('the rule it rests on; quoted where the document prints it'),
    consequences: z.array(z.string()).describe('resultIds of results that fail only because of this'),
    sources: z.array(findingSourceSchema).describe('the recorded one first'),
  })
  .strict();
export type Finding = z.infer<typeof findingSchema>;

export const resultSchema = z
  .object({
    resultId: z.string().describe('made like a findingId'),
    checkId: z.string(),
    reportId: z.string().nullable(),
    subject: z.string(),
    outcome: outcomeSchema,
    recorded: z.string().nullable(),
    recomputed: z.string().nullable(),
    formula: z.string().nullable(),
    rounding: roundingSchema.nullable(),
    reason: messageSchema.nullable().describe('why open or not applicable; else null'),
    findingId: z.string().nullable().describe('the finding that reports it; of a consequence, its cause'),
    sources: z.array(findingSourceSchema).describe('the figures the result rests on, the recorded one first'),
  })
  .strict();
export type Result = z.infer<typeof resultSchema>;
