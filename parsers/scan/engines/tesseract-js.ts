import { ReadFailure } from '../../../pipeline/model/failure.ts';
import { type GreyImage, toPgm } from '../image.ts';
import type { Recognised, RecogniseRequest, Recogniser } from '../recogniser.ts';
import { loadCore, loadLanguage, readCoreVersion, readDataVersion } from './tesseract-data.ts';
import { NOTHING, parseTesseractTable } from './tesseract-table.ts';

/** What is used of the compiled recogniser; its package brings no types of it. */
interface Core {
  readonly FS: { writeFile(path: string, bytes: Uint8Array): void };
  readonly TessBaseAPI: new () => Api;
}

interface Api {
  Init(dataPath: null, language: string, engineMode: number, configFile: null): number;
  SetVariable(name: string, value: string): boolean;
  /** 1 where the file is no image. */
  SetImageFile(orientation: number, angle: number): number;
  Recognize(monitor: null): number;
  GetTSVText(page: number): string;
  Clear(): void;
  End(): void;
}

type CreateCore = (options: {
  readonly print: (text: string) => void;
  readonly printErr: (text: string) => void;
}) => Promise<Core>;

const LSTM_ONLY = 1;
const PAGE_MODES: Readonly<Record<RecogniseRequest['layout'], string>> = { block: '6', line: '7', word: '8' };
const IMAGE_FILE = '/input';
const SETTINGS: Readonly<Record<string, string>> = {
  user_defined_dpi: '200',
  // A second try with black and white exchanged took a fifth of the time and mended nothing: letters are dark here.
  tessedit_do_invert: '0',
  debug_file: '/dev/null',
};
/** Loading takes a second; a start that never settles would hold up everything. */
const START_TIMEOUT_MS = 60_000;

/** So many faults of the engine one after another are no fault of the images. */
const MAX_FAULTS = 3;

/**
 * The recogniser of the package tesseract.js, its compiled core driven directly in this process: the same build on every
 * machine. Throws ReadFailure where a package is missing. This build has no classifier that learns, and what is kept of an
 * image is cleared: 322 cells read in three orders and by a fresh engine gave the same text and confidence.
 */
export async function openTesseractJs(): Promise<Recogniser> {
  const { create } = loadCore();
  const version = readTesseractJsVersion();
  let core: Core | undefined;
  const apis = new Map<string, Api>();
  let faults = 0;

  async function open(language: RecogniseRequest['language']): Promise<{ core: Core; api: Api }> {
    core ??= await startCore(create);
    const api = apis.get(language) ?? openLanguage(core, language);
    apis.set(language, api);
    return { core, api };
  }

  return {
    name: 'tesseract.js',
    version,
    async read(image, request) {
      const opened = await open(request.language);
      try {
        const recognised = readImage(opened, image, request);
        faults = 0;
        return recognised;
      } catch (error) {
        // A core that ran out of memory or fell over is of no more use; the next image gets a new one.
        core = undefined;
        apis.clear();
        faults += 1;
        if (isCoreFault(error) && faults < MAX_FAULTS) return NOTHING;
        throw error;
      }
    },
    async close() {
      for (const api of apis.values()) api.End();
      apis.clear();
      core = undefined;
    },
  };
}

/** Versions of the core and its data, and the settings; throws ReadFailure where a package is missing. */
export function readTesseractJsVersion(): string {
  const data = [readDataVersion('chi_sim'), readDataVersion('eng')];
  return [readCoreVersion(), ...data, JSON.stringify(SETTINGS)].join(', ');
}

async function startCore(create: unknown): Promise<Core> {
  let timer: NodeJS.Timeout | undefined;
  const late = new Promise<never>((_, reject) => {
    timer = setTimeout(() => {
      const message = {
        zh: `识别引擎在 ${START_TIMEOUT_MS / 1000} 秒内没有启动；请重新安装 tesseract.js`,
        en: `the recognition engine did not start within ${START_TIMEOUT_MS / 1000} s; install tesseract.js again`,
      };
      reject(new ReadFailure('no-text', message));
    }, START_TIMEOUT_MS);
  });
  try {
    // The module exports this function; the interface above is what its sources show of it.
    const silent = { print: () => undefined, printErr: () => undefined };
    return await Promise.race([(create as CreateCore)(silent), late]);
  } finally {
    clearTimeout(timer);
  }
}

function openLanguage(core: Core, language: RecogniseRequest['language']): Api {
  core.FS.writeFile(`./${language}.traineddata`, loadLanguage(language));
  const api = new core.TessBaseAPI();
  if (api.Init(null, language, LSTM_ONLY, null) !== 0) {
    throw new ReadFailure('no-text', {
      zh: `识别引擎无法使用语言数据 ${language}；请重新安装其软件包`,
      en: `the recognition engine cannot use the language data ${language}; install its package again`,
    });
  }
  for (const [name, value] of Object.entries(SETTINGS)) api.SetVariable(name, value);
  return api;
}

function readImage({ core, api }: { core: Core; api: Api }, image: GreyImage, request: RecogniseRequest): Recognised {
  if (image.widthPx === 0 || image.heightPx === 0) return NOTHING;
  core.FS.writeFile(IMAGE_FILE, toPgm(image));
  api.SetVariable('tessedit_pageseg_mode', PAGE_MODES[request.layout]);
  if (api.SetImageFile(1, 0) === 1 || api.Recognize(null) !== 0) return NOTHING;
  const [recognised = NOTHING] = parseTesseractTable(api.GetTSVText(0));
  api.Clear();
  return recognised;
}

/** Faults of the compiled code: traps, aborts, and the numbers it throws as exceptions. */
function isCoreFault(error: unknown): boolean {
  return (
    typeof error === 'number' ||
    (error instanceof Error && (error.name === 'RuntimeError' || /abort|memory|stack/i.test(error.message)))
  );
}
