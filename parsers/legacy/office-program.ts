import { type ChildProcess, execFile, spawn } from 'node:child_process';
import { accessSync, constants } from 'node:fs';
import { mkdir, mkdtemp, readdir, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { delimiter, join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { promisify } from 'node:util';
import { ReadFailure } from '../../pipeline/model/failure.ts';

const run = promisify(execFile);

/** A file of 300 pages took 9 s and a start with a new profile 3 s on a loaded machine; a file has 120 s in all. */
const TIME_LIMIT_MS = 60_000;
const NAMES = process.platform === 'win32' ? ['soffice.exe', 'soffice.com'] : ['soffice', 'libreoffice'];

/** A profile of its own for every file: no macros, no links followed, no formula computed anew. */
const SETTINGS: readonly (readonly [path: string, name: string, value: string])[] = [
  ['/org.openoffice.Office.Common/Security/Scripting', 'DisableMacrosExecution', 'true'],
  ['/org.openoffice.Office.Common/Security/Scripting', 'MacroSecurityLevel', '3'],
  ['/org.openoffice.Office.Common/Security/Scripting', 'BlockUntrustedRefererLinks', 'true'],
  ['/org.openoffice.Office.Writer/Content/Update', 'Link', '2'],
  ['/org.openoffice.Office.Calc/Content/Update', 'Link', '2'],
  ['/org.openoffice.Office.Calc/Formula/Load', 'OOXMLRecalcMode', '1'],
];

let known: string | null | undefined;

/** LibreOffice's program on the PATH; null where it is not installed. */
export function findOffice(): string | null {
  known ??= searchPath();
  return known;
}

function searchPath(): string | null {
  for (const folder of (process.env.PATH ?? '').split(delimiter).filter((each) => each !== '')) {
    for (const name of NAMES) {
      try {
        accessSync(join(folder, name), constants.X_OK);
        return join(folder, name);
      } catch {
        // not in this folder
      }
    }
  }
  return null;
}

/**
 * Converts a file to another format in a folder and with a profile of its own. Throws ReadFailure `timeout`, or `corrupt`
 * where LibreOffice makes nothing of it.
 */
export async function convertFile(
  bytes: Uint8Array,
  {
    program,
    from,
    to,
    timeLimitMs = TIME_LIMIT_MS,
  }: { program: string; from: string; to: string; timeLimitMs?: number },
): Promise<Uint8Array> {
  const folder = await mkdtemp(join(tmpdir(), 'hedui-'));
  try {
    const profile = join(folder, 'profile');
    const out = join(folder, 'out');
    await mkdir(join(profile, 'user'), { recursive: true });
    await writeFile(join(profile, 'user', 'registrymodifications.xcu'), toSettingsXml());
    const input = join(folder, `input.${from}`);
    await writeFile(input, bytes);
    const flags = ['--headless', '--norestore', '--nolockcheck', '--nodefault', '--nofirststartwizard'];
    const setting = `-env:UserInstallation=${pathToFileURL(profile).href}`;
    await runToEnd(program, [setting, ...flags, '--convert-to', to, '--outdir', out, input], timeLimitMs);
    const [made] = await readdir(out).catch(() => []);
    if (made === undefined) throw notOpened();
    const content = await readFile(join(out, made));
    return new Uint8Array(content.buffer, content.byteOffset, content.byteLength);
  } finally {
    await rm(folder, { recursive: true, force: true, maxRetries: 3 });
  }
}

/** The program stays in our process group, so that it dies with a slot that is killed. */
async function runToEnd(program: string, args: readonly string[], timeLimitMs: number): Promise<void> {
  const child = spawn(program, args, { stdio: 'ignore' });
  let isLate = false;
  const timer = setTimeout(() => {
    isLate = true;
    void killWithChildren(child);
  }, timeLimitMs);
  await new Promise<void>((resolve) => {
    child.once('error', () => resolve());
    child.once('exit', () => resolve());
  });
  clearTimeout(timer);
  if (isLate) throw tooSlow(timeLimitMs);
}

/** The program is a starter for others, which would go on without it. */
async function killWithChildren(child: ChildProcess): Promise<void> {
  if (child.pid === undefined) return;
  if (process.platform === 'win32') {
    await run('taskkill', ['/T', '/F', '/PID', String(child.pid)]).catch(() => child.kill('SIGKILL'));
    return;
  }
  const pids = await findDescendants(child.pid).catch(() => []);
  for (const pid of [...pids, child.pid]) {
    try {
      process.kill(pid, 'SIGKILL');
    } catch {
      // it has ended by itself
    }
  }
}

async function findDescendants(root: number): Promise<readonly number[]> {
  const { stdout } = await run('ps', ['-A', '-o', 'pid=,ppid=']);
  const pairs = stdout.split('\n').map((line) => line.trim().split(/\s+/).map(Number));
  const found = [root];
  for (let at = 0; at < found.length; at++) {
    found.push(...pairs.flatMap(([pid, parent]) => (pid !== undefined && parent === found[at] ? pid : [])));
  }
  return found.slice(1);
}

function toSettingsXml(): string {
  const items = SETTINGS.map(
    ([path, name, value]) =>
      `<item oor:path="${path}"><prop oor:name="${name}" oor:op="fuse"><value>${value}</value></prop></item>`,
  );
  return `<?xml version="1.0" encoding="UTF-8"?><oor:items xmlns:oor="http://openoffice.org/2001/registry">${items.join('')}</oor:items>`;
}

function tooSlow(limitMs: number): ReadFailure {
  return new ReadFailure('timeout', {
    zh: `LibreOffice 转换超过 ${limitMs / 1000} 秒；请用文字处理软件另存为 .docx、.xlsx 或 PDF`,
    en: `LibreOffice took more than ${limitMs / 1000} s to convert it; save it as .docx, .xlsx or PDF`,
  });
}

function notOpened(): ReadFailure {
  return new ReadFailure('corrupt', {
    zh: 'LibreOffice 打不开它；请重新取得原文件，或用原来的软件另存为 .docx、.xlsx 或 PDF',
    en: 'LibreOffice cannot open it; get the original again, or save it as .docx, .xlsx or PDF where it was made',
  });
}
