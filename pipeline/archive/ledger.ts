import { type FileHandle, open, readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { LEDGER_FILE, RUN_FILE } from '../dataset/dataset-files.ts';
import { writeWholeFile } from '../dataset/file-writer.ts';
import { compareCodePoints } from '../model/compare-code-points.ts';
import { type LedgerEntry, ledgerEntrySchema, type Run, runSchema } from '../model/dataset-run.ts';

/** ledger.jsonl while a run goes on. */
export interface Ledger {
  /** Appends a line as soon as a file is done, so that an interrupted run leaves what it did. */
  add(entry: LedgerEntry): Promise<void>;
  /** Replaces the ledger by the lines of this run, by path: what the dataset now describes. */
  finish(): Promise<void>;
  close(): Promise<void>;
}

/** Opens the ledger in `dir` and goes on after what earlier runs left; of two lines for one path the last holds. */
export async function openLedger(dir: string): Promise<Ledger> {
  const file = join(dir, LEDGER_FILE);
  const handle: FileHandle = await open(file, 'a');
  const entries: LedgerEntry[] = [];
  await handle.appendFile('\n'); // a line that a crash cut off must not swallow the next
  return {
    async add(entry) {
      entries.push(entry);
      // One write a line: lines of parallel slots do not mix.
      await handle.appendFile(`${JSON.stringify(entry)}\n`);
    },
    async finish() {
      const sorted = entries.sort((a, b) => compareCodePoints(a.path, b.path));
      await writeWholeFile(file, sorted.map((entry) => `${JSON.stringify(entry)}\n`).join(''));
    },
    close: () => handle.close(),
  };
}

/** The lines of an earlier run's ledger; a last line cut off by a crash, and a ledger that is not there, give none. */
export async function readLedger(dir: string): Promise<readonly LedgerEntry[]> {
  const text = await readFile(join(dir, LEDGER_FILE), 'utf8').catch(() => '');
  return text.split('\n').flatMap((line) => {
    const entry = ledgerEntrySchema.safeParse(parseJson(line));
    return entry.success ? [entry.data] : [];
  });
}

/** run.json of an earlier run; undefined where it is not there or of another form. */
export async function findRun(dir: string): Promise<Run | undefined> {
  const text = await readFile(join(dir, RUN_FILE), 'utf8').catch(() => '');
  return runSchema.safeParse(parseJson(text)).data;
}

function parseJson(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}
