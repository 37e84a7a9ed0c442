import { execFileSync } from 'node:child_process';
import { mkdirSync, readdirSync, readFileSync, symlinkSync, writeFileSync } from 'node:fs';
import { dirname, extname, join } from 'node:path';
import { pick, seededRandom } from '../random.ts';
import { HOSTILE, type Sample } from './hostile.ts';

export interface ArchivePlan {
  readonly folder: string;
  readonly files: number;
  /** Of them spoiled ones. */
  readonly hostile: number;
  readonly seed: string;
}

const FIXTURES = join(import.meta.dirname, '..', '..', 'fixtures');
/** Of a hundred sound files, how many are of each format: mostly small ones, as the soak is about many files. */
const SHARES = { html: 62, txt: 22, docx: 15, pdf: 1 };
/** Every so many files one is a copy of an earlier one. */
const COPY_EVERY = 50;

/** Writes an archive made of the fixtures; the same plan gives the same files. Gives the paths that have to be in the dataset. */
export function makeArchive({ folder, files, hostile, seed }: ArchivePlan): readonly string[] {
  const samples = readSamples();
  const kinds = Object.keys(HOSTILE);
  const paths: string[] = [];
  let last: Sample | undefined;
  function write(path: string, content: Uint8Array): void {
    const file = join(folder, path);
    mkdirSync(dirname(file), { recursive: true });
    writeFileSync(file, content);
    paths.push(path);
  }
  const sound = files - hostile;
  for (let n = 0; n < sound; n += 1) {
    const random = seededRandom(seed, 'sound', n);
    const sample = n % COPY_EVERY === COPY_EVERY - 1 && last ? last : vary(chooseSample(samples, random), n);
    write(`${2015 + (n % 9)}/${String(n % 97).padStart(2, '0')}/报告${n}.${sample.extension}`, sample.content);
    last = sample;
  }
  for (let n = 0; n < hostile; n += 1) {
    const random = seededRandom(seed, 'hostile', n);
    const kind = kinds[n % kinds.length] ?? '';
    const sample = chooseSample(samples, random);
    const made = HOSTILE[kind]?.(sample, random, `${seed} ${n}`);
    if (made) write(`坏/${kind}/${n}.${made.extension}`, made.content);
  }
  return [...paths, ...makeOddPlaces(folder)];
}

/** Names and places that are no fault of a reader: each has to be a record, none may stop the run. */
function makeOddPlaces(folder: string): readonly string[] {
  const odd = join(folder, 'odd');
  mkdirSync(join(odd, 'inner'), { recursive: true });
  const names = [
    'line\nfeed.txt',
    'right\u202eleft.txt',
    ' blank .txt',
    '[a]*{b}?.txt',
    'a..b..txt',
    `${'长'.repeat(80)}.txt`,
  ];
  for (const name of names) writeFileSync(join(odd, name), `${name}\n没有表格的文字。`);
  symlinkSync('self', join(odd, 'self'));
  symlinkSync('nowhere', join(odd, 'dangling.pdf'));
  symlinkSync('..', join(odd, 'inner', 'up')); // a loop of folders: nothing new below it
  symlinkSync('/dev/zero', join(odd, 'zero.pdf'));
  execFileSync('mkfifo', [join(odd, 'pipe.pdf')]);
  const long = join(...Array.from({ length: 15 }, (_, level) => `${level}`.padEnd(200, 'x')), 'deep.txt');
  mkdirSync(dirname(join(odd, long)), { recursive: true });
  writeFileSync(join(odd, long), '很深的文件夹里的文字。');
  return [...names, 'self', 'dangling.pdf', 'zero.pdf', 'pipe.pdf', long].map((name) => `odd/${name}`);
}

function readSamples(): Readonly<Record<string, readonly Sample[]>> {
  const samples: Record<string, Sample[]> = {};
  for (const name of readdirSync(FIXTURES, { recursive: true, encoding: 'utf8' }).sort()) {
    const extension = extname(name).slice(1);
    if (!/[\\/]report[^\\/]*$/.test(name) || !(extension in SHARES)) continue;
    samples[extension] = [...(samples[extension] ?? []), { extension, content: readFileSync(join(FIXTURES, name)) }];
  }
  return samples;
}

function chooseSample(samples: Readonly<Record<string, readonly Sample[]>>, random: () => number): Sample {
  let left = random() * Object.values(SHARES).reduce((sum, share) => sum + share, 0);
  const entry = Object.entries(SHARES).find(([, share]) => {
    left -= share;
    return left < 0;
  });
  const sample = pick(samples[entry?.[0] ?? 'html'] ?? [], random);
  if (sample === undefined) throw new Error(`no fixture of the format ${entry?.[0]}`);
  return sample;
}

/** The same report with other bytes, so that it is a content of its own. */
function vary({ extension, content }: Sample, n: number): Sample {
  const mark: Readonly<Record<string, string>> = { html: `<!-- ${n} -->`, txt: `\n附注${n}\n`, pdf: `\n% ${n}\n` };
  return {
    extension,
    content:
      extension === 'docx' ? comment(content, `${n}`) : Buffer.concat([content, Buffer.from(mark[extension] ?? '')]),
  };
}

/** A zip with a comment at its end (APPNOTE 4.3.16: its length is in the last two bytes of a zip without one). */
function comment(zip: Uint8Array, text: string): Uint8Array {
  const bytes = Buffer.from(text);
  const commented = Buffer.concat([zip, bytes]);
  commented.writeUInt16LE(bytes.length, zip.length - 2);
  return commented;
}
