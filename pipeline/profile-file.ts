import { readFile, stat } from 'node:fs/promises';
import type { z } from 'zod';
import { LocatedJsonError, parseLocatedJson } from './located-json.ts';
import { fundRoleSchema, indicatorRoleSchema, labelRoleSchema } from './model/heading-words.ts';
import { type Profile, type ProfileFile, profileFileSchema, profileSchema } from './model/profile.ts';
import type { Message } from './model/source.ts';
import { UsageError } from './usage-error.ts';
import { PROFILES } from './validate/profiles/choose-profile.ts';
import { ministry } from './validate/profiles/ministry.ts';

/** Far above what anybody writes by hand. */
const MAX_BYTES = 1024 * 1024;

/** Reads a file for --profile; throws UsageError with the line and what to write instead. */
export async function readProfileFile(path: string): Promise<Profile> {
  let text: string;
  try {
    if ((await stat(path)).size > MAX_BYTES) throw new Error('larger than 1 MiB');
    text = await readFile(path, 'utf8');
  } catch (error) {
    throw new UsageError(
      {
        zh: `无法读取配置文件 ${path}；请检查路径和权限`,
        en: `cannot read the profile ${path}; check its path and rights`,
      },
      { cause: error },
    );
  }
  return parseProfile(text, path);
}

/** A profile from the text of its file, completed from the profile it extends; throws UsageError. `path` is for messages. */
export function parseProfile(text: string, path: string): Profile {
  const { value, lineOf } = parseJson(text, path);
  const parsed = profileFileSchema.safeParse(value);
  if (!parsed.success) throw toUsageError(parsed.error, { path, value, lineOf });
  return profileSchema.parse(complete(parsed.data));
}

function parseJson(text: string, path: string): ReturnType<typeof parseLocatedJson> {
  try {
    return parseLocatedJson(text);
  } catch (error) {
    if (!(error instanceof LocatedJsonError)) throw error;
    throw wrong({ path, line: error.line, where: '', zh: error.zh, en: error.message });
  }
}

/** Its own signs are its own: a file that extends hubei and has no signs is for every report. */
function complete({ extends: base = 'ministry', title, ...own }: ProfileFile): Profile {
  const extended = PROFILES.find(({ name }) => name === base) ?? ministry;
  const named = title ?? own.name;
  const titles: Message = typeof named === 'string' ? { zh: named, en: named } : named;
  const given = Object.fromEntries(Object.entries(own).filter(([, value]) => value !== undefined));
  return { ...extended, signs: null, ...given, title: titles };
}

interface Located {
  readonly path: string;
  readonly value: unknown;
  readonly lineOf: (path: readonly PropertyKey[]) => number;
}

function toUsageError(error: z.ZodError, { path, value, lineOf }: Located): UsageError {
  const [issue, ...others] = error.issues.map(innermost).sort((a, b) => lineOf(a.path) - lineOf(b.path));
  if (issue === undefined) return wrong({ path, line: 1, where: '', zh: '应为 { … }', en: 'expected { … }' });
  const unknown = issue.code === 'unrecognized_keys' ? issue.keys[0] : undefined;
  const at = unknown === undefined ? issue.path : [...issue.path, unknown];
  const more =
    others.length === 0 ? { zh: '', en: '' } : { zh: `；另有 ${others.length} 处`, en: `; ${others.length} more` };
  const { zh, en } = explain(issue, valueAt(value, issue.path));
  return wrong({
    path,
    line: lineOf(at),
    where: at.map(String).join('.'),
    zh: `${zh}${more.zh}`,
    en: `${en}${more.en}`,
  });
}

type Issue = z.core.$ZodIssue;

/** Of a union the issue of its likeliest branch: the one that got furthest. */
function innermost(issue: Issue): Issue {
  if (issue.code !== 'invalid_union') return issue;
  const deepest = issue.errors
    .flat()
    .sort((a, b) => b.path.length - a.path.length)
    .find((inner) => inner.path.length > 0);
  return deepest === undefined ? issue : innermost({ ...deepest, path: [...issue.path, ...deepest.path] });
}

