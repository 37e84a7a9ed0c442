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
  const version = await findVersion(dir);
  if (version === undefined) {
    throw new DatasetError({
      zh: `${dir} 不是核对数据集（没有可读的 ${SUMMARY_FILE}）；请先运行 hedui audit PATH --out ${dir}`,
      en: `${dir} is not a dataset (no readable ${SUMMARY_FILE}); run hedui audit PATH --out ${dir} first`,
    });
  }
  if (isReadableVersion(version)) return;
  throw new DatasetError({
    zh: `${dir} 的数据版本为 ${version}，本程序只读 ${SCHEMA_VERSION}；请用 hedui audit --fresh 重新读取`,
    en: `${dir} has schemaVersion ${version}, this program reads ${SCHEMA_VERSION}; read it anew with hedui audit --fresh`,
  });
}

/** Throws DatasetError where a folder holds a dataset of another major version, which must not be mixed with ours. */
export async function requireNoOtherVersion(dir: string): Promise<void> {
  const version = await findVersion(dir);
  if (version === undefined || isReadableVersion(version)) return;
  throw new DatasetError({
    zh: `${dir} 中已有版本为 ${version} 的数据集，本程序写 ${SCHEMA_VERSION}；请用 --out 另选文件夹，或加 --fresh 全部重做`,
    en: `${dir} holds a dataset of schemaVersion ${version}, this program writes ${SCHEMA_VERSION}; choose another --out, or do all again with --fresh`,
  });
}

/** Of the dataset in a folder; undefined where there is none. */
async function findVersion(dir: string): Promise<string | undefined> {
  try {
    const summary: unknown = JSON.parse(await readFile(join(dir, SUMMARY_FILE), 'utf8'));
    const isRecord = typeof summary === 'object' && summary !== null && 'schemaVersion' in summary;
    return isRecord ? String(summary.schemaVersion) : undefined;
  } catch {
    return undefined;
  }
}
