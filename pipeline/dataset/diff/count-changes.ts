import type { Change, DatasetDiff } from '../../model/dataset-diff.ts';

export type DiffCounts = DatasetDiff['counts'];

/** Counts changes as they come; none is kept. */
export async function countChanges(changes: AsyncIterable<Change>): Promise<DiffCounts> {
  const none = () => ({ new: 0, gone: 0, changed: 0 });
  const counts = { file: none(), report: none(), fund: none(), indicator: none(), finding: none() };
  let [nowRead, nowFailed] = [0, 0];
  for await (const { kind, change, fields } of changes) {
    counts[kind][change] += 1;
    const outcome = kind === 'file' && change === 'changed' ? fields.find(({ name }) => name === 'outcome') : undefined;
    if (outcome?.old === 'failed') nowRead += 1;
    if (outcome?.new === 'failed') nowFailed += 1;
  }
  return { ...counts, nowRead, nowFailed };
}

/** Whether there is no change of any kind. */
export function isSame({ nowRead: _read, nowFailed: _failed, ...kinds }: DiffCounts): boolean {
  return Object.values(kinds).every((counts) => Object.values(counts).every((count) => count === 0));
}
