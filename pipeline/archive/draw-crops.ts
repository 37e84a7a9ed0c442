import { mkdir } from 'node:fs/promises';
import { join } from 'node:path';
import { EVIDENCE_FOLDER } from '../dataset/dataset-files.ts';
import type { CropPages } from '../dataset/evidence/evidence-files.ts';
import { atATime } from './at-a-time.ts';
import type { Executor } from './executor.ts';
import type { CropSource, Task } from './task.ts';
import { toUnwritable } from './unwritable.ts';

/** Pages of one task: opening a file costs about as much as drawing one of its pages. */
const PAGES_AT_A_TIME = 20;

export interface CropInput {
  /** Folder of the dataset. */
  readonly out: string;
  readonly timeoutMs: number;
  readonly executor: Executor;
  /** null: there is no file to draw from, or nothing may be drawn of it. */
  readonly findSource: (documentId: string) => CropSource | null;
}

/** Draws pages into the folder of evidence in slots; a file that is gone, changed or fails leaves its pages out. */
export async function drawCrops(pages: CropPages, { out, timeoutMs, executor, findSource }: CropInput): Promise<void> {
  const folder = join(out, EVIDENCE_FOLDER);
  const tasks = [...pages].flatMap(([sha256, wanted]): Task[] => {
    const source = findSource(sha256);
    if (source === null) return [];
    const sorted = [...wanted].sort((a, b) => a - b);
    const parts = Array.from({ length: Math.ceil(sorted.length / PAGES_AT_A_TIME) }, (_, part) =>
      sorted.slice(part * PAGES_AT_A_TIME, (part + 1) * PAGES_AT_A_TIME),
    );
    return parts.map((own) => ({ kind: 'crop', ...source, sha256, pages: own, folder }));
  });
  if (tasks.length === 0) return;
  await mkdir(folder, { recursive: true });
  await atATime(tasks, executor.width, async (task) => {
    const reply = await executor.run(task, timeoutMs);
    if (reply.kind === 'unwritable') throw toUnwritable(out, reply.reason);
  });
}
