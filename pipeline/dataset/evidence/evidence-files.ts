import { createHash } from 'node:crypto';
import { readdir, readFile, rm, rmdir } from 'node:fs/promises';
import { join } from 'node:path';
import { compareCodePoints } from '../../model/compare-code-points.ts';
import type { Resource } from '../../model/dataset-run.ts';
import type { Finding } from '../../model/finding.ts';
import { EVIDENCE_FOLDER } from '../dataset-files.ts';
import { toCropName } from './crop-name.ts';

/** Recognised pages by documentId, from 1. */
export type CropPages = ReadonlyMap<string, ReadonlySet<number>>;

/** Draws pictures of pages into the folder of evidence; a page that cannot be drawn is left out. */
export type DrawCrops = (pages: CropPages) => Promise<void>;

/** Names that are ours to remove, also of a file that was being written when a run ended. */
const CROP_NAME = /^([0-9a-f]{16})-\d+\.jpg(?:\.tmp)?$/;

/** Collects the recognised pages that findings rest on. */
export function createCropList(): { add(findings: readonly Finding[]): void; readonly pages: CropPages } {
  const pages = new Map<string, Set<number>>();
  return {
    pages,
    add(findings) {
      for (const { documentId, pageNumber, method } of findings.flatMap(({ sources }) => sources)) {
        if (method !== 'ocr' || pageNumber === undefined) continue;
        pages.set(documentId, (pages.get(documentId) ?? new Set()).add(pageNumber));
      }
    },
  };
}

/**
 * Brings the folder of evidence to the pages wanted: draws those that are missing, where there is something to draw them
 * from, removes all others, and describes what is there then.
 */
export async function settleEvidence(dir: string, wanted: CropPages, draw?: DrawCrops): Promise<readonly Resource[]> {
  const before = await listCrops(dir);
  const missing = [...wanted].flatMap(([documentId, pages]) => {
    const own = [...pages].filter((page) => !before.has(toCropName(documentId, page)));
    return own.length === 0 ? [] : [[documentId, new Set(own)] as const];
  });
  if (missing.length > 0) await draw?.(new Map(missing));
  const names = new Set([...wanted].flatMap(([id, pages]) => [...pages].map((page) => toCropName(id, page))));
  const resources: Resource[] = [];
  for (const name of [...(await listCrops(dir))].sort(compareCodePoints)) {
    if (names.has(name)) resources.push(await toResource(dir, name));
    else await rm(join(dir, EVIDENCE_FOLDER, name));
  }
  // Stays where people put something of their own into it.
  if (resources.length === 0) await rmdir(join(dir, EVIDENCE_FOLDER)).catch(() => undefined);
  return resources;
}

/** Gives a function that removes the pictures of a document that is read anew, as far as they stand there now. */
export async function findStaleCrops(dir: string): Promise<(documentId: string) => Promise<void>> {
  const names = new Map<string, string[]>();
  for (const name of await listCrops(dir)) {
    const key = CROP_NAME.exec(name)?.[1] ?? '';
    names.set(key, [...(names.get(key) ?? []), name]);
  }
  return async (documentId) => {
    const own = names.get(documentId.slice(0, 16)) ?? [];
    for (const name of own) await rm(join(dir, EVIDENCE_FOLDER, name), { force: true });
  };
}

async function listCrops(dir: string): Promise<ReadonlySet<string>> {
  try {
    const entries = await readdir(join(dir, EVIDENCE_FOLDER), { withFileTypes: true });
    return new Set(entries.filter((entry) => entry.isFile() && CROP_NAME.test(entry.name)).map(({ name }) => name));
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'ENOENT') return new Set(); // no page was recognised
    throw error;
  }
}

async function toResource(dir: string, name: string): Promise<Resource> {
  const path = `${EVIDENCE_FOLDER}/${name}`;
  const content = await readFile(join(dir, EVIDENCE_FOLDER, name));
  return {
    name: `evidence-${name.slice(0, -'.jpg'.length)}`,
    path,
    profile: 'data-resource',
    format: 'jpg',
    mediatype: 'image/jpeg',
    bytes: content.length,
    hash: `sha256:${createHash('sha256').update(content).digest('hex')}`,
  };
}
