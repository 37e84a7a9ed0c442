import type { Dirent } from 'node:fs';
import { readdir, realpath, stat } from 'node:fs/promises';
import { join } from 'node:path';
import { DATA_PACKAGE_FILE, DOCUMENTS_FOLDER, LEDGER_FILE } from '../dataset/dataset-files.ts';
import { compareCodePoints } from '../model/compare-code-points.ts';

/** What a walk found: a file, or a place that could not be read. */
export type Walked = { readonly file: string } | { readonly file: string; readonly error: unknown };

export interface WalkOptions {
  /** Levels below the folder to go; 1: only the files in it. */
  readonly depth: number;
  /** Real path of a folder to leave out, e.g. the one the dataset goes to; null: none. */
  readonly except: string | null;
}

/**
 * Lists the files below a folder. Hidden files and folders, the lock files of office programs (~$…) and datasets of
 * earlier runs are left out.
 * A folder is visited once, however many links lead to it, so a loop of links ends; folders themselves come before
 * links to them, so what is found does not depend on the order of names.
 */
export async function walk(folder: string, { depth, except }: WalkOptions): Promise<readonly Walked[]> {
  const found: Walked[] = [];
  const visited = new Set<string>();
  const links: { path: string; level: number }[] = [];

  async function visit(path: string, level: number): Promise<void> {
    let entries: readonly Dirent[];
    try {
      const real = await realpath(path);
      if (real === except || visited.has(real)) return;
      visited.add(real);
      entries = await readdir(path, { withFileTypes: true });
    } catch (error) {
      found.push({ file: path, error });
      return;
    }
    if (isDataset(entries)) return;
    for (const entry of [...entries].sort((a, b) => compareCodePoints(a.name, b.name))) {
      if (isLeftOut(entry.name)) continue;
      const child = join(path, entry.name);
      if (entry.isDirectory()) {
        if (level < depth) await visit(child, level + 1);
      } else if (entry.isSymbolicLink() && (await isFolder(child))) {
        if (level < depth) links.push({ path: child, level: level + 1 });
      } else found.push({ file: child });
    }
  }

  await visit(folder, 1);
  for (let link = links.shift(); link !== undefined; link = links.shift()) await visit(link.path, link.level);
  return found;
}

/** What an earlier run wrote is no input, even below a folder that is audited. */
function isDataset(entries: readonly Dirent[]): boolean {
  return DATASET_FILES.every((name) => entries.some((entry) => entry.name === name));
}

const DATASET_FILES = [DATA_PACKAGE_FILE, LEDGER_FILE, DOCUMENTS_FOLDER];

function isLeftOut(name: string): boolean {
  return name.startsWith('.') || name.startsWith('~$');
}

/** A link that leads nowhere is not a folder; reading it as a file gives the failure. */
async function isFolder(path: string): Promise<boolean> {
  try {
    return (await stat(path)).isDirectory();
  } catch {
    return false;
  }
}
