/**
 * A message port between the two halves of pdf.js in one process. The built-in one copies every message with
 * structuredClone, which costs more than the rest of a page of many operators; here messages are handed over as they are.
 */
export interface DirectPort {
  postMessage(message: unknown): void;
  addEventListener(
    type: string,
    listener: (event: { data: unknown }) => void,
    options?: { signal?: AbortSignal },
  ): void;
  removeEventListener(type: string, listener: (event: { data: unknown }) => void): void;
  /** How many pictures were weighed against the limit since the last call: those decoded and those refused. */
  takeAsked(): number;
  /** Largest picture decoded, in pixels, until it is set again. */
  setPictureLimit(pixels: number): void;
}

interface Message {
  action?: string;
  data?: unknown;
  chunk?: unknown;
}

/** Gives the port both halves listen on; each message names the half it is meant for. */
export function createDirectPort(pictureLimitPx: number): DirectPort {
  const listeners = new Set<(event: { data: unknown }) => void>();
  let limit = pictureLimitPx;
  let asked = 0;
  const countedLimit = {
    [Symbol.toPrimitive]() {
      asked += 1;
      return limit;
    },
  };
  return {
    postMessage(message) {
      const data = prepare(message as Message, countedLimit);
      queueMicrotask(() => {
        for (const listener of [...listeners]) listener({ data });
      });
    },
    addEventListener(_type, listener, options) {
      listeners.add(listener);
      options?.signal?.addEventListener('abort', () => listeners.delete(listener));
    },
    removeEventListener(_type, listener) {
      listeners.delete(listener);
    },
    takeAsked() {
      const count = asked;
      asked = 0;
      return count;
    },
    setPictureLimit(pixels) {
      limit = pixels;
    },
  };
}

/**
 * Chunks of streams are emptied by their sender after sending, so they and the arrays of operator lists are copied. The limit on pictures becomes
 * a value that counts how often it is compared: once for each picture, and a refused picture leaves no other trace.
 */
function prepare(message: Message, limit: object): Message {
  if (isOperatorChunk(message.chunk)) {
    const { fnArray, argsArray } = message.chunk;
    return { ...message, chunk: { ...message.chunk, fnArray: fnArray.slice(), argsArray: argsArray.slice() } };
  }
  if (typeof message.chunk === 'object' && message.chunk !== null) return { ...message, chunk: { ...message.chunk } };
  if (message.action === 'GetDocRequest' && hasEvaluatorOptions(message.data)) {
    message.data.evaluatorOptions.maxImageSize = limit;
  }
  return message;
}

function isOperatorChunk(chunk: unknown): chunk is { fnArray: unknown[]; argsArray: unknown[] } {
  return typeof chunk === 'object' && chunk !== null && 'fnArray' in chunk && 'argsArray' in chunk;
}

function hasEvaluatorOptions(data: unknown): data is { evaluatorOptions: { maxImageSize: object } } {
  return typeof data === 'object' && data !== null && 'evaluatorOptions' in data;
}
