import type { RecognitionProgress } from '../../parsers/parser.ts';
import type { Written } from '../dataset/file-writer.ts';
import type { PackagedFormat } from '../dataset/views.ts';
import type { Correction } from '../model/decision.ts';
import type { Format } from '../model/document.ts';
import type { FailureCode } from '../model/failure.ts';
import type { Profile } from '../model/profile.ts';
import type { Message } from '../model/source.ts';
import type { ReportDigest } from '../validate/across/digest.ts';

/** How a file is read; the password never leaves this message. */
export interface ReadingSettings {
  readonly maxPages: number;
  readonly maxBytes: number;
  readonly join: boolean;
  readonly ocr: 'auto' | 'always' | 'never';
  /** Name of the recognition engine; left out: the one that comes with the program. */
  readonly ocrEngine?: string;
  /** Versions of the engine and its data; null or left out: not installed, or not asked for. */
  readonly ocrEngineVersion?: string | null;
  /** Folder that keeps what was recognised; null or left out: nothing is kept. */
  readonly cache?: string | null;
  readonly password: string | null;
  /** Mask names and numbers of people in what is kept; left out: no. */
  readonly redact?: boolean;
}

/** What is checked. */
export interface CheckingSettings {
  readonly only: readonly string[] | null;
  readonly skip: readonly string[];
  /** Header words and rules of --profile; left out: the profiles that come with the program. */
  readonly profile?: Profile | null;
}

/** A file whose pages can be drawn. */
export interface CropSource {
  readonly file: string;
  /** Place of the member inside `file`, where that is an archive; left out: the file itself. */
  readonly member?: readonly number[];
  readonly reading: Pick<ReadingSettings, 'maxBytes' | 'password'>;
}

/** One piece of work for a slot. What it makes goes to a file, so that no document passes through the main process. */
export type Task =
  /** Gives the sha256 of a file, and the members of one that is an archive. */
  | { readonly kind: 'hash'; readonly file: string; readonly maxBytes: number }
  /** Reads, normalises and checks a file; the Document goes to `output`. */
  | {
      readonly kind: 'audit';
      readonly file: string;
      /** Place of the member inside `file`, where that is an archive (`a.zip!/inner.docx`); left out: the file itself. */
      readonly member?: readonly number[];
      /** As recorded: relative to the root of the archive, with /. */
      readonly path: string;
      /** Of the content that is meant; a file that has another one by now is a failure. */
      readonly sha256: string;
      readonly output: string;
      readonly reading: ReadingSettings;
      readonly checking: CheckingSettings;
      /** What people corrected of its reading. */
      readonly corrections: readonly Correction[];
    }
  /** Normalises and checks a stored Document again; the new one goes to `output`. */
  | {
      readonly kind: 'check';
      readonly file: string;
      readonly path: string;
      readonly output: string;
      readonly checking: CheckingSettings;
      /** What people corrected of its reading. */
      readonly corrections: readonly Correction[];
    }
  /** Reads a file; the ParsedDocument goes to `output`, its pictures to the folder `figures`, drawn pages to `debug`. */
  | {
      readonly kind: 'extract';
      readonly file: string;
      readonly output: string;
      readonly figures: string | null;
      readonly debug: string | null;
      readonly reading: ReadingSettings;
    }
  /** Writes a file for people from the other files of the dataset in `dir`. */
  | {
      readonly kind: 'view';
      readonly dir: string;
      readonly format: PackagedFormat;
      readonly language: 'zh' | 'en';
    }
  /** Draws pages of a file into `folder`, under the names of evidence. */
  | (CropSource & {
      readonly kind: 'crop';
      /** Of the content that is meant. */
      readonly sha256: string;
      /** From 1. */
      readonly pages: readonly number[];
      readonly folder: string;
    });

/** What a slot tells before it answers: how recognition goes on. Its time grows with the pages there are to recognise. */
export interface Progress {
  readonly kind: 'progress';
  readonly progress: RecognitionProgress;
}

/** What a slot answers. */
export type Reply =
  | {
      readonly kind: 'hashed';
      readonly sha256: string;
      readonly bytes: number;
      /** Of a file that is an archive of files; each has its content, or why it cannot be unpacked. */
      readonly members?: readonly HashedMember[];
    }
  /** The output stands; `reports`, `findings` and `pages` are for progress. */
  | {
      readonly kind: 'done';
      readonly documentId: string;
      /** Of what stands in the output. */
      readonly outputSha256: string;
      readonly bytes: number;
      readonly pages: number;
      readonly reports: number;
      readonly findings: number;
      /** What the checks across files need of its reports. */
      readonly digests: readonly ReportDigest[];
    }
  /** The file for people stands. */
  | ({ readonly kind: 'viewed' } & Written)
  /** The pages that could be drawn stand in the folder. */
  | { readonly kind: 'cropped' }
  | FailureReply
  /** Nothing can be written; the run has to end. */
  | { readonly kind: 'unwritable'; readonly reason: string };

/** A file inside an archive, by its path in there and its place for the task that reads it. */
export interface HashedMember {
  readonly name: string;
  readonly place: readonly number[];
  readonly content:
    | { readonly sha256: string; readonly bytes: number }
    | { readonly code: FailureCode; readonly message: Message };
}

export interface FailureReply {
  readonly kind: 'failure';
  readonly code: FailureCode;
  readonly message: Message;
  readonly sha256: string | null;
  readonly bytes: number | null;
  readonly format: Format | null;
}

export const OUT_OF_MEMORY_MESSAGE: Message = {
  zh: '读取时内存不足；请拆分文件，或在内存更大的机器上运行',
  en: 'reading it took too much memory; split the file, or run on a machine with more',
};