function explain(issue: Issue, given: unknown): Message {
  const shown = shorten(JSON.stringify(given) ?? '');
  switch (issue.code) {
    case 'unrecognized_keys': {
      const known = keysAt(issue.path);
      const near = nearest(issue.keys[0] ?? '', known);
      if (near === undefined && issue.path.length > 0 && known.length > 0) return oneOf(known);
      return near === undefined
        ? { zh: '没有这个项目；运行 hedui schema profile 查看可用的项目', en: 'no such key; see hedui schema profile' }
        : { zh: `没有这个项目；是否为 ${near}`, en: `no such key; did you mean ${near}` };
    }
    case 'invalid_value': {
      const values = issue.values.map(String);
      return {
        zh: `${shown} 不是可用的值；可用：${values.join('、')}`,
        en: `${shown} is not one of ${values.join(', ')}`,
      };
    }
    case 'invalid_type':
      return given === undefined
        ? { zh: '缺少这一项', en: 'is missing' }
        : {
            zh: `应为${typeWord(issue.expected).zh}，写的是 ${shown}`,
            en: `expected ${typeWord(issue.expected).en}, found ${shown}`,
          };
    case 'invalid_format':
      return {
        zh: `${shown} 的写法不对；数字写作 "50" 或 "7.5"，名称用小写字母、数字和连字符`,
        en: `${shown} is not well formed; write numbers as "50" or "7.5", names in lower-case letters, digits and hyphens`,
      };
    case 'too_small':
      return { zh: '不能为空', en: 'is too short' };
    case 'too_big':
      return { zh: `过长，最多 ${issue.maximum} 个字`, en: `is too long; at most ${issue.maximum} characters` };
    default:
      return { zh: `${shown} 不符合要求`, en: `${shown} does not fit: ${issue.message}` };
  }
}

function oneOf(keys: readonly string[]): Message {
  return { zh: `没有这个项目；可用：${keys.join('、')}`, en: `no such key; one of ${keys.join(', ')}` };
}

function typeWord(expected: string): Message {
  if (expected === 'string') return { zh: '加引号的文字', en: 'text in quotation marks' };
  if (expected === 'array') return { zh: '列表 [ … ]', en: 'a list [ … ]' };
  if (expected === 'boolean') return { zh: 'true 或 false', en: 'true or false' };
  return { zh: ' { … }', en: '{ … }' };
}

/** Keys that may stand at the top or in the named parts; for hints only. */
function keysAt(path: readonly PropertyKey[]): readonly string[] {
  if (path.length === 0) return Object.keys(profileFileSchema.shape);
  if (path[0] === 'signs') return ['all', 'any', 'none'];
  if (path[0] === 'headings' && path.length === 1) return ['indicators', 'funds', 'labels'];
  if (path[1] === 'indicators') return indicatorRoleSchema.options;
  if (path[1] === 'funds') return fundRoleSchema.options;
  if (path[1] === 'labels') return labelRoleSchema.options;
  if (path[0] === 'rules') return ['kind', 'applies', 'name', 'parameters', 'quote'];
  return [];
}

/** Letters that may differ before a key is taken for another one. */
const MOST_SLIPS = 2;

function nearest(key: string, keys: readonly string[]): string | undefined {
  const found = keys.map((other) => ({ other, slips: distance(key.toLowerCase(), other.toLowerCase()) }));
  return found.sort((a, b) => a.slips - b.slips).find(({ slips }) => slips <= MOST_SLIPS)?.other;
}

/** Levenshtein distance of two short words. */
function distance(a: string, b: string): number {
  let row = Array.from({ length: b.length + 1 }, (_, index) => index);
  for (let i = 1; i <= a.length; i++) {
    const next = [i];
    for (let j = 1; j <= b.length; j++) {
      const replaced = (row[j - 1] ?? 0) + (a[i - 1] === b[j - 1] ? 0 : 1);
      next.push(Math.min(replaced, (row[j] ?? 0) + 1, (next[j - 1] ?? 0) + 1));
    }
    row = next;
  }
  return row[b.length] ?? 0;
}

function valueAt(value: unknown, path: readonly PropertyKey[]): unknown {
  return path.reduce<unknown>((inner, key) => {
    if (typeof inner !== 'object' || inner === null) return undefined;
    return Object.entries(inner).find(([name]) => name === String(key))?.[1];
  }, value);
}

function shorten(text: string): string {
  return text.length > 40 ? `${text.slice(0, 39)}…` : text;
}

function wrong({ path, line, where, zh, en }: { path: string; line: number; where: string } & Message): UsageError {
  return new UsageError({
    zh: `配置文件 ${path} 第 ${line} 行${where === '' ? '' : ` ${where}`}：${zh}`,
    en: `profile ${path}, line ${line}${where === '' ? '' : `, ${where}`}: ${en}`,
  });
}
