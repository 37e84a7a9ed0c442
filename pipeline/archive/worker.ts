import { createHash } from 'node:crypto';
import { mkdir, open, readFile, rename, writeFile } from 'node:fs/promises';
import { basename, join } from 'node:path';
import { Worker } from 'node:worker_threads';
import { type ArchiveMember, listArchive, readArchiveMember } from '../../parsers/container/archive.ts';
import { isZip } from '../../parsers/container/zip.ts';
import type { RecognitionProgress } from '../../parsers/parser.ts';
import { auditFile, checkDocument, readDocument, toParsedDocument } from '../audit-file.ts';
import { toCropName } from '../dataset/evidence/crop-name.ts';
import { isReadableVersion } from '../dataset/read-dataset.ts';
import { writeView } from '../dataset/views.ts';
import { type Document, documentSchema } from '../model/dataset.ts';
import type { ParsedDocument } from '../model/document.ts';
import { ReadFailure } from '../model/failure.ts';
import { type ReportDigest, toDigests } from '../validate/across/digest.ts';
import { acrossCatalogue, catalogue } from '../validate/catalogue.ts';
import { hashFile, readBytes, readHead } from './read-bytes.ts';
import {
  type CropSource,
  type FailureReply,
  type HashedMember,
  OUT_OF_MEMORY_MESSAGE,
  type Progress,
  type ReadingSettings,
  type Reply,
  type Task,
} from './task.ts';
import { isWriteFault } from './unwritable.ts';

/** The child process of a slot: takes tasks as messages and answers each with one Reply. */

/** How often the watch looks whether the main process still lives. */
const WATCH_INTERVAL_MS = 1000;

/** What writes of ours can fail with; a file is not to blame for it. */
class UnwritableError extends Error {}

process.on('message', (task: Task) => {
  run(task)
    .catch((error: unknown) => toFailure(error, task))
    .then((reply) => process.send?.(reply));
});
process.on('disconnect', () => process.exit());
watchMainProcess();
process.send?.('ready');

async function run(task: Task): Promise<Reply> {
  switch (task.kind) {
    case 'hash':
      return hash(task);
    case 'audit':
      return audit(task);
    case 'check':
      return check(task);
    case 'extract':
      return extract(task);
    case 'view':
      return view(task);
    case 'crop':
      return crop(task);
    default:
      return task satisfies never;
  }
}

async function hash({ file, maxBytes }: Extract<Task, { kind: 'hash' }>): Promise<Reply> {
  const hashed = { kind: 'hashed', ...(await hashFile(file, maxBytes)) } as const;
  if (!isZip(await readHead(file, 4))) return hashed;
  const members = listArchive(await readBytes(file, maxBytes), { maxBytes });
  return members === null ? hashed : { ...hashed, members: members.map(toHashedMember) };
}

function toHashedMember({ name, place, content }: ArchiveMember): HashedMember {
  if (!(content instanceof ReadFailure)) return { name, place, content };
  const { code, zh, message } = content;
  return { name, place, content: { code, message: { zh, en: message } } };
}

/** Archives up to this size stay at hand: their members come one after another. */
const KEPT_ARCHIVE_BYTES = 64 * 1024 * 1024;
let kept: { readonly file: string; readonly bytes: Uint8Array } | undefined;

/** A file, or the member of an archive; what the archive holds by now is held against its hash afterwards. */
async function readContent({ file, member, reading }: CropSource): Promise<Uint8Array> {
  if (member === undefined) return readBytes(file, reading.maxBytes);
  const bytes = kept?.file === file ? kept.bytes : await readBytes(file, reading.maxBytes);
  kept = bytes.length <= KEPT_ARCHIVE_BYTES ? { file, bytes } : undefined;
  return readArchiveMember(bytes, member);
}

async function audit(task: Extract<Task, { kind: 'audit' }>): Promise<Reply> {
  const { path, sha256, output, reading, checking, corrections } = task;
  const bytes = await readContent(task);
  requireContent(bytes, sha256);
  const name = path.split('/').at(-1) ?? path;
  const document = await auditFile(bytes, {
    ...toReadSettings(reading),
    name,
    path,
    ...checking,
    corrections,
    onFigure: null,
  });
  const outputSha256 = await writeDurably(output, `${JSON.stringify(document)}\n`);
  return toDone(document, { ...document, outputSha256, digests: toDigests(document) });
}

