import type { ExampleInput } from '../example.ts';
import { example } from '../example.ts';
import type { AcrossExample } from './across-check.ts';

/** Builds the files of an example from a few words each: one report a file, at the paths given. */
export function exampleFiles(files: Readonly<Record<string, ExampleInput>>): ReturnType<AcrossExample['files']> {
  return Object.entries(files).map(([path, input]) => ({ path, context: example(input) }));
}
