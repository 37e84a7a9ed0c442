import { ReadFailure } from '../../../pipeline/model/failure.ts';
import type { Recogniser } from '../recogniser.ts';
import { openNative } from './native.ts';
import { openTesseractJs } from './tesseract-js.ts';

/** Every engine by the name that `--ocr-engine` takes; the first is the one that comes with the program. */
const ENGINES: Readonly<Record<string, () => Promise<Recogniser>>> = {
  'tesseract.js': openTesseractJs,
  native: openNative,
};
export const DEFAULT_ENGINE = 'tesseract.js';
export const ENGINE_NAMES: readonly string[] = Object.keys(ENGINES);

export interface RecogniserOptions {
  /** One of ENGINE_NAMES. */
  readonly engine?: string;
  /** Told after every image that was read, so that a watch sees that work goes on. */
  readonly onProgress?: (() => void) | null;
}

/** Loading an engine and its data takes a second, so they stay loaded for the next page and the next file. */
const loaded = new Map<string, Promise<Recogniser>>();

/**
 * The engine of a name, loaded at first use; closing what comes back leaves it loaded for the next file of this process.
 * Throws ReadFailure where the engine or its data is not installed.
 */
export async function openRecogniser({
  engine = DEFAULT_ENGINE,
  onProgress = null,
}: RecogniserOptions = {}): Promise<Recogniser> {
  const open = ENGINES[engine];
  if (open === undefined) {
    throw new ReadFailure('not-readable', {
      zh: `没有名为 ${engine} 的识别引擎；可用：${ENGINE_NAMES.join('、')}`,
      en: `there is no recognition engine ${engine}; there are ${ENGINE_NAMES.join(', ')}`,
    });
  }
  const opening = loaded.get(engine) ?? open();
  loaded.set(engine, opening);
  const shared = await opening.catch((error: unknown) => {
    loaded.delete(engine);
    throw error;
  });
  const { readAll } = shared;
  return {
    name: shared.name,
    version: shared.version,
    async read(image, request) {
      const recognised = await shared.read(image, request);
      onProgress?.();
      return recognised;
    },
    ...(readAll
      ? {
          async readAll(images, request) {
            const recognised = await readAll(images, request);
            onProgress?.();
            return recognised;
          },
        }
      : {}),
    close: async () => undefined,
  } satisfies Recogniser;
}

/** Lets all engines go: for programs that end by themselves when nothing is left to do. */
export async function closeRecognisers(): Promise<void> {
  const open = [...loaded.values()];
  loaded.clear();
  for (const opening of open) await (await opening).close();
}
