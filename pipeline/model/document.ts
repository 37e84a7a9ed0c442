import { z } from 'zod';
import { noteSchema } from './note.ts';
import { quantitySchema } from './quantity/quantity.ts';
import { confidenceSchema, sourceSchema } from './source.ts';

/** Version of every record written to disk; the major number changes when a reader of the old form would fail. */
export const SCHEMA_VERSION = '1.0.0';

export const formatSchema = z.enum(['pdf', 'docx', 'doc', 'rtf', 'xlsx', 'xls', 'ofd', 'html', 'text', 'image']);
export type Format = z.infer<typeof formatSchema>;

/** One cell; a merged cell is listed once, at its first row and column. */
export const cellSchema = z
  .object({
    row: z.number().int().min(0),
    col: z.number().int().min(0),
    rowSpan: z.number().int().min(1),
    colSpan: z.number().int().min(1),
    text: z.string().describe('paragraphs and line breaks as \\n; check boxes as ☑ □'),
    quantity: quantitySchema.optional().describe('left out where the text holds no figure of its own'),
    sources: z.array(sourceSchema).describe('two where a page break cuts the cell'),
  })
  .strict();
export type Cell = z.infer<typeof cellSchema>;

export const tableSchema = z
  .object({
    tableId: z.string().describe('t1, t2, … in reading order'),
    caption: z.string().nullable().describe('the line above or below that names the table, as printed'),
    pageNumbers: z.array(z.number().int().min(1)).describe('empty where the format has no pages'),
    precedingBlockId: z
      .string()
      .nullable()
      .describe('the block after which the table stands in reading order; null: before every block'),
    cells: z.array(cellSchema).describe('by row, then column; spans tile the table without overlap'),
    ruled: z.boolean().describe('true: rows and columns come from ruling lines or markup; false: from alignment'),
    confidence: confidenceSchema.nullable().describe('of the structure; null where it is explicit in markup'),
  })
  .strict();
export type Table = z.infer<typeof tableSchema>;

export const blockSchema = z
  .object({
    blockId: z.string().describe('b1, b2, … in reading order'),
    kind: z.enum(['heading', 'paragraph', 'list-item', 'caption', 'header', 'footer']),
    level: z.number().int().min(1).nullable().describe('of a heading, 1 the highest; else null'),
    text: z.string(),
    sources: z.array(sourceSchema),
  })
  .strict();
export type Block = z.infer<typeof blockSchema>;

export const figureSchema = z
  .object({
    figureId: z.string(),
    caption: z.string().nullable(),
    mediaType: z.string(),
    widthPx: z.number().int().min(0),
    heightPx: z.number().int().min(0),
    sha256: z.string(),
    sources: z.array(sourceSchema),
  })
  .strict();
export type Figure = z.infer<typeof figureSchema>;

export const pageSchema = z
  .object({
    pageNumber: z.number().int().min(1),
    widthPt: z.number(),
    heightPt: z.number(),
    route: z.enum(['text', 'ocr', 'none']).describe('how the page was read; none: it was not'),
    quality: z.number().min(0).max(1).describe('share of the text layer that is legible; 1 for a sound page'),
  })
  .strict();
export type Page = z.infer<typeof pageSchema>;

export const sourceFileSchema = z
  .object({
    name: z.string().describe('file name without folders'),
    sha256: z.string(),
    bytes: z.number().int().min(0),
    format: formatSchema,
    pageCount: z.number().int().min(0).nullable().describe('null where the format has no pages'),
  })
  .strict();

/** What a parser gives: the file's pages, text, tables and pictures with their places, and what it was unsure about. */
export const parsedDocumentSchema = z
  .object({
    schemaVersion: z.string(),
    documentId: z.string().describe('sha256 of the bytes'),
    source: sourceFileSchema,
    pages: z.array(pageSchema),
    blocks: z.array(blockSchema),
    tables: z.array(tableSchema),
    figures: z.array(figureSchema),
    notes: z.array(noteSchema),
  })
  .strict();
export type ParsedDocument = z.infer<typeof parsedDocumentSchema>;
