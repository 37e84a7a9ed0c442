import { createHash } from 'node:crypto';
import { readdir } from 'node:fs/promises';
import { join } from 'node:path';
import type { Finding } from '../../model/finding.ts';
import { EVIDENCE_FOLDER } from '../dataset-files.ts';
import { readDecisions } from '../decisions.ts';
import { type FileWriter, openFileWriter, type Written } from '../file-writer.ts';
import { readLines } from '../read-lines.ts';
import type { ViewSettings } from '../view-settings.ts';
import { drawChunk } from './draw-chunk.ts';
import { toCompressedJson, toEmbeddedJson } from './embed-data.ts';
import { readPageScript } from './inline-script.ts';
import { createPageIndex } from './page-index.ts';
import { PAGE_STYLE } from './page-style.ts';

export const REPORT_PAGE_FILE = 'report.html';

/** Findings a chunk holds: few enough to be read in a moment when one is looked at, many enough to share tables. */
const CHUNK_FINDINGS = 120;

/** Writes report.html of the dataset in `dir` anew from its files; throws DatasetError where one is missing. */
export async function writeReportPage(dir: string, { language, checks }: ViewSettings): Promise<Written> {
  const [script, decisions, images] = await Promise.all([readPageScript(), readDecisions(dir), readImageNames(dir)]);
  const builder = await createPageIndex(dir, { language, checks, decisions });
  const writer = await openFileWriter(join(dir, REPORT_PAGE_FILE));
  try {
    await writer.write(toHead({ language, script }));
    for await (const findings of readChunks(dir)) {
      const number = builder.addChunk(findings);
      const chunk = await drawChunk(dir, { findings, decisions, pathsOf: builder.pathsOf, images });
      await writeData(writer, { id: `chunk-${number}`, type: 'text/plain', text: toCompressedJson(chunk) });
    }
    const { index, rows } = await builder.finish();
    await writeData(writer, { id: 'rows', type: 'text/plain', text: toCompressedJson(rows) });
    await writeData(writer, { id: 'index', type: 'application/json', text: toEmbeddedJson(index) });
    await writer.write(`<script>${script}</script>\n</body>\n</html>\n`);
    const written = await writer.finish();
    await writer.publish();
    return written;
  } catch (error) {
    await writer.discard();
    throw error;
  }
}

async function* readChunks(dir: string): AsyncGenerator<readonly Finding[]> {
  let chunk: Finding[] = [];
  for await (const finding of readLines(dir, 'findings')) {
    chunk.push(finding);
    if (chunk.length < CHUNK_FINDINGS) continue;
    yield chunk;
    chunk = [];
  }
  if (chunk.length > 0) yield chunk;
}

async function writeData(
  writer: FileWriter,
  { id, type, text }: { id: string; type: string; text: string },
): Promise<void> {
  await writer.write(`<script type="${type}" id="${id}">${text}</script>\n`);
}

/** Scripts and styles run only if they are the two written here; nothing is fetched but pictures beside the page. */
function toHead({ language, script }: { language: 'zh' | 'en'; script: string }): string {
  const policy = [
    "default-src 'none'",
    `script-src '${toHashSource(script)}'`,
    `style-src '${toHashSource(PAGE_STYLE)}'`,
    "img-src 'self' data: file:",
    "base-uri 'none'",
    "form-action 'none'",
  ].join('; ');
  const title = language === 'zh' ? '核对报告' : 'hedui report';
  return `<!doctype html>
<html lang="${language === 'zh' ? 'zh-CN' : 'en'}">
<head>
<meta charset="utf-8">
<meta http-equiv="Content-Security-Policy" content="${policy}">
<meta name="viewport" content="width=device-width, initial-scale=1">
<meta name="referrer" content="no-referrer">
<title>${title}</title>
<style>${PAGE_STYLE}</style>
</head>
<body>
<noscript>本页需要启用 JavaScript；不联网，数据都在本文件中。 This page needs JavaScript; it loads nothing from the network.</noscript>
`;
}

function toHashSource(text: string): string {
  return `sha256-${createHash('sha256').update(text).digest('base64')}`;
}

async function readImageNames(dir: string): Promise<ReadonlySet<string>> {
  try {
    return new Set(await readdir(join(dir, EVIDENCE_FOLDER)));
  } catch {
    return new Set(); // no page was recognised
  }
}
