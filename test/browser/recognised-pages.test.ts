import { cpSync, existsSync, mkdirSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Browser, Page } from 'playwright-core';
import sharp from 'sharp';
import { afterAll, beforeAll, describe, expect, test, vi } from 'vitest';
import { type AuditRequest, auditArchive } from '../../pipeline/archive/audit-archive.ts';
import { checkArchive } from '../../pipeline/archive/check-archive.ts';
import { dataPackageSchema } from '../../pipeline/model/dataset-run.ts';
import type { Finding } from '../../pipeline/model/finding.ts';
import type { Box } from '../../pipeline/model/geometry.ts';
import { readGuaranteed } from '../pipeline/archive/dataset-bytes.ts';
import { makeFolder } from '../pipeline/archive/temporary-folder.ts';
import { readFindings, review } from '../pipeline/review/review-of.ts';
import { hasBrowser, openBrowser } from './open-browser.ts';

vi.setConfig({ testTimeout: 120_000, hookTimeout: 240_000 });

const SCAN = join(import.meta.dirname, '..', '..', 'fixtures', 'score-cut-off', 'report.scan.tiff');
/** Size of the page of the scan in points: A4. */
const PAGE = { width: 595, height: 842 };

const root = makeFolder({ 'archive/scan.tiff': readFileSync(SCAN) });
const archive = join(root, 'archive');
const first = join(root, 'first');

/** One cache, so that the page is recognised once. */
function audit(out: string, reading: Partial<AuditRequest['reading']> = {}) {
  return auditArchive({
    paths: [archive],
    root: archive,
    out,
    timeoutMs: 60_000,
    pool: { jobs: 1 },
    reading: {
      maxPages: 2000,
      maxBytes: 1 << 24,
      join: true,
      ocr: 'auto',
      password: null,
      cache: join(root, 'cache'),
      ...reading,
    },
    checking: { only: null, skip: [] },
  });
}

/** A copy of the first run to go on from. */
function copyFirst(name: string): string {
  const out = join(root, name);
  cpSync(first, out, { recursive: true });
  return out;
}

const listEvidence = (out: string): string[] =>
  existsSync(join(out, 'evidence')) ? readdirSync(join(out, 'evidence')) : [];

let findings: readonly Finding[] = [];
let crop = '';

beforeAll(async () => {
  await audit(first);
  findings = readFindings(first);
  crop = `${findings[0]?.documents[0]?.slice(0, 16)}-1.jpg`;
});

describe('pictures of recognised pages', () => {
  test('are kept for the pages that findings rest on, and told of in the Data Package', () => {
    expect(findings.map(({ checkId }) => checkId)).toEqual(['A101', 'S101']);
    expect(listEvidence(first)).toEqual([crop]);
    const { resources } = dataPackageSchema.parse(JSON.parse(readFileSync(join(first, 'datapackage.json'), 'utf8')));
    const bytes = readFileSync(join(first, 'evidence', crop)).length;
    expect(resources.find(({ path }) => path === `evidence/${crop}`)).toMatchObject({ bytes, mediatype: 'image/jpeg' });
  });

  test('show every figure cited within its box, and the ruling around it', async () => {
    const jpeg = await sharp(join(first, 'evidence', crop))
      .greyscale()
      .raw()
      .toBuffer({ resolveWithObject: true });
    const { width, height, channels } = jpeg.info;
    const darkIn = ([x0, top, x1, bottom]: Box): number => {
      let dark = 0;
      let all = 0;
      for (let y = Math.round((top / PAGE.height) * height); y < (bottom / PAGE.height) * height; y += 1) {
        for (let x = Math.round((x0 / PAGE.width) * width); x < (x1 / PAGE.width) * width; x += 1) {
          all += 1;
          if ((jpeg.data[(y * width + x) * channels] ?? 255) < 128) dark += 1;
        }
      }
      return dark / all;
    };
    const boxes = findings.flatMap(({ sources }) => sources.flatMap(({ bbox }) => bbox ?? []));
    expect(boxes.length).toBeGreaterThan(5);
    for (let at = 0; at < boxes.length; at += 4) {
      const [x0 = 0, top = 0, x1 = 0, bottom = 0] = boxes.slice(at, at + 4);
      expect(darkIn([x0 + 4, top + 4, x1 - 4, bottom - 4])).toBeGreaterThan(0.02);
      // A line as long as the box: two of three rows of pixels at its lower side.
      const lines = [0, 0.5, 1, 1.5, 2].map((off) =>
        darkIn([x0 + 3, bottom - 1 + off - 0.5, x1 - 3, bottom - 0.5 + off]),
      );
      expect(Math.max(...lines)).toBeGreaterThan(0.6);
    }
  });

  test('come back as the same bytes where they were lost, and stay where nothing is read again', async () => {
    const out = copyFirst('again');
    rmSync(join(out, 'evidence'), { recursive: true });
    await audit(out);
    expect(readGuaranteed(out)).toEqual(readGuaranteed(first));
    await checkArchive({ out, timeoutMs: 60_000, pool: { jobs: 1 }, checking: { only: null, skip: [] } });
    expect(listEvidence(out)).toEqual([crop]);
    expect(readGuaranteed(out)).toEqual(readGuaranteed(first));
  });

  test('go with the findings that rest on them, with what a run left half written', async () => {
    const out = copyFirst('without');
    writeFileSync(join(out, 'evidence', `${crop}.tmp`), 'half');
    writeFileSync(join(out, 'evidence', 'note.txt'), 'of a person');
    const nothing = { only: ['S105'], skip: [] };
    await checkArchive({ out, timeoutMs: 60_000, pool: { jobs: 1 }, checking: nothing });
    expect(listEvidence(out)).toEqual(['note.txt']);
    // Nothing is read by a mere check; the next audit draws the page anew.
    await checkArchive({ out, timeoutMs: 60_000, pool: { jobs: 1 }, checking: { only: null, skip: [] } });
    expect(listEvidence(out)).toEqual(['note.txt']);
    await audit(out);
    expect(listEvidence(out)).toEqual([crop, 'note.txt']);
  });

  test('are not kept where people are masked, nor those of an earlier run', async () => {
    const out = copyFirst('masked');
    await audit(out, { redact: true });
    expect(readFindings(out).length).toBe(findings.length);
    expect(listEvidence(out)).toEqual([]);
  });
});

