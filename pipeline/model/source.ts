import { z } from 'zod';
import { boxSchema } from './geometry.ts';

/** 0 to 1, with three decimals in every record. */
export const confidenceSchema = z
  .number()
  .min(0)
  .max(1)
  .overwrite((value) => Math.round(value * 1000) / 1000);

/** One reading of a place by one engine; kept where more than one was made. */
export const readingSchema = z
  .object({
    text: z.string().describe('what this engine read'),
    engine: z.string().describe('name of the engine and its model'),
    confidence: confidenceSchema.nullable().describe('0 to 1; null: the engine gives none'),
  })
  .strict();
export type Reading = z.infer<typeof readingSchema>;

/** Where a value was read. Fields that do not apply to the format are left out. */
export const sourceSchema = z
  .object({
    documentId: z.string().describe('sha256 of the bytes of the file'),
    pageNumber: z.number().int().min(1).optional().describe('page, from 1; left out where the format has no pages'),
    bbox: boxSchema.optional(),
    tableId: z.string().optional(),
    row: z.number().int().min(0).optional().describe('row of the cell in its table, from 0'),
    col: z.number().int().min(0).optional().describe('column of the cell in its table, from 0'),
    blockId: z.string().optional(),
    line: z.number().int().min(1).optional().describe('line of a plain text file or row of a sheet, from 1'),
    charSpan: z
      .tuple([z.number().int(), z.number().int()])
      .optional()
      .describe('[start, end) in UTF-16 units in the text of the cell or block'),
    method: z
      .enum(['text', 'ocr', 'markup'])
      .describe('text layer or plain text, recognition, or markup (DOCX, XLSX, HTML)'),
    confidence: confidenceSchema.optional().describe('0 to 1, of a recognised value; three decimals'),
    readings: z.array(readingSchema).optional(),
  })
  .strict();
export type Source = z.infer<typeof sourceSchema>;

/** A name or title as printed, and where. */
export const textSchema = z
  .object({ text: z.string().describe('as printed'), sources: z.array(sourceSchema) })
  .strict();
export type Text = z.infer<typeof textSchema>;

/** A sentence in Chinese and in English. */
export const messageSchema = z.object({ zh: z.string(), en: z.string() }).strict();
export type Message = z.infer<typeof messageSchema>;
