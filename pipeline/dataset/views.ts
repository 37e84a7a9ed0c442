import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { dataPackageSchema, type Resource } from '../model/dataset-run.ts';
import { toDamaged } from './dataset-error.ts';
import { DATA_PACKAGE_FILE } from './dataset-files.ts';
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

/** Writes the files for people that belong to every dataset, and describes them for the Data Package. */
export async function writePackagedViews(dir: string, settings: ViewSettings): Promise<readonly Resource[]> {
  const resources: Resource[] = [];
  for (const view of Object.values<View>(VIEWS)) {
    if (view.described === null) continue;
    const write = await view.load();
    resources.push(toResource(view, await write(dir, settings)));
  }
  return resources;
}

/**
 * Writes one of the files anew and gives its path; the Data Package is told of it where it lists it. Throws DatasetError.
 */
export async function writeView(
  dir: string,
  { format, ...settings }: ViewSettings & { format: ViewFormat },
): Promise<string> {
  const view: View = VIEWS[format];
  const write = await view.load();
  const resource = toResource(view, await write(dir, settings));
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
  const resources = described.resources.map((each) => (each.path === resource.path ? resource : each));
  await writeWholeFile(file, `${JSON.stringify({ ...described, resources }, null, 2)}\n`);
}
