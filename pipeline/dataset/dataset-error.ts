import type { Message } from '../model/source.ts';

/** A folder that is no dataset this version can read; the message says what to do. */
export class DatasetError extends Error {
  readonly zh: string;
  constructor(message: Message, options?: { cause?: unknown }) {
    super(message.en, options);
    this.name = 'DatasetError';
    this.zh = message.zh;
  }
}

/** A file of the dataset is missing or cut off. */
export function toDamaged(dir: string, cause: unknown): DatasetError {
  return new DatasetError(
    {
      zh: `${dir} 的数据集不完整；请重新运行 hedui audit PATH --out ${dir}`,
      en: `the dataset in ${dir} is incomplete; run hedui audit PATH --out ${dir} again`,
    },
    { cause },
  );
}
