import { accessSync, readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { dirname, join } from 'node:path';
import { gunzipSync } from 'node:zlib';
import { z } from 'zod';
import { ReadFailure } from '../../../pipeline/model/failure.ts';
import type { RecogniseRequest } from '../recogniser.ts';

type Language = RecogniseRequest['language'];

export const DATA_PACKAGES: Readonly<Record<Language, string>> = {
  chi_sim: '@tesseract.js-data/chi_sim',
  eng: '@tesseract.js-data/eng',
};
/** The whole-number form of the best models: smaller and better than the packages' default. */
const DATA_FOLDER = '4.0.0_best_int';

const ENGINE_PACKAGE = 'tesseract.js';
/**
 * One build for every machine: tesseract.js would take the one with relaxed SIMD where there is one, which may round
 * differently from processor to processor, and it heeds `corePath` in browsers only.
 */
const CORE_MODULE = 'tesseract.js-core/tesseract-core-simd-lstm.js';

const packageSchema = z.object({ version: z.string() });

/** The compiled recogniser as its module exports it; throws ReadFailure where its package is not installed. */
export function loadCore(): { readonly create: unknown } {
  return whereInstalled(ENGINE_PACKAGE, (require) => {
    const requireCore = toCoreRequire(require);
    return { create: requireCore(requireCore.resolve(CORE_MODULE)) };
  });
}

/** Build and version of the compiled recogniser, without loading it. */
export function readCoreVersion(): string {
  return whereInstalled(ENGINE_PACKAGE, (require) => {
    const module = toCoreRequire(require).resolve(CORE_MODULE);
    return `simd-lstm ${readVersion(join(dirname(module), 'package.json'))}`;
  });
}

/** The core stands among the dependencies of its package. */
function toCoreRequire(require: NodeJS.Require): NodeJS.Require {
  return createRequire(require.resolve(`${ENGINE_PACKAGE}/package.json`));
}

/** The language data of a package, found without network; throws ReadFailure where it is not installed. */
export function loadLanguage(language: Language): Uint8Array {
  return whereInstalled(DATA_PACKAGES[language], (require) => {
    const folder = dirname(require.resolve(`${DATA_PACKAGES[language]}/package.json`));
    return gunzipSync(readFileSync(join(folder, DATA_FOLDER, `${language}.traineddata.gz`)));
  });
}

/** Version of the language data; throws ReadFailure where the file of data itself is missing. */
export function readDataVersion(language: Language): string {
  const name = DATA_PACKAGES[language];
  return whereInstalled(name, (require) => {
    const file = require.resolve(`${name}/package.json`);
    accessSync(join(dirname(file), DATA_FOLDER, `${language}.traineddata.gz`));
    return `${language} ${readVersion(file)}`;
  });
}

function readVersion(file: string): string {
  return packageSchema.parse(JSON.parse(readFileSync(file, 'utf8'))).version;
}

function whereInstalled<T>(name: string, load: (require: NodeJS.Require) => T): T {
  try {
    return load(createRequire(import.meta.url));
  } catch (cause) {
    throw new ReadFailure(
      'no-text',
      {
        zh: `识别扫描页需要软件包 ${name}，但未安装或不完整；请运行 npm install ${name}`,
        en: `recognising scanned pages needs the package ${name}, which is not installed or not whole; run npm install ${name}`,
      },
      { cause },
    );
  }
}
