import { createHash } from 'node:crypto';
import type { GreyImage } from '../image.ts';
import type { Recognised, RecogniseRequest, Recogniser } from '../recogniser.ts';

/** What an engine answered, by image and request. */
export type KnownAnswers = ReadonlyMap<string, Recognised>;

export interface RememberingRecogniser {
  readonly recogniser: Recogniser;
  /** The answers that were asked for, in the order of their first asking. */
  used(): KnownAnswers;
  /** Whether the engine had to read anything. */
  isNew(): boolean;
}

/** A recogniser that asks the engine only for what is not known, and remembers what it answers. */
export function rememberAnswers(engine: Recogniser, known: KnownAnswers): RememberingRecogniser {
  const used = new Map<string, Recognised>();
  let isNew = false;

  async function readAll(images: readonly GreyImage[], request: RecogniseRequest): Promise<readonly Recognised[]> {
    const keys = images.map((image) => toKey(image, request));
    const unknown = new Map<string, GreyImage>();
    for (const [i, key] of keys.entries()) {
      const answer = used.get(key) ?? known.get(key);
      const image = images[i];
      if (answer !== undefined) used.set(key, answer);
      else if (image !== undefined) unknown.set(key, image);
    }
    const answers = await readNew([...unknown.values()], request);
    for (const [i, key] of [...unknown.keys()].entries()) {
      const answer = answers[i];
      if (answer !== undefined) used.set(key, answer);
    }
    return keys.map((key) => used.get(key) ?? { text: '', words: [], confidence: 0 });
  }

  async function readNew(images: readonly GreyImage[], request: RecogniseRequest): Promise<readonly Recognised[]> {
    if (images.length === 0) return [];
    isNew = true;
    if (engine.readAll !== undefined) return engine.readAll(images, request);
    const answers: Recognised[] = [];
    for (const image of images) answers.push(await engine.read(image, request));
    return answers;
  }

  return {
    recogniser: {
      name: engine.name,
      version: engine.version,
      read: async (image, request) => (await readAll([image], request))[0] ?? { text: '', words: [], confidence: 0 },
      readAll,
      close: () => engine.close(),
    },
    used: () => used,
    isNew: () => isNew,
  };
}

function toKey({ widthPx, heightPx, data }: GreyImage, { language, layout }: RecogniseRequest): string {
  return createHash('sha256')
    .update(`${language} ${layout} ${widthPx} ${heightPx}\0`)
    .update(data)
    .digest('hex')
    .slice(0, 32);
}
