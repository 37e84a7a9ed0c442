import { z } from 'zod';

export const failureCodeSchema = z.enum([
  'unsupported-format',
  'encrypted',
  'corrupt',
  'empty',
  'no-text',
  'too-large',
  'too-many-pages',
  'timeout',
  'out-of-memory',
  'crash',
  'not-readable',
]);
export type FailureCode = z.infer<typeof failureCodeSchema>;

/** Why a file has no output. One line for people, in Chinese and English, that says what to do. */
export const failureSchema = z
  .object({
    path: z.string(),
    sha256: z.string().nullable().describe('null: the bytes could not be read'),
    code: failureCodeSchema,
    message: z.object({ zh: z.string(), en: z.string() }).strict(),
  })
  .strict();
export type Failure = z.infer<typeof failureSchema>;

/** Thrown where no output is possible for a file; the pipeline turns it into a Failure record. */
export class ReadFailure extends Error {
  readonly code: FailureCode;
  readonly zh: string;
  constructor(code: FailureCode, message: { zh: string; en: string }, options?: { cause?: unknown }) {
    super(message.en, options);
    this.name = 'ReadFailure';
    this.code = code;
    this.zh = message.zh;
  }
}
