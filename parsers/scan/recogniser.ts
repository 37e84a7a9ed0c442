import type { GreyImage, PxBox } from './image.ts';

export interface RecogniseRequest {
  readonly language: 'chi_sim' | 'eng';
  /** Several lines, one line, or one word. */
  readonly layout: 'block' | 'line' | 'word';
}

export interface RecognisedWord {
  readonly text: string;
  /** In pixels of the image that was given. */
  readonly bbox: PxBox;
  /** 0 to 1. */
  readonly confidence: number;
}

export interface Recognised {
  /** Lines end in `\n`. */
  readonly text: string;
  readonly words: readonly RecognisedWord[];
  /** 0 to 1; 0 where nothing was read. */
  readonly confidence: number;
}

/**
 * An engine that reads text off an image: dark text on a light ground, level, letters as tall as in a scan of 200 dpi. The
 * same image and request give the same answer whatever was read before.
 */
export interface Recogniser {
  /** Name of the engine, e.g. tesseract.js; it stands in `readings[].engine` and in the key of the cache. */
  readonly name: string;
  /** Version of engine and data: readings of other versions are not taken from the cache. */
  readonly version: string;
  read(image: GreyImage, request: RecogniseRequest): Promise<Recognised>;
  /** The same for many images at once, for engines that take long to start; answers in the order of the images. */
  readAll?(images: readonly GreyImage[], request: RecogniseRequest): Promise<readonly Recognised[]>;
  close(): Promise<void>;
}
