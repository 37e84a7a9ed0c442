import { type FileHandle, open } from 'node:fs/promises';
import { join } from 'node:path';
import { type Decision, decisionSchema } from '../model/decision.ts';
import { DECISIONS_FILE } from './decisions.ts';

const LINE_FEED = 0x0a;

/**
 * Appends a decision to decisions.jsonl of a dataset and returns once it is on disk. A line is one write at the end of
 * the file, so that lines of several programs do not mix and a crash costs at most the line being written; rejects
 * with the system's error where the file cannot be written.
 */
export async function appendDecision(dir: string, decision: Decision): Promise<void> {
  const handle = await open(join(dir, DECISIONS_FILE), 'a+');
  try {
    // A line that a crash cut off must not swallow this one.
    const start = (await endsWithLine(handle)) ? '' : '\n';
    const line = Buffer.from(`${start}${JSON.stringify(decisionSchema.parse(decision))}\n`, 'utf8');
    const { bytesWritten } = await handle.write(line);
    if (bytesWritten < line.length) throw new Error(`${DECISIONS_FILE} took ${bytesWritten} of ${line.length} bytes`);
    await handle.sync();
  } finally {
    await handle.close();
  }
}

async function endsWithLine(handle: FileHandle): Promise<boolean> {
  const { size } = await handle.stat();
  if (size === 0) return true;
  const last = new Uint8Array(1);
  await handle.read(last, 0, 1, size - 1);
  return last[0] === LINE_FEED;
}
