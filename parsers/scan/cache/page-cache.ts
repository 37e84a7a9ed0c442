import { createHash } from 'node:crypto';
import { mkdir, readFile, rename, rm, writeFile } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { gunzipSync, gzipSync } from 'node:zlib';
import { z } from 'zod';
import type { Raster } from '../raster/raster.ts';
import type { Recognised, Recogniser } from '../recogniser.ts';
import { type KnownAnswers, rememberAnswers } from './remember-answers.ts';

/** Entries of another layout are not looked for. */
const LAYOUT = 1;
/** A page of small print unpacks to 300 KB; what is larger was not written by this program. */
const MOST_BYTES = 64 * 2 ** 20;

const wordSchema = z.strictObject({
  text: z.string(),
  bbox: z.tuple([z.number(), z.number(), z.number(), z.number()]),
  confidence: z.number().min(0).max(1),
});
const answersSchema = z.record(
  z.string(),
  z.strictObject({ text: z.string(), words: z.array(wordSchema), confidence: z.number().min(0).max(1) }),
);

/** A recogniser that knows what was read of one page before. */
export interface CachedPage {
  readonly recogniser: Recogniser;
  /** Keeps what was read anew; a folder that cannot be written to is no fault of the page. */
  keep(): Promise<void>;
}

/**
 * Answers of the engine for the images of one page are kept in one file of `folder`, named by a hash of the page's pixels,
 * engine, versions of engine and data, and settings. Only the engine's own answers are kept, each by its image and request,
 * so that another way of cutting a page into images never meets a stale one. A damaged entry is read again.
 */
export async function openCachedPage(folder: string, raster: Raster, recogniser: Recogniser): Promise<CachedPage> {
  const file = join(folder, ...toEntryName(raster, recogniser));
  const known = await readEntry(file);
  const { recogniser: remembering, used, isNew } = rememberAnswers(recogniser, known);
  return {
    recogniser: remembering,
    keep: async () => {
      if (isNew()) await writeEntry(file, used()).catch(() => undefined);
    },
  };
}

function toEntryName({ widthPx, heightPx, channels, data }: Raster, { name, version }: Recogniser): [string, string] {
  const hash = createHash('sha256')
    .update(JSON.stringify([LAYOUT, name, version, widthPx, heightPx, channels]))
    .update(data)
    .digest('hex');
  return [hash.slice(0, 2), `${hash}.json.gz`];
}

async function readEntry(file: string): Promise<KnownAnswers> {
  try {
    const json = gunzipSync(await readFile(file), { maxOutputLength: MOST_BYTES }).toString('utf8');
    return new Map(Object.entries(answersSchema.parse(JSON.parse(json))));
  } catch {
    return new Map(); // not there, cut short, or not ours
  }
}

/** Under a name of its own first: a reader sees a whole entry or none, and two writers write the same. */
async function writeEntry(file: string, answers: ReadonlyMap<string, Recognised>): Promise<void> {
  const temporary = `${file}.${process.pid}.tmp`;
  await mkdir(dirname(file), { recursive: true });
  try {
    await writeFile(temporary, gzipSync(JSON.stringify(Object.fromEntries(answers))));
    await rename(temporary, file);
  } catch (error) {
    await rm(temporary, { force: true });
    throw error;
  }
}
