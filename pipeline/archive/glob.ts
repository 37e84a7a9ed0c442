import { UsageError } from '../usage-error.ts';

/** A pattern split into the folder to walk and what to match below it. */
export interface Glob {
  /** The part before the first wildcard: a folder, "" for the working folder. */
  readonly base: string;
  /** Tells whether a path below `base`, with /, matches. */
  readonly matches: (path: string) => boolean;
  /** Deepest level below `base` that can match; Infinity with **. */
  readonly depth: number;
}

const WILDCARD = /[*?[{]/;

/** Says whether an argument that is no existing path is meant as a pattern. */
export function isGlob(argument: string): boolean {
  return WILDCARD.test(argument);
}

/** Reads a pattern with * ? [a-z] [!a] {a,b} and ** (any number of folders), separated by /; throws UsageError. */
export function parseGlob(pattern: string): Glob {
  const segments = pattern.split('/');
  const first = segments.findIndex(isGlob);
  const base = segments.slice(0, first).join('/');
  const rest = segments.slice(first);
  const regExp = toRegExp(rest, pattern);
  return {
    base: base === '' && pattern.startsWith('/') ? '/' : base,
    matches: (path) => regExp.test(path),
    depth: rest.includes('**') ? Number.POSITIVE_INFINITY : rest.length,
  };
}

function toRegExp(segments: readonly string[], pattern: string): RegExp {
  const last = segments.length - 1;
  try {
    return new RegExp(`^${segments.map((segment, index) => toSource(segment, index === last)).join('')}$`, 'su');
  } catch (error) {
    throw new UsageError(
      { zh: `看不懂通配符 ${pattern}；请检查括号`, en: `cannot read the pattern ${pattern}; check its brackets` },
      { cause: error },
    );
  }
}

function toSource(segment: string, isLast: boolean): string {
  if (segment === '**') return isLast ? '.*' : '(?:[^/]+/)*';
  return `${toSegmentSource(segment)}${isLast ? '' : '/'}`;
}

function toSegmentSource(segment: string): string {
  let source = '';
  let alternatives = 0;
  for (let index = 0; index < segment.length; index += 1) {
    const character = segment.charAt(index);
    const classEnd = character === '[' ? segment.indexOf(']', index + 2) : -1;
    if (classEnd > 0) {
      const negated = segment[index + 1] === '!' || segment[index + 1] === '^';
      const members = segment.slice(index + (negated ? 2 : 1), classEnd).replace(/[\\[\]^]/g, '\\$&');
      source += `[${negated ? '^/' : ''}${members}]`;
      index = classEnd;
    } else if (character === '{' && segment.includes('}', index)) {
      alternatives += 1;
      source += '(?:';
    } else if (character === '}' && alternatives > 0) {
      alternatives -= 1;
      source += ')';
    } else if (character === ',' && alternatives > 0) source += '|';
    else if (character === '*') source += '[^/]*';
    else if (character === '?') source += '[^/]';
    else source += character.replace(/[\\^$.*+?()[\]{}|/]/g, '\\$&');
  }
  return source;
}
