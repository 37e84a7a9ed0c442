/** The engine that comes with the program. */
export const DEFAULT_ENGINE = 'tesseract.js';
/** Every engine by the name that `--ocr-engine` takes. */
export const ENGINE_NAMES = [DEFAULT_ENGINE, 'tesseract'] as const;
export type EngineName = (typeof ENGINE_NAMES)[number];

export function isEngineName(name: string): name is EngineName {
  return (ENGINE_NAMES as readonly string[]).includes(name);
}
