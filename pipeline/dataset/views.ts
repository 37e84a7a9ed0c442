import { readFile, rm } from 'node:fs/promises';
import { join } from 'node:path';
import { dataPackageSchema, type Resource } from '../model/dataset-run.ts';
import { toDamaged } from './dataset-error.ts';
import { DATA_PACKAGE_FILE, SUMMARY_FILE } from './dataset-files.ts';
import { type Written, writeWholeFile } from './file-writer.ts';
import type { ViewSettings } from './view-settings.ts';

/** A file written anew from the other files of a dataset, for people or for another tool. */
interface View {
  readonly file: string;
  /** What the Data Package says of it; null: written on demand, and no part of the package. */
  readonly described: Pick<Resource, 'name' | 'description' | 'format' | 'mediatype' | 'encoding'> | null;
  /** Loaded when it is written: none is needed to read or check. */
  readonly load: () => Promise<(dir: string, settings: ViewSettings) => Promise<Written>>;
}

export const VIEWS = {
  html: {
    file: 'report.html',
    described: {
      name: 'report-page',
      description: 'the findings with their evidence, for reading in a browser',
      format: 'html',
      mediatype: 'text/html',
      encoding: 'utf-8',
    },
    load: async () => (await import('./report/write-report-page.ts')).writeReportPage,
  },
  xlsx: {
    file: 'workpaper.xlsx',
    described: {
      name: 'workpaper',
      description:
        'the findings, the recomputation as live formulas, what was checked, and the figures read (审计底稿)',
      format: 'xlsx',
      mediatype: 'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet',
    },
    load: async () => (await import('./workpaper/write-workpaper.ts')).writeWorkpaper,
  },
  sarif: {
    file: 'findings.sarif',
    described: null,
    load: async () => (await import('./report/write-sarif.ts')).writeSarif,
  },
  csv: {
    file: 'findings.csv',
    described: null,
    load: async () => (await import('./report/write-csv.ts')).writeCsv,
  },
} as const satisfies Record<string, View>;

export type ViewFormat = keyof typeof VIEWS;

/** Files for people that belong to every dataset, in the order of the Data Package. */
export const PACKAGED = ['html', 'xlsx'] as const satisfies readonly ViewFormat[];

export type PackagedFormat = (typeof PACKAGED)[number];

/**
 * Writes one of the packaged files from the other files of its dataset, `bytes` of them, and keeps no trace of the one
 * before; null: it could not be written, which is no loss, as it can be written at any later time.
 */
export type WritePackaged = (format: PackagedFormat, bytes: number) => Promise<Written | null>;

/** Writes the files for people that belong to every dataset side by side, and describes those that were written. */
export async function writePackagedViews(write: WritePackaged, bytes: number): Promise<readonly Resource[]> {
  const written = await Promise.all(
    PACKAGED.map(async (format) => ({ view: VIEWS[format], file: await write(format, bytes) })),
  );
  return written.flatMap(({ view, file }) => (file === null ? [] : [toResource(view, file)]));
}

/** Writes one of the files anew; the Data Package is not told of it. Throws DatasetError. */
export async function writeView(
  dir: string,
  { format, ...settings }: ViewSettings & { format: ViewFormat },
): Promise<Written> {
  const write = await VIEWS[format].load();
  return write(dir, settings);
}

/** Removes a file and what was written of it. */
export async function removeView(dir: string, format: ViewFormat): Promise<void> {
  const file = join(dir, VIEWS[format].file);
  for (const each of [file, `${file}.tmp`]) await rm(each, { force: true });
}

/** Writes one of the files anew, tells the Data Package of it where it belongs there and gives its path. Throws DatasetError. */
export async function renewView(
  dir: string,
  { format, ...settings }: ViewSettings & { format: ViewFormat },
): Promise<string> {
  const view: View = VIEWS[format];
  const resource = toResource(view, await writeView(dir, { format, ...settings }));
  if (view.described !== null) await updateDataPackage(dir, resource);
  return join(dir, view.file);
}

function toResource({ file, described }: View, { bytes, sha256 }: Written): Resource {
  const { name, description, ...kind } = described ?? { name: file, format: 'json', mediatype: 'application/json' };
  const said = description === undefined ? {} : { description };
  return { name, path: file, ...said, profile: 'data-resource', ...kind, bytes, hash: `sha256:${sha256}` };
}

async function updateDataPackage(dir: string, resource: Resource): Promise<void> {
  const file = join(dir, DATA_PACKAGE_FILE);
  const described = await readFile(file, 'utf8')
    .then((text) => dataPackageSchema.parse(JSON.parse(text)))
    .catch((error: unknown) => {
      throw toDamaged(dir, error);
    });
  const views = PACKAGED.flatMap(
    (format) => [resource, ...described.resources].find(({ path }) => path === VIEWS[format].file) ?? [],
  );
  const others = described.resources.filter(({ path }) => !views.some((view) => view.path === path));
  const after = others.findIndex(({ path }) => path === SUMMARY_FILE) + 1;
  const resources = [...others.slice(0, after), ...views, ...others.slice(after)];
  await writeWholeFile(file, `${JSON.stringify({ ...described, resources }, null, 2)}\n`);
}
