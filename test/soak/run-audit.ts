import { spawn } from 'node:child_process';
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { type ProgressLine, progressSchema } from '../../pipeline/model/progress.ts';

const CLI = join(import.meta.dirname, '..', '..', 'dist', 'pipeline', 'cli.js');
const SAMPLE_MS = 100;

/** A run of the program as a user would start it, with what is to be done to it. */
export interface AuditRun {
  readonly folder: string;
  readonly out: string;
  readonly jobs: number;
  /** Kills the run with SIGKILL when so many files are done. */
  readonly killAfter?: number;
  /** Kills one of its slots with SIGKILL when so many files are done. */
  readonly killSlotAfter?: number;
  readonly args?: readonly string[];
}

export interface AuditEnd {
  readonly code: number | null;
  readonly signal: NodeJS.Signals | null;
  /** What stood on stderr beside progress. */
  readonly said: string;
  readonly last: ProgressLine | null;
  /** Most the main process held, where the system tells; null elsewhere. */
  readonly peakMib: number | null;
  /** What the main process held when a tenth, a half and all of the files were done. */
  readonly heldMib: readonly number[];
  readonly seconds: number;
}

/** Audits a folder with the compiled program and watches it. */
export function runAudit({ folder, out, jobs, killAfter, killSlotAfter, args = [] }: AuditRun): Promise<AuditEnd> {
  const startedMs = performance.now();
  return new Promise((resolve, reject) => {
    const options = ['--jobs', String(jobs), '--out', out, '--json-progress', '--json', ...args];
    const child = spawn(process.execPath, [CLI, 'audit', folder, '--root', folder, ...options], {
      stdio: ['ignore', 'ignore', 'pipe'],
    });
    let [rest, said] = ['', ''];
    let last: ProgressLine | null = null;
    let peakMib: number | null = null;
    let isSlotKilled = false;
    const heldMib: number[] = [];

    function take(line: ProgressLine): void {
      last = line;
      const { done, files } = line;
      if (line.event === 'file' && done > 0 && [Math.ceil(files / 10), Math.ceil(files / 2), files].includes(done)) {
        heldMib.push(readStatus(child.pid).heldMib ?? 0);
      }
      if (killSlotAfter !== undefined && done >= killSlotAfter && !isSlotKilled) {
        isSlotKilled = killOneSlot(child.pid);
      }
      if (killAfter !== undefined && done >= killAfter) child.kill('SIGKILL');
    }

    child.stderr.setEncoding('utf8').on('data', (text: string) => {
      const lines = `${rest}${text}`.split('\n');
      rest = lines.pop() ?? '';
      for (const line of lines) {
        const progress = line.startsWith('{') ? progressSchema.safeParse(JSON.parse(line)).data : undefined;
        if (progress) take(progress);
        else said += `${line}\n`;
      }
    });
    const timer = setInterval(() => {
      peakMib = readStatus(child.pid).peakMib ?? peakMib;
    }, SAMPLE_MS);
    child.once('error', reject);
    child.once('close', (code, signal) => {
      clearInterval(timer);
      resolve({
        code,
        signal,
        said: said + rest,
        last,
        peakMib,
        heldMib,
        seconds: (performance.now() - startedMs) / 1000,
      });
    });
  });
}

function readStatus(pid: number | undefined): { peakMib: number | null; heldMib: number | null } {
  try {
    const status = readFileSync(`/proc/${pid}/status`, 'utf8');
    // A process that has just ended still has a status, without memory.
    const toMib = (name: string): number | null => {
      const kib = new RegExp(`${name}:\\s+(\\d+)`).exec(status)?.[1];
      return kib === undefined ? null : Math.round(Number(kib) / 1024);
    };
    return { peakMib: toMib('VmHWM'), heldMib: toMib('VmRSS') };
  } catch {
    return { peakMib: null, heldMib: null };
  }
}

/** Says whether there was one; only Linux tells. */
function killOneSlot(pid: number | undefined): boolean {
  try {
    const threads = readdirSync(`/proc/${pid}/task`);
    const children = threads.flatMap((thread) =>
      readFileSync(`/proc/${pid}/task/${thread}/children`, 'utf8')
        .split(' ')
        .filter((each) => each.trim() !== ''),
    );
    const [slot] = children.map(Number);
    return slot !== undefined && process.kill(slot, 'SIGKILL');
  } catch {
    return false;
  }
}
