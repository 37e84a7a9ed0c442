import { normalize } from '../normalizers/index.ts';
import { parseFile } from '../parsers/index.ts';
import type { RecognitionProgress } from '../parsers/parser.ts';
import { DEFAULT_ENGINE } from '../parsers/scan/engines/engine-names.ts';
import { applyCorrections } from './model/apply-corrections.ts';
import { type Document, documentSchema } from './model/dataset.ts';
import type { Correction } from './model/decision.ts';
import { type ParsedDocument, parsedDocumentSchema } from './model/document.ts';
import { ReadFailure } from './model/failure.ts';
import type { Profile } from './model/profile.ts';
import { redactDocument } from './redact-document.ts';
import { chooseProfile } from './validate/profiles/choose-profile.ts';
import { validate } from './validate/validate.ts';

export interface ReadSettings {
  /** File name without folders. */
  readonly name: string;
  readonly maxPages: number;
  readonly password: string | null;
  /** Join tables over page breaks. */
  readonly join: boolean;
  readonly ocr: 'auto' | 'always' | 'never';
  /** Name of the recognition engine; left out: the one that comes with the program. */
  /** Mask names and numbers of people; left out: no. */
  readonly redact?: boolean;
  readonly ocrEngine?: string;
  /** Folder that keeps what was recognised; null or left out: nothing is kept. */
  readonly cache?: string | null;
  /** Told how recognition goes on. */
  readonly onProgress?: ((progress: RecognitionProgress) => void) | null;
  /** Called with the pictures found; null where they are not wanted. */
  readonly onFigure: ((figureId: string, mediaType: string, bytes: Uint8Array) => void) | null;
}

export interface CheckSettings {
  /** Path as recorded in findings. */
  readonly path: string;
  /** Ids of the only checks to run; null: all. */
  readonly only: readonly string[] | null;
  readonly skip: readonly string[];
  /** Header words and rules of --profile; left out: the profiles that come with the program. */
  readonly profile?: Profile | null;
  /** What people corrected of the reading of this document; left out: nothing. */
  readonly corrections?: readonly Correction[];
}

/** One file through all steps: bytes → text, tables and places → reports → results and findings. Throws ReadFailure. */
export async function auditFile(bytes: Uint8Array, settings: ReadSettings & CheckSettings): Promise<Document> {
  return checkDocument(await readDocument(bytes, settings), settings);
}

/** Reads a file as its canonical record: keys in schema order, places rounded. Throws ReadFailure where nothing can be read. */
export async function readDocument(bytes: Uint8Array, settings: ReadSettings): Promise<ParsedDocument> {
  const { name, maxPages, password, join, ocr, onFigure } = settings;
  const { ocrEngine = DEFAULT_ENGINE, cache = null, onProgress = null } = settings;
  const recognition = { ocr, ocrEngine, cache, onProgress };
  const parsed = parsedDocumentSchema.parse(
    await parseFile(bytes, { name, maxPages, password, join, onFigure, ...recognition }),
  );
  if (!isLegible(parsed)) {
    throw new ReadFailure('no-text', {
      zh: '没有一页能读出文字；请提供有文字层的文件',
      en: 'no page of it could be read as text; provide a file with a text layer',
    });
  }
  return settings.redact === true ? parsedDocumentSchema.parse(redactDocument(parsed)) : parsed;
}

/**
 * Finds the reports of a read document and checks them. What is computed rests on the canonical record alone, so a
 * document of last year's dataset gives the same as the file it came from. Reports, results and findings are those of the
 * corrected text; blocks and tables stay as they were read, so that a correction can be taken back.
 */
export function checkDocument(parsed: ParsedDocument, settings: CheckSettings): Document {
  const { path, only, skip, profile = null, corrections = [] } = settings;
  const { notes, ...rest } = parsed;
  const corrected = applyCorrections(parsed, corrections);
  const { document } = corrected;
  const normalized = normalize(document, profile?.headings ?? null);
  const { results, findings } = validate({
    document,
    reports: normalized.reports,
    profile: (report) => chooseProfile(report, { document, given: profile }),
    path,
    skip,
    ...(only === null ? {} : { only }),
  });
  return documentSchema.parse({
    ...rest,
    reports: normalized.reports,
    findings,
    results,
    notes: [
      ...notes.map((note) => ({ ...note, stage: 'reading' as const })),
      ...[...corrected.notes, ...normalized.notes].map((note) => ({ ...note, stage: 'normalizing' as const })),
    ],
  });
}

/** The read part of a checked document, to be checked again. */
export function toParsedDocument(document: Document): ParsedDocument {
  const { reports: _reports, findings: _findings, results: _results, notes, ...rest } = document;
  const readNotes = notes.filter(({ stage }) => stage === 'reading').map(({ stage: _stage, ...note }) => note);
  return { ...rest, notes: readNotes };
}

function isLegible({ pages, blocks, tables }: ParsedDocument): boolean {
  if (pages.length > 0 && pages.every(({ route }) => route === 'none')) return false;
  const texts = [...blocks, ...tables.flatMap(({ cells }) => cells)];
  return texts.some(({ text }) => text.trim() !== '');
}
