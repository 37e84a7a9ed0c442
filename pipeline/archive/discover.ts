import { realpath, stat } from 'node:fs/promises';
import { basename, dirname, isAbsolute, join, relative, resolve, sep } from 'node:path';
import { compareCodePoints } from '../model/compare-code-points.ts';
import { UsageError } from '../usage-error.ts';
import { isGlob, parseGlob } from './glob.ts';
import { walk } from './walk.ts';

/** A path to work on, or one that is known not to be readable. */
export interface Found {
  /** Relative to the root, with /. */
  readonly path: string;
  /** Absolute. */
  readonly file: string;
  /** Why it cannot be read; left out where it was not tried yet. */
  readonly error?: unknown;
}

export interface Discovery {
  /** Absolute. */
  readonly root: string;
  /** By path; each path once. */
  readonly found: readonly Found[];
}

export interface DiscoverInput {
  /** Files, folders and patterns. */
  readonly paths: readonly string[];
  /** Folder that paths are relative to; null: the deepest common to all arguments. */
  readonly root: string | null;
  /** Folder not to look into: the one the dataset goes to. */
  readonly out: string | null;
  /** Absolute root of a dataset that is added to: where no root is given, it is to lie within the one chosen; null: none. */
  readonly earlierRoot?: string | null;
}

/**
 * Finds the files that arguments name. What does not exist is found with an error, so that it becomes a failure and
 * the others are done. Throws UsageError where a path lies outside a given root.
 */
export async function discover(input: DiscoverInput): Promise<Discovery> {
  const { paths, root: givenRoot, out, earlierRoot = null } = input;
  const except = out === null ? null : await realpath(out).catch(() => null);
  const expanded = [];
  for (const argument of paths) expanded.push(await expand(argument, except));
  const folders = [...expanded.map(({ folder }) => folder), ...(earlierRoot === null ? [] : [earlierRoot])];
  const root = givenRoot === null ? toCommonFolder(folders) : resolve(givenRoot);
  const byPath = new Map<string, Found>();
  for (const { files } of expanded) {
    for (const { file, ...rest } of files) {
      const path = toPath(root, file);
      if (!byPath.has(path)) byPath.set(path, { path, file, ...rest });
    }
  }
  return { root, found: [...byPath.values()].sort((a, b) => compareCodePoints(a.path, b.path)) };
}

interface Expanded {
  /** Absolute folder the argument stands for when the root is chosen. */
  readonly folder: string;
  readonly files: readonly { readonly file: string; readonly error?: unknown }[];
}

async function expand(argument: string, except: string | null): Promise<Expanded> {
  const absolute = resolve(argument);
  const found = await stat(absolute).then(
    (stats) => ({ isFolder: stats.isDirectory() }),
    (error: unknown) => ({ error }),
  );
  if ('isFolder' in found) {
    if (!found.isFolder) return { folder: dirname(absolute), files: [{ file: absolute }] };
    return { folder: absolute, files: await walk(absolute, { depth: Number.POSITIVE_INFINITY, except }) };
  }
  const pattern = sep === '\\' ? argument.replaceAll('\\', '/') : argument;
  if (!isGlob(pattern)) return { folder: dirname(absolute), files: [{ file: absolute, error: found.error }] };
  const { base, depth, matches } = parseGlob(pattern);
  const folder = resolve(base);
  const walked = await walk(folder, { depth, except });
  const files = walked.filter(({ file }) => matches(relative(folder, file).split(sep).join('/')));
  return { folder, files: files.length > 0 ? files : [{ file: absolute, error: found.error }] };
}

function toCommonFolder(folders: readonly string[]): string {
  const [first = process.cwd(), ...others] = folders;
  let common = first;
  for (const folder of others) while (!isWithin(common, folder)) common = dirname(common);
  return common;
}

/** Says whether an absolute path is a folder or lies in it. */
export function isWithin(folder: string, path: string): boolean {
  const way = relative(folder, path);
  return way === '' || (way !== '..' && !way.startsWith(`..${sep}`) && !isAbsolute(way));
}

function toPath(root: string, file: string): string {
  if (isWithin(root, file)) return relative(root, file).split(sep).join('/');
  throw new UsageError({
    zh: `${file} 不在 --root ${root} 之内；请给出包含全部文件的文件夹`,
    en: `${file} is not within --root ${root}; give a folder that contains all files`,
  });
}

/** Names in a list of files: ended by NUL if there is one (find -print0), else by line ends. */
export function parseFileList(text: string): readonly string[] {
  const names = text.includes('\0') ? text.split('\0') : text.split(/\r?\n/);
  return names.filter((name) => name !== '');
}

/** Default folder of the dataset: output/<name of the first path>; of a pattern, the folder it starts from. */
export function toDefaultOut(firstPath: string): string {
  const folder = isGlob(firstPath) ? parseGlob(firstPath.replaceAll(sep, '/')).base : firstPath;
  return join('output', basename(resolve(folder)) || 'dataset');
}
