import { readFile } from 'node:fs/promises';

/** How often the memory of a slot at work is looked at: a decoder that fills a gigabyte a second is caught within one or two. */
const LOOK_MS = 250;

/**
 * Calls `onFull` once when a process and the programs it started hold more than so much memory; gives what ends the watch. The heap of V8 has its
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
    const kib = await readHeldKib(pid);
    isLooking = false;
    if (kib <= residentMib * 1024) return;
    clearInterval(timer);
    onFull();
  }
  const timer = setInterval(() => void look(), LOOK_MS);
  return () => clearInterval(timer);
}

/** Of a process and all below it; 0 for one that has ended. */
async function readHeldKib(pid: number): Promise<number> {
  const [status, children] = await Promise.all([
    readFile(`/proc/${pid}/status`, 'utf8').catch(() => ''),
    readFile(`/proc/${pid}/task/${pid}/children`, 'utf8').catch(() => ''),
  ]);
  const below = await Promise.all((children.match(/\d+/g) ?? []).map((child) => readHeldKib(Number(child))));
  return Number(/^VmRSS:\s+(\d+) kB/m.exec(status)?.[1] ?? 0) + below.reduce((sum, kib) => sum + kib, 0);
}