/** What was hashed is what the ledger and the dataset speak of. */
function requireContent(bytes: Uint8Array, sha256: string): void {
  if (toSha256(bytes) === sha256) return;
  throw new ReadFailure('not-readable', {
    zh: '它在读取期间被改动；请再运行一次',
    en: 'it was changed while it was read; run again',
  });
}

async function check({ file, path, output, checking, corrections }: Extract<Task, { kind: 'check' }>): Promise<Reply> {
  const stored = await readStored(file);
  const document = checkDocument(toParsedDocument(stored), { path, ...checking, corrections });
  const outputSha256 = await writeDurably(output, `${JSON.stringify(document)}\n`);
  return toDone(document, { ...document, outputSha256, digests: toDigests(document) });
}

async function readStored(file: string): Promise<Document> {
  try {
    const document = documentSchema.parse(JSON.parse(await readFile(file, 'utf8')));
    if (isReadableVersion(document.schemaVersion)) return document;
    throw new Error(`schemaVersion ${document.schemaVersion}`);
  } catch (error) {
    const message = {
      zh: '数据集中的文档记录缺失或不符合格式；请用 hedui audit 重新读取',
      en: 'its document in the dataset is missing or does not fit the schema; read it again with hedui audit',
    };
    throw new ReadFailure('corrupt', message, { cause: error });
  }
}

async function extract(task: Extract<Task, { kind: 'extract' }>): Promise<Reply> {
  const { file, output, figures, debug, reading } = task;
  const bytes = await readBytes(file, reading.maxBytes);
  const untouched = debug === null ? null : bytes.slice(); // a PDF reader takes the bytes it is given away
  const pictures: { name: string; content: Uint8Array }[] = [];
  const document = await readDocument(bytes, {
    ...toReadSettings(reading),
    name: basename(file),
    onFigure:
      figures === null
        ? null
        : (figureId, mediaType, content) => pictures.push({ name: toFigureName(figureId, mediaType), content }),
  });
  if (figures !== null) {
    await mkdir(figures, { recursive: true }).catch(throwUnwritable);
    for (const { name, content } of pictures) await write(join(figures, name), content);
  }
  if (debug !== null && untouched !== null && document.source.format === 'pdf') {
    await drawPages(untouched, { folder: debug, reading });
  }
  const outputSha256 = await writeDurably(output, `${JSON.stringify(document)}\n`);
  return toDone(document, { outputSha256, reports: [], findings: [], digests: [] });
}

async function view({ dir, format, language }: Extract<Task, { kind: 'view' }>): Promise<Reply> {
  const settings = { language, checks: [...catalogue, ...acrossCatalogue] };
  try {
    return { kind: 'viewed', ...(await writeView(dir, { format, ...settings })) };
  } catch (error) {
    if (isWriteFault(error)) throwUnwritable(error);
    throw error;
  }
}

/** Pictures of pages; one that cannot be drawn is left out. */
async function crop(task: Extract<Task, { kind: 'crop' }>): Promise<Reply> {
  const { sha256, pages, folder, reading } = task;
  const bytes = await readContent(task);
  requireContent(bytes, sha256);
  const [{ openPageRasters }, { drawCrop }] = await Promise.all([
    import('../../parsers/page-rasters.ts'),
    import('../draw-crop.ts'),
  ]);
  const rasters = await openPageRasters(bytes, reading.password);
  try {
    for (const pageNumber of pages) {
      const raster = await rasters.readPage(pageNumber);
      if ('reason' in raster) continue;
      const file = join(folder, toCropName(sha256, pageNumber));
      await writeDurably(`${file}.tmp`, await drawCrop(raster));
      await rename(`${file}.tmp`, file).catch(throwUnwritable);
    }
  } finally {
    await rasters.close();
  }
  return { kind: 'cropped' };
}

/** One SVG a page with the words, lines, crossings and cells found. */
async function drawPages(
  bytes: Uint8Array,
  { folder, reading }: { folder: string; reading: ReadingSettings },
): Promise<void> {
  const { drawDebugPages } = await import('../../parsers/pdf/debug.ts');
  await mkdir(folder, { recursive: true }).catch(throwUnwritable);
  const { password, maxPages } = reading;
  for await (const { pageNumber, svg } of drawDebugPages(bytes, { password, maxPages })) {
    await write(join(folder, `page-${pageNumber}.svg`), svg);
  }
}

