import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { fileRecordSchema } from '../model/dataset.ts';
import { SCHEMA_VERSION } from '../model/document.ts';
import { type FailureCode, failureSchema } from '../model/failure.ts';
import type { Message } from '../model/source.ts';
import { DatasetError, toDamaged } from './dataset-error.ts';
import { SUMMARY_FILE } from './dataset-files.ts';
import { readLines } from './read-lines.ts';
import type { FileOutcome } from './write-dataset.ts';

/** The paths of a dataset and what came of them, from files.jsonl and failures.jsonl; throws DatasetError. */
export async function readDataset(dir: string): Promise<readonly FileOutcome[]> {
  await requireVersion(dir);
  const failures = new Map<string, { code: FailureCode; message: Message }>();
  for await (const line of readLines(dir, 'failures')) {
    const { path, code, message } = failureSchema.parse(line);
    failures.set(path, { code, message });
  }
  const outcomes: FileOutcome[] = [];
  for await (const line of readLines(dir, 'files')) {
    const { path, sha256, bytes, format, documentId } = fileRecordSchema.parse(line);
    const failure = failures.get(path);
    if (documentId !== null) outcomes.push({ path, documentId });
    else if (failure !== undefined) outcomes.push({ path, sha256, bytes, format, failure });
    else throw toDamaged(dir, new Error(`${path} stands in files.jsonl as failed and not in failures.jsonl`));
  }
  return outcomes;
}

/** Says whether records of a version can be read: the same major number. */
export function isReadableVersion(version: string): boolean {
  return version.split('.')[0] === SCHEMA_VERSION.split('.')[0];
}

/** Throws DatasetError where `dir` is no dataset, or one of another major version. */
export async function requireVersion(dir: string): Promise<void> {
  let summary: unknown;
  try {
    summary = JSON.parse(await readFile(join(dir, SUMMARY_FILE), 'utf8'));
  } catch (error) {
    throw new DatasetError(
      {
        zh: `${dir} 不是核对数据集（没有可读的 ${SUMMARY_FILE}）；请先运行 hedui audit PATH --out ${dir}`,
        en: `${dir} is not a dataset (no readable ${SUMMARY_FILE}); run hedui audit PATH --out ${dir} first`,
      },
      { cause: error },
    );
  }
  const version =
    typeof summary === 'object' && summary !== null && 'schemaVersion' in summary && summary.schemaVersion;
  if (typeof version === 'string' && isReadableVersion(version)) return;
  throw new DatasetError({
    zh: `${dir} 的数据版本为 ${String(version)}，本程序只读 ${SCHEMA_VERSION}；请重新运行 hedui audit`,
    en: `${dir} has schemaVersion ${String(version)}, this program reads ${SCHEMA_VERSION}; run hedui audit again`,
  });
}
