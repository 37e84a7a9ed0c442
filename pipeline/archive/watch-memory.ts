import { readFile } from 'node:fs/promises';

/** How often the memory of a slot at work is looked at: a decoder that fills a gigabyte a second is caught within one or two. */
const LOOK_MS = 250;

/**
 * Calls `onFull` once when a process holds more than so much memory; gives what ends the watch. The heap of V8 has its
 * own limit; this one is for pictures, fonts and libraries beside it. Only Linux tells what a process holds at a price
 * that is worth it: elsewhere nothing is watched.
 */
export function watchMemory(
  { pid, residentMib }: { pid: number; residentMib: number },
  onFull: () => void,
): () => void {
  if (process.platform !== 'linux') return () => undefined;
  let isLooking = false;
  async function look(): Promise<void> {
    if (isLooking) return;
    isLooking = true;
    const status = await readFile(`/proc/${pid}/status`, 'utf8').catch(() => '');
    isLooking = false;
    const kib = Number(/^VmRSS:\s+(\d+) kB/m.exec(status)?.[1] ?? 0);
    if (kib <= residentMib * 1024) return;
    clearInterval(timer);
    onFull();
  }
  const timer = setInterval(() => void look(), LOOK_MS);
  return () => clearInterval(timer);
}