/** A name of our own making: ids and types come from our code, but a hostile file may have a say in the type. */
function toFigureName(figureId: string, mediaType: string): string {
  const extension = /^image\/([a-z0-9]{1,8})/.exec(mediaType)?.[1] ?? 'bin';
  return `${figureId.replace(/[^A-Za-z0-9-]/g, '-')}.${extension === 'jpeg' ? 'jpg' : extension}`;
}

function toReadSettings({
  maxPages,
  join: isJoined,
  password,
  ocr,
  ocrEngine,
  cache = null,
  redact = false,
}: ReadingSettings) {
  const engine = ocrEngine === undefined ? {} : { ocrEngine };
  return { maxPages, join: isJoined, password, ocr, ...engine, cache, redact, onProgress: tellProgress };
}

/** Least time between two messages that something was read: a page is read in hundreds of pieces. */
const TELL_INTERVAL_MS = 1000;
let toldMs = Number.NEGATIVE_INFINITY;

function tellProgress(progress: RecognitionProgress): void {
  const nowMs = performance.now();
  if (progress.kind === 'read' && nowMs - toldMs < TELL_INTERVAL_MS) return;
  toldMs = nowMs;
  process.send?.({ kind: 'progress', progress } satisfies Progress);
}

function toDone(
  { documentId, source, pages }: Pick<ParsedDocument, 'documentId' | 'source' | 'pages'>,
  made: {
    outputSha256: string;
    reports: readonly unknown[];
    findings: readonly unknown[];
    digests: readonly ReportDigest[];
  },
): Reply {
  return {
    kind: 'done',
    documentId,
    outputSha256: made.outputSha256,
    bytes: source.bytes,
    pages: pages.length,
    reports: made.reports.length,
    findings: made.findings.length,
    digests: made.digests,
  };
}

/**
 * Puts a document or picture on disk for good, so that no line of the ledger speaks of one that a power cut took away; gives the
 * sha256 of its bytes.
 */
async function writeDurably(file: string, written: string | Uint8Array): Promise<string> {
  const content = typeof written === 'string' ? Buffer.from(written, 'utf8') : written;
  try {
    const handle = await open(file, 'w');
    try {
      await handle.writeFile(content);
      await handle.sync();
    } finally {
      await handle.close();
    }
  } catch (error) {
    throwUnwritable(error);
  }
  return toSha256(content);
}

function toSha256(bytes: Uint8Array): string {
  return createHash('sha256').update(bytes).digest('hex');
}

async function write(file: string, content: string | Uint8Array): Promise<void> {
  await writeFile(file, content).catch(throwUnwritable);
}

function throwUnwritable(error: unknown): never {
  throw new UnwritableError(error instanceof Error ? error.message : String(error), { cause: error });
}

/** A fault that no reader foresaw is a crash of this one file; its message names no path of this machine. */
function toFailure(error: unknown, task: Task): Reply {
  if (error instanceof UnwritableError) return { kind: 'unwritable', reason: error.message };
  const unknown = { kind: 'failure', sha256: null, bytes: null, format: null } as const;
  if (error instanceof ReadFailure) {
    return { ...unknown, code: error.code, message: { zh: error.zh, en: error.message } };
  }
  const { name, message } = error instanceof Error ? error : new Error(String(error));
  if (/allocation failed|Invalid (string|array) length/i.test(message)) {
    return { ...unknown, code: 'out-of-memory', message: OUT_OF_MEMORY_MESSAGE };
  }
  const place = task.kind === 'view' ? task.dir : task.file;
  const reason = `${name}: ${message.replaceAll(place, basename(place)).split('\n')[0]?.slice(0, 200)}`;
  const text = { zh: `读取程序出错（${reason}）`, en: `the reader failed (${reason})` };
  return { ...unknown, code: 'crash', message: text } satisfies FailureReply;
}

/** Kills this process once the main one is gone: a reader in an endless loop would never see the disconnect. */
function watchMainProcess(): void {
  const watch = new Worker(
    `setInterval(() => { if (process.ppid !== ${process.ppid}) process.kill(process.pid, 'SIGKILL'); }, ${WATCH_INTERVAL_MS})`,
    { eval: true, resourceLimits: { maxOldGenerationSizeMb: 16 } },
  );
  watch.unref();
}
