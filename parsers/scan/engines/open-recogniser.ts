import { ReadFailure } from '../../../pipeline/model/failure.ts';
import type { Recogniser } from '../recogniser.ts';
import { DEFAULT_ENGINE, ENGINE_NAMES, type EngineName, isEngineName } from './engine-names.ts';
import { openNative, readNativeVersion } from './native.ts';
import { openTesseractJs, readTesseractJsVersion } from './tesseract-js.ts';

interface Engine {
  readonly open: () => Promise<Recogniser>;
  /** Versions of the program and its data; throws ReadFailure where it is not installed. */
  readonly readVersion: () => Promise<string>;
}

/** What each engine is opened by: another one is a file beside these, a name in engine-names.ts and a line here. */
const ENGINES: Readonly<Record<EngineName, Engine>> = {
  'tesseract.js': { open: openTesseractJs, readVersion: async () => readTesseractJsVersion() },
  tesseract: { open: openNative, readVersion: readNativeVersion },
};

/** Versions of an engine and its data; throws ReadFailure, which says what to install, where it cannot be used. */
export async function readEngineVersion(engine: EngineName): Promise<string> {
  return ENGINES[engine].readVersion();
}

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
  if (!isEngineName(engine)) throw unknownEngine(engine);
  const opening = loaded.get(engine) ?? ENGINES[engine].open();
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

/** What is thrown for a name that no engine has. */
export function unknownEngine(engine: string): ReadFailure {
  return new ReadFailure('no-text', {
    zh: `没有名为 ${engine} 的识别引擎；可用：${ENGINE_NAMES.join('、')}`,
    en: `there is no recognition engine ${engine}; there are ${ENGINE_NAMES.join(', ')}`,
  });
}

/** Lets all engines go: for programs that end by themselves when nothing is left to do. */
export async function closeRecognisers(): Promise<void> {
  const open = [...loaded.values()];
  loaded.clear();
  for (const opening of open) await (await opening).close();
}
