import { UsageError } from '../usage-error.ts';
import { renderCatalogue, renderCheck } from '../validate/catalogue-page.ts';
import { EXIT } from './exit-code.ts';
import type { Language } from './terminal.ts';

/** `hedui checks`: prints the catalogue of checks or the page of one, in both languages; gives the exit code. */
export function checks(id: string | undefined, { format }: { format: 'md' | 'json'; lang: Language }): number {
  const page = id === undefined ? renderCatalogue(format) : renderCheck(id, format);
  if (page === null) {
    throw new UsageError({
      zh: `没有编号为 ${id} 的核对；运行 hedui checks 查看全部`,
      en: `there is no check ${id}; run hedui checks to list them`,
    });
  }
  process.stdout.write(page);
  return EXIT.none;
}
