import { mkdtemp, readFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { openPool } from '../archive/pool.ts';
import type { Reply } from '../archive/task.ts';
import type { ParsedDocument } from '../model/document.ts';
import { UsageError } from '../usage-error.ts';
import { EXIT } from './exit-code.ts';
import { type ReadingOptionValues, toReadingSettings, toTimeoutMs } from './run-options.ts';
import { type Language, toPlain, toPrintable } from './terminal.ts';

export const EXTRACT_FORMATS = ['json', 'html', 'csv', 'md', 'text'] as const;

export interface ExtractOptionValues extends ReadingOptionValues {
  readonly format: (typeof EXTRACT_FORMATS)[number];
  readonly timeout: string;
  readonly figures?: string;
  readonly debug?: string;
  readonly lang: Language;
}

const NO_PAGES = {
  zh: '--debug 只画 PDF 的页面；此文件没有画',
  en: '--debug draws pages of PDFs only; nothing was drawn',
};

/** `hedui extract`: prints the tables and text of one file, read in a process of its own; gives the exit code. */
export async function extract(file: string, options: ExtractOptionValues): Promise<number> {
  const reading = await toReadingSettings(options);
  const timeoutMs = toTimeoutMs(options);
  const folder = await mkdtemp(join(tmpdir(), 'hedui-'));
  const pool = openPool({ jobs: 1 });
  try {
    const output = join(folder, 'document.json');
    const figures = options.figures === undefined ? null : resolve(options.figures);
    const debug = options.debug === undefined ? null : resolve(options.debug);
    const task = { kind: 'extract', file: resolve(file), output, figures, debug, reading } as const;
    const reply = await pool.run(task, timeoutMs);
    if (reply.kind !== 'done') return printFailure(reply, { file, language: options.lang });
    const json = await readFile(output, 'utf8');
    if (debug !== null && (JSON.parse(json) as ParsedDocument).source.format !== 'pdf') {
      process.stderr.write(`hedui: ${toPlain(NO_PAGES, options.lang)}\n`);
    }
    process.stdout.write(options.format === 'json' ? json : await toFormat(json, options.format));
    return EXIT.none;
  } finally {
    pool.close();
    await rm(folder, { recursive: true, force: true });
  }
}

async function toFormat(json: string, format: Exclude<ExtractOptionValues['format'], 'json'>): Promise<string> {
  const document = JSON.parse(json) as ParsedDocument; // written by our own process from a checked value
  switch (format) {
    case 'html':
      return (await import('../dataset/extract/to-html.ts')).toHtml(document);
    case 'csv':
      return (await import('../dataset/extract/to-csv.ts')).toCsv(document);
    case 'md':
      return (await import('../dataset/extract/to-markdown.ts')).toMarkdown(document);
    case 'text':
      return (await import('../dataset/extract/to-plain-text.ts')).toPlainText(document);
    default:
      return format satisfies never;
  }
}

function printFailure(
  reply: Exclude<Reply, { kind: 'done' }>,
  { file, language }: { file: string; language: Language },
): number {
  if (reply.kind === 'failure') {
    process.stderr.write(`hedui: ${toPrintable(file)}: ${reply.code}: ${toPlain(reply.message, language)}\n`);
    return EXIT.unread;
  }
  const reason = reply.kind === 'unwritable' ? reply.reason : reply.kind;
  throw new UsageError({
    zh: `无法写出（${reason}）；请检查文件夹的权限和磁盘空间`,
    en: `cannot write (${reason}); check the rights of the folder and the disk space`,
  });
}
