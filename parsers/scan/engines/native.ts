import { execFile } from 'node:child_process';
import { mkdtemp, rm, stat, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { ReadFailure } from '../../../pipeline/model/failure.ts';
import { type GreyImage, toPgm } from '../image.ts';
import type { Recognised, RecogniseRequest, Recogniser } from '../recogniser.ts';
import { NOTHING, parseTesseractTable } from './tesseract-table.ts';

const run = promisify(execFile);

const PROGRAM = 'tesseract';
const PAGE_MODES: Readonly<Record<RecogniseRequest['layout'], string>> = { block: '6', line: '7', word: '8' };
const SETTINGS = ['--oem', '1', '--dpi', '200', '-c', 'tessedit_do_invert=0', '-c', 'tessedit_create_tsv=1'];
/** With more threads it is slower on small images, and keeps cores from other files. */
const ENVIRONMENT = { OMP_THREAD_LIMIT: '1' };
const MAX_OUTPUT_BYTES = 64 * 1024 * 1024;
/** A call reads at most so many images, so that a watch hears of progress. */
const IMAGES_PER_CALL = 100;

/**
 * The `tesseract` program of this machine with its own data for chi_sim and eng. It loads its data in every call, so images
 * are handed over in lists. Throws ReadFailure where it or the data is missing.
 */
export async function openNative(): Promise<Recogniser> {
  const version = await readNativeVersion();
  const readAll = async (images: readonly GreyImage[], request: RecogniseRequest) => {
    const recognised: Recognised[] = [];
    for (let at = 0; at < images.length; at += IMAGES_PER_CALL) {
      recognised.push(...(await readSome(images.slice(at, at + IMAGES_PER_CALL), request)));
    }
    return recognised;
  };
  return {
    name: PROGRAM,
    version,
    read: async (image, request) => (await readAll([image], request))[0] ?? NOTHING,
    readAll,
    close: async () => undefined,
  };
}

/** Version of the program and sizes of its data; throws ReadFailure where either is missing. */
export async function readNativeVersion(): Promise<string> {
  const { stdout: versions } = await run(PROGRAM, ['--version']).catch(notInstalled);
  const { stdout: languages } = await run(PROGRAM, ['--list-langs']).catch(notInstalled);
  const [head = '', ...installed] = languages.split(/\s*\n/);
  // The data have no version of their own; the machine's folder for them is quoted in the first line.
  const folder = /"(.+)"/.exec(head)?.[1] ?? '';
  const data: string[] = [];
  for (const language of ['chi_sim', 'eng']) {
    if (!installed.includes(language)) return notInstalled(new Error(`no data for ${language}`));
    const size = await stat(join(folder, `${language}.traineddata`)).then(
      (stats) => String(stats.size),
      () => 'size unknown',
    );
    data.push(`${language} ${size}`);
  }
  return [versions.split('\n')[0] ?? '', ...data, SETTINGS.join(' ')].join(', ');
}

function notInstalled(cause: unknown): never {
  throw new ReadFailure(
    'no-text',
    {
      zh: '没有找到程序 tesseract 或其语言数据 chi_sim、eng；请安装 tesseract-ocr、tesseract-ocr-chi-sim 与 tesseract-ocr-eng，或不用 --ocr-engine tesseract',
      en: 'the program tesseract or its language data chi_sim and eng was not found; install tesseract-ocr, tesseract-ocr-chi-sim and tesseract-ocr-eng, or leave out --ocr-engine tesseract',
    },
    { cause },
  );
}

async function readSome(images: readonly GreyImage[], request: RecogniseRequest): Promise<readonly Recognised[]> {
  const folder = await mkdtemp(join(tmpdir(), 'hedui-'));
  try {
    const files = images.map((_, i) => join(folder, `${i}.pgm`));
    for (const [i, image] of images.entries()) await writeFile(files[i] ?? '', toPgm(image));
    const list = join(folder, 'list.txt');
    await writeFile(list, `${files.join('\n')}\n`);
    const mode = ['-l', request.language, '--psm', PAGE_MODES[request.layout]];
    const { stdout } = await run(PROGRAM, [list, 'stdout', ...mode, ...SETTINGS], {
      maxBuffer: MAX_OUTPUT_BYTES,
      env: { ...process.env, ...ENVIRONMENT },
    });
    const pages = parseTesseractTable(stdout);
    return images.map((_, i) => pages[i] ?? NOTHING);
  } finally {
    await rm(folder, { recursive: true, force: true });
  }
}
