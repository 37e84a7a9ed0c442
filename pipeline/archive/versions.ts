import { createHash } from 'node:crypto';
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { z } from 'zod';
import { compareCodePoints } from '../model/compare-code-points.ts';
import type { CheckingOptions, ReadingOptions } from '../model/dataset-run.ts';
import type { Correction } from '../model/decision.ts';

/** Root of the code that runs: dist/ when compiled, else the repository. */
const CODE_ROOT = fileURLToPath(new URL('../..', import.meta.url));
const PACKAGE_FILE = import.meta.url.endsWith('.js')
  ? join(CODE_ROOT, '..', 'package.json')
  : join(CODE_ROOT, 'package.json');

/** Code that a reading depends on, and code that only what is made of the reading depends on. */
const READING_CODE = ['parsers', 'pipeline/model'];
const CHECKING_CODE = ['normalizers', 'pipeline/validate'];

const packageSchema = z.object({ version: z.string(), dependencies: z.record(z.string(), z.string()) });

export interface Versions {
  /** Of hedui. */
  readonly program: string;
  /** Of the libraries, as pinned. */
  readonly libraries: Readonly<Record<string, string>>;
}

export function readVersions(): Versions {
  const { version, dependencies } = packageSchema.parse(JSON.parse(readFileSync(PACKAGE_FILE, 'utf8')));
  return { program: version, libraries: dependencies };
}

export interface LedgerHashes {
  /** What a reading depends on: content, file name (it is recorded), code and libraries that read, and reading options. */
  reading(content: { readonly sha256: string; readonly path: string }): string;
  /** What the records of a file depend on: its reading, its path, the rules and profile (which are code), check options, and what people corrected. */
  checking(read: {
    readonly readingHash: string;
    readonly path: string;
    readonly corrections: readonly Correction[];
  }): string;
}

/** The code does not change while it runs. */
let codeHashes: { readonly reading: string; readonly checking: string } | undefined;

/** Hashes for the ledger; two files or runs with the same hash give the same bytes. */
export function createLedgerHashes(reading: ReadingOptions | null, checking: CheckingOptions): LedgerHashes {
  const { libraries } = readVersions();
  const code = readCodeHashes();
  const readingPart = toHash([code.reading, libraries, reading]);
  const checkingPart = toHash([code.checking, checking]);
  return {
    reading: ({ sha256, path }) => toHash([sha256, path.split('/').at(-1), readingPart]),
    checking: ({ readingHash, path, corrections }) => toHash([readingHash, path, checkingPart, corrections]),
  };
}

/** What all results depend on beside files and settings: the same on two machines that give the same bytes. */
export function readCodeVersion(): string {
  return toHash([readVersions(), readCodeHashes()]);
}

function readCodeHashes(): NonNullable<typeof codeHashes> {
  codeHashes ??= { reading: hashCode(READING_CODE), checking: hashCode(CHECKING_CODE) };
  return codeHashes;
}

/** The code itself, so that a changed rule counts without anybody raising a version number. */
function hashCode(folders: readonly string[]): string {
  const hash = createHash('sha256');
  for (const folder of folders) {
    const names = readdirSync(join(CODE_ROOT, folder), { recursive: true, encoding: 'utf8' });
    const code = names.filter((name) => /\.(js|ts|json)$/.test(name) && !name.endsWith('.d.ts'));
    for (const name of code.map((each) => each.replaceAll('\\', '/')).sort(compareCodePoints)) {
      hash
        .update(`${folder}/${name}\0`)
        .update(readFileSync(join(CODE_ROOT, folder, name)))
        .update('\0');
    }
  }
  return hash.digest('hex');
}

function toHash(value: unknown): string {
  return createHash('sha256').update(JSON.stringify(value)).digest('hex');
}
