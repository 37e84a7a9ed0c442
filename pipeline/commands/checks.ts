import { UsageError } from '../usage-error.ts';
import { catalogue } from '../validate/catalogue.ts';
import { EXIT } from './exit-code.ts';
import type { Language } from './terminal.ts';

/** `hedui checks`: prints the catalogue of checks or the page of one; gives the exit code. */
export function checks(id: string | undefined, { format, lang }: { format: 'md' | 'json'; lang: Language }): number {
  const wanted = id === undefined ? catalogue : catalogue.filter((check) => check.id === id.toUpperCase());
  if (wanted.length === 0) {
    throw new UsageError({
      zh: `没有编号为 ${id} 的核对；运行 hedui checks 查看全部`,
      en: `there is no check ${id}; run hedui checks to list them`,
    });
  }
  process.stdout.write(`${format}${lang}${wanted.map((check) => check.id).join(' ')}\n`);
  return EXIT.none;
}
