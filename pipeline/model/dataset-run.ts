import { z } from 'zod';
import { formatSchema } from './document.ts';
import { failureCodeSchema, failureSchema } from './failure.ts';
import { profileSchema } from './profile.ts';

/** What changes how a file is read: everything that goes into the reading hash beside content and versions. */
export const readingOptionsSchema = z
  .object({
    maxPages: z.number().int().min(1),
    maxBytes: z.number().int().min(1),
    join: z.boolean().describe('tables over page breaks are joined'),
    ocr: z.enum(['auto', 'always', 'never']),
    ocrEngine: z.string().default('tesseract.js').describe('name of the recognition engine'),
    ocrEngineVersion: z
      .string()
      .nullable()
      .default(null)
      .describe('versions of the engine and its data; null: not installed, so that scans become failures'),
    redact: z.boolean().default(false).describe('names and numbers of people are masked'),
    hasPassword: z.boolean().describe('a password was given; which one is never recorded'),
  })
  .strict();
export type ReadingOptions = z.infer<typeof readingOptionsSchema>;

/** What changes what is checked: everything that goes into the checking hash beside rules and versions. */
export const checkingOptionsSchema = z
  .object({
    only: z.array(z.string()).nullable().describe('ids of the only checks to run; null: all'),
    skip: z.array(z.string()),
    profile: profileSchema
      .nullable()
      .default(null)
      .describe('of --profile, whole; null: those that come with the program'),
  })
  .strict();
export type CheckingOptions = z.infer<typeof checkingOptionsSchema>;

/** run.json: how this dataset came about. Outside the guarantee of equal bytes. */
export const runSchema = z
  .object({
    schemaVersion: z.string(),
    command: z.enum(['audit', 'validate']),
    version: z.string().describe('of hedui'),
    startedAt: z.string().describe('ISO 8601, UTC'),
    finishedAt: z.string().describe('ISO 8601, UTC'),
    seconds: z.number(),
    jobs: z.number().int(),
    timeoutSeconds: z.number(),
    root: z.string().describe('absolute folder that paths are relative to'),
    arguments: z.array(z.string()),
    reading: readingOptionsSchema.nullable().describe('of the audit that read the files; null: not known'),
    checking: checkingOptionsSchema,
    versions: z.record(z.string(), z.string()).describe('node and the libraries that read files'),
    machine: z
      .object({ platform: z.string(), arch: z.string(), cores: z.number().int(), memoryMib: z.number().int() })
      .strict(),
  })
  .strict();
export type Run = z.infer<typeof runSchema>;

/** One line of ledger.jsonl: a file that is done, and what it depends on. Outside the guarantee of equal bytes. */
export const ledgerEntrySchema = z
  .object({
    path: z.string(),
    sha256: z.string().nullable().describe('of the content; null: the bytes could not be read'),
    bytes: z.number().int().nullable(),
    format: formatSchema.nullable().describe('of a failed file, where it was recognised'),
    readingHash: z
      .string()
      .nullable()
      .describe(
        'of content, name, code and libraries that read, and reading options; null: the bytes could not be read',
      ),
    checkingHash: z.string().nullable().describe('of reading hash, path, rules, profile and check options'),
    outcome: z.enum(['read', 'failed', 'no-report']),
    failure: failureCodeSchema.nullable(),
    message: failureSchema.shape.message.nullable().describe('of the failure'),
    documentId: z.string().nullable(),
    documentSha256: z.string().nullable().describe('of the bytes of documents/<2 hex>/<documentId>.json'),
    pages: z.number().int(),
    findings: z.number().int().describe('of the file by itself'),
    digests: z.array(z.string()).describe('what checks across files need of each report, packed'),
    milliseconds: z.number().int().describe('from handing the file over to its result'),
    at: z.string().describe('ISO 8601, UTC'),
  })
  .strict();
export type LedgerEntry = z.infer<typeof ledgerEntrySchema>;

/** A field of a Frictionless table schema. */
const fieldSchema = z
  .object({
    name: z.string(),
    type: z.enum(['string', 'integer', 'number', 'boolean', 'object', 'array']),
    description: z.string().optional(),
    constraints: z
      .object({ required: z.boolean().optional(), enum: z.array(z.string()).optional() })
      .strict()
      .optional(),
  })
  .strict();
export type Field = z.infer<typeof fieldSchema>;

export const resourceSchema = z
  .object({
    name: z.string(),
    path: z.string(),
    description: z.string().optional(),
    profile: z.enum(['tabular-data-resource', 'data-resource']),
    format: z.enum(['jsonl', 'json', 'html', 'xlsx', 'jpg']),
    mediatype: z.enum([
      'application/jsonl',
      'application/json',
      'text/html',
      'image/jpeg',
      'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet',
    ]),
    encoding: z.literal('utf-8').optional().describe('left out where the file is no text'),
    bytes: z.number().int(),
    hash: z.string().describe('sha256:<hex>'),
    schema: z
      .object({ fields: z.array(fieldSchema), missingValues: z.array(z.string()) })
      .strict()
      .optional(),
  })
  .strict();
export type Resource = z.infer<typeof resourceSchema>;

/** datapackage.json: a Frictionless Data Package of the files of a dataset. */
export const dataPackageSchema = z
  .object({
    profile: z.literal('data-package'),
    name: z.literal('hedui-dataset'),
    title: z.string(),
    schemaVersion: z.string(),
    resources: z.array(resourceSchema),
  })
  .strict();
export type DataPackage = z.infer<typeof dataPackageSchema>;
