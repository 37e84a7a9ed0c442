import { execFileSync } from 'node:child_process';
import { createHash } from 'node:crypto';
import { mkdirSync, readdirSync, readFileSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { fileRecordSchema } from '../../pipeline/model/dataset.ts';
import { seededRandom } from '../random.ts';
import { makeArchive } from './make-archive.ts';
import { type AuditEnd, runAudit } from './run-audit.ts';

export interface SoakPlan {
  /** Folder for the archive and the datasets; emptied first. */
  readonly folder: string;
  readonly files: number;
  readonly hostile: number;
  /** Times the run is killed before it may end. */
  readonly kills: number;
  readonly jobs: number;
  readonly seed: string;
  /** Told what goes on. */
  readonly say: (line: string) => void;
}

export interface Verdict {
  readonly name: string;
  readonly isGood: boolean;
  readonly told: string;
}

/** Peak of the main process that 10,000 files may take (the bar of the design). */
const MOST_MIB = 250;
/** Room of the disk that fills up: enough for the ledger and some documents. */
const SMALL_DISK = '2m';

/** Makes an archive, audits it once in peace and once under faults, and judges what came of it. */
export async function soak(plan: SoakPlan): Promise<readonly Verdict[]> {
  const { folder, files, hostile, kills, jobs, seed, say } = plan;
  rmSync(folder, { recursive: true, force: true });
  const archive = join(folder, 'archive');
  const paths = makeArchive({ folder: archive, files, hostile, seed });
  say(`${paths.length} paths made`);

  const inPeace = join(folder, 'in-peace');
  const peace = await runAudit({ folder: archive, out: inPeace, jobs });
  say(`in peace: ${describe(peace)}`);

  const out = join(folder, 'under-faults');
  const moments = chooseMoments(plan, paths.length);
  for (const [index, killAfter] of moments.entries()) {
    const killSlotAfter = Math.max(1, killAfter - 1 - (index % 5));
    const end = await runAudit({ folder: archive, out, jobs: 1 + (index % 2), killAfter, killSlotAfter });
    say(`killed after ${killAfter} files: ${describe(end)}`);
  }
  const final = await runAudit({ folder: archive, out, jobs });
  say(`to the end: ${describe(final)}`);
  const again = await runAudit({ folder: archive, out, jobs });
  say(`once more: ${describe(again)}`);
  return [
    judge('ends though files are hostile', [0, 1, 3].includes(peace.code ?? -1), describe(peace)),
    judgePaths(inPeace, paths),
    judgeOutcomes(inPeace),
    judgeMemory(peace, files),
    judge('was killed as often as planned', moments.length === kills, `${moments.length} times`),
    judge('a resumed run is the uninterrupted one, byte by byte', isSame(inPeace, out), listDifferences(inPeace, out)),
    judge(
      'a run after the end does nothing again',
      isAllKept(again),
      `${again.last?.kept} of ${again.last?.done} kept`,
    ),
    judge('leaves nothing of its own behind', isClean(out), readdirSync(out).join(' ')),
    ...(await judgeFullDisk({ archive, folder, inPeace, jobs })),
  ];
}

/** Files done at which the run is killed, spread over the archive; each run goes on where the last was killed. */
function chooseMoments({ kills, seed }: SoakPlan, files: number): readonly number[] {
  const random = seededRandom(seed, 'moments');
  const moments = Array.from({ length: kills }, () => 1 + Math.floor(random() * (files - 2)));
  return moments.sort((a, b) => a - b);
}

function judge(name: string, isGood: boolean, told: string): Verdict {
  return { name, isGood, told };
}

function readFiles(out: string) {
  const lines = readFileSync(join(out, 'files.jsonl'), 'utf8').trimEnd().split('\n');
  return lines.map((line) => fileRecordSchema.parse(JSON.parse(line)));
}

function judgePaths(out: string, paths: readonly string[]): Verdict {
  const found = readFiles(out).map(({ path }) => path);
  const lost = paths.filter((path) => !found.includes(path));
  const more = found.length - new Set(found).size;
  const told = `${found.length} lines, ${lost.length} lost${lost.length > 0 ? ` (${JSON.stringify(lost[0])})` : ''}, ${more} doubled`;
  return judge('every path has one line', lost.length === 0 && more === 0 && found.length === paths.length, told);
}

function judgeOutcomes(out: string): Verdict {
  const files = readFiles(out);
  const failures = readFileSync(join(out, 'failures.jsonl'), 'utf8').trimEnd().split('\n').length;
  const failed = files.filter(({ outcome }) => outcome === 'failed');
  const documents = files.filter(({ documentId }) => documentId !== null).length;
  const codes = failed.map(({ failure }) => failure ?? 'none');
  const counts = [...new Set(codes)].sort().map((code) => `${code} ${codes.filter((each) => each === code).length}`);
  const isGood = documents + failed.length === files.length && failures === failed.length && !codes.includes('none');
  return judge(
    'every file is a result or a failure',
    isGood,
    `${documents} documents, ${failed.length} failures (${counts.join(', ')})`,
  );
}

function judgeMemory({ peakMib, heldMib }: AuditEnd, files: number): Verdict {
  const told =
    peakMib === null
      ? 'not told by this system'
      : `peak ${peakMib} MiB; at a tenth, half, all: ${heldMib.join(', ')} MiB`;
  return judge(`the main process takes less than ${MOST_MIB} MiB for ${files} files`, (peakMib ?? 0) < MOST_MIB, told);
}

function isAllKept({ last }: AuditEnd): boolean {
  if (last === null) return false;
  // What could not be opened is looked at again each time.
  return last.done === last.files && last.done - last.kept <= 10;
}

const OWN = ['run.json', 'ledger.jsonl'];

function listFiles(dir: string): readonly string[] {
  const names = readdirSync(dir, { recursive: true, withFileTypes: true }).filter((entry) => entry.isFile());
  return names
    .map((entry) => join(entry.parentPath, entry.name).slice(dir.length + 1))
    .filter((name) => !OWN.includes(name))
    .sort();
}

function listDifferences(a: string, b: string): string {
  const hash = (dir: string, name: string): string => {
    try {
      return createHash('sha256')
        .update(readFileSync(join(dir, name)))
        .digest('hex');
    } catch {
      return 'none';
    }
  };
  const names = [...new Set([...listFiles(a), ...listFiles(b)])];
  const differing = names.filter((name) => hash(a, name) !== hash(b, name));
  return differing.length === 0
    ? `${names.length} files alike`
    : `${differing.length} differ: ${differing.slice(0, 5).join(' ')}`;
}

function isSame(a: string, b: string): boolean {
  return listDifferences(a, b).endsWith('alike');
}

function isClean(out: string): boolean {
  return readdirSync(out).every((name) => !name.startsWith('.') && !name.endsWith('.tmp'));
}

/** A disk that fills up ends the run with one line; with room again, the next run goes on. Needs the right to mount. */
async function judgeFullDisk(given: {
  archive: string;
  folder: string;
  inPeace: string;
  jobs: number;
}): Promise<readonly Verdict[]> {
  const disk = join(given.folder, 'small-disk');
  mkdirSync(disk);
  try {
    execFileSync('mount', ['-t', 'tmpfs', '-o', `size=${SMALL_DISK}`, 'none', disk], { stdio: 'ignore' });
  } catch {
    return []; // no right to mount: nothing to judge
  }
  try {
    const out = join(disk, 'out');
    const full = await runAudit({ folder: given.archive, out, jobs: given.jobs });
    execFileSync('mount', ['-o', 'remount,size=4g', disk], { stdio: 'ignore' });
    const end = await runAudit({ folder: given.archive, out, jobs: given.jobs });
    const isGood =
      full.code === 2 && /ENOSPC/.test(full.said) && (end.last?.kept ?? 0) > 0 && isSame(given.inPeace, out);
    return [
      judge(
        'a full disk ends the run with a line, and the next goes on',
        isGood,
        `${full.said.trim()} · then ${describe(end)}`,
      ),
    ];
  } finally {
    execFileSync('umount', [disk]);
  }
}

function describe({ code, signal, seconds, last, peakMib, said }: AuditEnd): string {
  const counts =
    last === null ? 'nothing done' : `${last.done}/${last.files} done, ${last.kept} kept, ${last.failed} failed`;
  return `${signal ?? `exit ${code}`} after ${seconds.toFixed(1)} s, ${counts}, peak ${peakMib ?? '?'} MiB${said.trim() === '' ? '' : `: ${said.trim()}`}`;
}
