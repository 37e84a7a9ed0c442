import { DatasetError } from '../dataset/dataset-error.ts';
import { requireVersion } from '../dataset/read-dataset.ts';
import { renewView, type ViewFormat } from '../dataset/views.ts';
import { UsageError } from '../usage-error.ts';
import { acrossCatalogue, catalogue } from '../validate/catalogue.ts';
import { EXIT } from './exit-code.ts';
import { type Language, toPrintable } from './terminal.ts';

/** `hedui report`: writes a file for people or another tool anew from a dataset and prints its path; gives the exit code. */
export async function report(
  dir: string,
  { format, lang: language }: { format: ViewFormat; lang: Language },
): Promise<number> {
  try {
    await requireVersion(dir);
    const file = await renewView(dir, { format, language, checks: [...catalogue, ...acrossCatalogue] });
    process.stdout.write(`${toPrintable(file)}\n`);
    return EXIT.none;
  } catch (error) {
    if (error instanceof DatasetError) throw new UsageError({ zh: error.zh, en: error.message }, { cause: error });
    throw error;
  }
}