describe.skipIf(!hasBrowser)('pages that show recognised pages (need chromium)', () => {
  let browser: Browser;
  const faults: string[] = [];

  beforeAll(async () => {
    browser = await openBrowser();
  });
  afterAll(() => browser?.close());

  async function open(address: string): Promise<Page> {
    const page = await browser.newPage({ viewport: { width: 1280, height: 800 } });
    page.on('pageerror', (error) => faults.push(error.message));
    page.on('console', (message) => {
      if (message.type() === 'error' || message.type() === 'warning') faults.push(message.text());
    });
    await page.goto(address);
    return page;
  }

  const score = () => findings.find(({ checkId }) => checkId === 'S101');

  /** Share of the page at which a box of the finding lies. */
  function toShares(finding: Finding | undefined): readonly number[] {
    const [x0 = 0, top = 0, x1 = 0, bottom = 0] = finding?.sources[0]?.bbox ?? [];
    return [x0 / PAGE.width, top / PAGE.height, x1 / PAGE.width, bottom / PAGE.height];
  }

  test('report.html from file:// shows the picture with the recorded figure boxed', async () => {
    const page = await open(`file://${first}/report.html#${toAnchor(score())}`);
    await page.waitForSelector('svg.page image');
    const drawn = await page.evaluate(async () => {
      const image = document.querySelector('svg.page image');
      const frame = document.querySelector('svg.page .box.recorded .frame');
      if (!(image instanceof SVGImageElement) || !(frame instanceof SVGRectElement)) return null;
      const loaded = new Image();
      loaded.src = image.href.baseVal;
      await loaded.decode();
      const [outer, inner] = [image.getBBox(), frame.getBBox()];
      return {
        width: loaded.naturalWidth,
        note: document.querySelector('.page-box p')?.checkVisibility() ?? null,
        box: [
          (inner.x + 1) / outer.width,
          (inner.y + 1) / outer.height,
          (inner.x + inner.width - 1) / outer.width,
          (inner.y + inner.height - 1) / outer.height,
        ],
      };
    });
    expect([drawn?.width, drawn?.note]).toEqual([1131, false]);
    toShares(score()).forEach((side, index) => {
      expect(drawn?.box[index]).toBeCloseTo(side, 2);
    });
    await page.close();
    expect(faults).toEqual([]);
  });

  test('report.html without its folder of evidence draws the words that were recognised, and says so', async () => {
    const alone = join(root, 'alone');
    mkdirSync(alone);
    cpSync(join(first, 'report.html'), join(alone, 'report.html'));
    const page = await open(`file://${alone}/report.html#${toAnchor(score())}`);
    await page.waitForSelector('.page-box p:not([hidden])');
    expect(await page.textContent('.page-box p')).toBe('没有这一页的图像，以下按识别出的文字绘制');
    expect(await page.locator('svg.page .cell').count()).toBeGreaterThan(20);
    expect(await page.locator('svg.page image').count()).toBe(0);
    await page.close();
    expect(faults.splice(0).every((fault) => fault.includes('ERR_FILE_NOT_FOUND'))).toBe(true);
  });

  test('hedui review boxes the figure on the scan; a corrected reading changes the finding and can be taken back there', async () => {
    const dir = copyFirst('reviewed');
    const server = await review({ root: archive, dir, findings });
    const page = await open(server.url);
    await page.waitForSelector('body[data-ready]');
    await page.selectOption('#f-check', 'S101');
    await page.waitForFunction(() => document.querySelector('#content h2')?.textContent?.startsWith('S101'));
    await page.waitForFunction(() => {
      const picture = document.querySelector('.frame img');
      return picture instanceof HTMLImageElement && picture.complete && picture.naturalWidth > 1000;
    });
    const box = await page.evaluate(() => {
      const [frame, own] = ['.frame', '.box.recorded'].map((each) =>
        document.querySelector(each)?.getBoundingClientRect(),
      );
      if (!frame || !own) return [];
      const x = [own.left + 2, own.right - 2].map((side) => (side - frame.left) / frame.width);
      const y = [own.top + 2, own.bottom - 2].map((side) => (side - frame.top) / frame.height);
      return [x[0], y[0], x[1], y[1]];
    });
    toShares(score()).forEach((side, index) => {
      expect(box[index]).toBeCloseTo(side, 2);
    });

    await page.focus('#scroller');
    await page.keyboard.press('e');
    await page.fill('#to', '17');
    await page.click('dialog button[type="submit"]');
    await page.waitForFunction(() => document.querySelector('#content dd.figure')?.textContent === '17');
    await page.click('.take-back');
    await page.waitForFunction(() => document.querySelector('#content dd.figure')?.textContent === '18');
    expect(await page.locator('.take-back').count()).toBe(0);
    await page.close();
    expect(faults).toEqual([]);
  });
});

function toAnchor(finding: Finding | undefined): string {
  return (finding?.findingId ?? '').replace(/^(?!f-)/, 'f-');
}
