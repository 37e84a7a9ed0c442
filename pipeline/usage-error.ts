import type { Message } from './model/source.ts';

/** Wrong use: one line for people that says what to do, in Chinese and English. Ends the program with exit code 2. */
export class UsageError extends Error {
  readonly zh: string;
  constructor(message: Message, options?: { cause?: unknown }) {
    super(message.en, options);
    this.name = 'UsageError';
    this.zh = message.zh;
  }
}
