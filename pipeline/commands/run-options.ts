import { readFile } from 'node:fs/promises';
import { availableParallelism, homedir } from 'node:os';
import { join, resolve } from 'node:path';
import { DEFAULT_ENGINE, isEngineName } from '../../parsers/scan/engines/engine-names.ts';
import type { CheckingSettings, ReadingSettings } from '../archive/task.ts';
import { ReadFailure } from '../model/failure.ts';
import { readProfileFile } from '../profile-file.ts';
import { UsageError } from '../usage-error.ts';
import type { FailOn } from './exit-code.ts';
import type { Language } from './terminal.ts';

/** Options as commander gives them: what was written, under camelCase names. */
export interface ReadingOptionValues {
  readonly maxPages: string;
  readonly maxBytes: string;
  readonly join: boolean;
  readonly passwordFile?: string;
  readonly ocr: 'auto' | 'always' | 'never';
  readonly ocrEngine: string;
  readonly cache?: string;
  readonly redact?: true;
}

export interface RunOptionValues {
  readonly jobs?: string;
  readonly timeout: string;
  readonly only?: string;
  readonly skip?: string;
  readonly profile?: string;
  readonly failOn: FailOn;
  readonly lang: Language;
  readonly json?: true;
  readonly jsonProgress?: true;
  readonly quiet?: true;
  readonly verbose?: true;
}

export async function toReadingSettings(options: ReadingOptionValues): Promise<ReadingSettings> {
  return {
    maxPages: parseCount('--max-pages', options.maxPages),
    maxBytes: parseBytes('--max-bytes', options.maxBytes),
    join: options.join,
    ocr: options.ocr,
    ocrEngine: options.ocrEngine,
    ocrEngineVersion: options.ocr === 'never' ? null : await readOcrVersion(options.ocrEngine),
    cache: resolve(options.cache ?? join(homedir(), '.cache', 'hedui')),
    password: await readPassword(options.passwordFile),
    redact: options.redact === true,
  };
}

/**
 * Versions of the recognition engine; null where the one that comes with the program is not installed, which concerns
 * scans only. Throws UsageError for an engine that is unknown, or was asked for and cannot be used.
 */
async function readOcrVersion(engine: string): Promise<string | null> {
  const { readEngineVersion, unknownEngine } = await import('../../parsers/scan/engines/open-recogniser.ts');
  try {
    if (!isEngineName(engine)) throw unknownEngine(engine);
    return await readEngineVersion(engine);
  } catch (error) {
    if (!(error instanceof ReadFailure)) throw error;
    if (engine === DEFAULT_ENGINE) return null;
    throw new UsageError({ zh: error.zh, en: error.message }, { cause: error });
  }
}

/** Ids of checks, separated by commas or spaces, that have to be in the catalogue, and the profile. */
export async function toCheckingSettings({ only, skip, profile }: RunOptionValues): Promise<CheckingSettings> {
  const settings = {
    only: only === undefined ? null : toIds(only),
    skip: toIds(skip ?? ''),
    ...(profile === undefined ? {} : { profile: await readProfileFile(profile) }),
  };
  if (only === undefined && skip === undefined) return settings;
  const { acrossCatalogue, catalogue } = await import('../validate/catalogue.ts');
  const known = new Set([...catalogue, ...acrossCatalogue].map(({ id }) => id));
  for (const id of [...(settings.only ?? []), ...settings.skip]) {
    if (known.has(id)) continue;
    throw new UsageError({
      zh: `没有编号为 ${id} 的核对；运行 hedui checks 查看全部`,
      en: `there is no check ${id}; run hedui checks to list them`,
    });
  }
  return settings;
}

export function toJobs({ jobs }: Pick<RunOptionValues, 'jobs'>): number {
  return jobs === undefined ? availableParallelism() : parseCount('--jobs', jobs);
}

export function toTimeoutMs({ timeout }: Pick<RunOptionValues, 'timeout'>): number {
  const seconds = Number(timeout);
  // setTimeout takes at most 2^31 − 1 ms.
  if (/^\d+(\.\d+)?$/.test(timeout) && seconds > 0 && seconds <= 2_000_000) return seconds * 1000;
  throw wrongValue('--timeout', timeout, { zh: '秒数，如 120', en: 'a number of seconds such as 120' });
}

function toIds(list: string): readonly string[] {
  return list
    .split(/[\s,，]+/)
    .filter((id) => id !== '')
    .map((id) => id.toUpperCase());
}

function parseCount(option: string, value: string): number {
  if (/^[1-9]\d{0,8}$/.test(value)) return Number(value);
  throw wrongValue(option, value, { zh: '正整数', en: 'a whole number from 1' });
}

const UNITS: Readonly<Record<string, number>> = { '': 1, k: 2 ** 10, m: 2 ** 20, g: 2 ** 30 };

function parseBytes(option: string, value: string): number {
  const match = /^([1-9]\d{0,14})\s*([kmg]?)(?:i?b)?$/i.exec(value);
  const unit = UNITS[(match?.[2] ?? '').toLowerCase()];
  if (match && unit !== undefined) return Number(match[1]) * unit;
  throw wrongValue(option, value, { zh: '字节数，如 536870912 或 512MiB', en: 'bytes such as 536870912 or 512MiB' });
}

/** First line of the file, or HEDUI_PASSWORD; null where neither is given. */
export async function readPassword(file: string | undefined): Promise<string | null> {
  if (file === undefined) return process.env.HEDUI_PASSWORD || null;
  try {
    return (await readFile(file, 'utf8')).split(/\r?\n/, 1)[0] ?? null;
  } catch (error) {
    throw new UsageError(
      {
        zh: `无法读取密码文件 ${file}；请检查路径和权限`,
        en: `cannot read the password file ${file}; check its path and rights`,
      },
      { cause: error },
    );
  }
}

function wrongValue(option: string, value: string, wanted: { zh: string; en: string }): UsageError {
  return new UsageError({
    zh: `${option} 的值 ${value} 无效；请给出${wanted.zh}`,
    en: `${option} ${value} is not valid; give ${wanted.en}`,
  });
}
