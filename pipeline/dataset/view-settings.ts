import type { Severity } from '../model/finding.ts';
import type { Message } from '../model/source.ts';

/** What the catalogue says of a check, for the files that people and other tools read. */
export interface CheckText {
  readonly id: string;
  readonly name: string;
  readonly severity: Severity;
  readonly title: Message;
  readonly why: Message;
  readonly basis: Message;
  readonly applies: Message;
}

/** What the files for people are written with; the same settings over the same dataset give the same bytes. */
export interface ViewSettings {
  readonly language: 'zh' | 'en';
  /** The whole catalogue, by id. */
  readonly checks: readonly CheckText[];
}
