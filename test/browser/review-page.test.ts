import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { join } from 'node:path';
import type { Browser, Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, test, vi } from 'vitest';
import { parseDecisions } from '../../pipeline/dataset/decisions.ts';
import type { ReviewServer } from '../../pipeline/review/server.ts';
import { makeForm } from '../pipeline/archive/forms.ts';
import { type Audited, auditAgain, auditFiles, review } from '../pipeline/review/review-of.ts';
import { hasBrowser, openBrowser } from './open-browser.ts';

vi.setConfig({ testTimeout: 120_000, hookTimeout: 120_000 });

const FIXTURES = join(import.meta.dirname, '..', '..', 'fixtures');
const AXE = createRequire(import.meta.url).resolve('axe-core/axe.min.js');
const HOSTILE = '<script>window.harmed=1</script><img src=x onerror="window.harmed=1">=HYPERLINK("http://x")';

const pdf = (name: string) => new Uint8Array(readFileSync(join(FIXTURES, name)));
const escaped = HOSTILE.replaceAll('<', '&lt;').replaceAll('"', '&quot;');
const files = {
  'pdf/rows.pdf': pdf('total-over-rows/report.writer.pdf'),
  'pdf/prose.pdf': pdf('parts-in-prose/report.ruled.pdf'),
  'pdf/small.pdf': pdf('rate-in-table-differs/report.small-pages.pdf'),
  'form.html': makeForm({ rate: '81.62%' }),
  'other.html': makeForm({ rate: '88.62%' }),
  [`hostile/${'长'.repeat(40)}<b>'&quot;.html`]: makeForm({ rate: '85.62%', project: escaped + '很'.repeat(10_000) }),
};

describe.skipIf(!hasBrowser)('the page of hedui review (needs chromium)', () => {
  let browser: Browser;
  let audited: Audited;
  let server: ReviewServer;
  const faults: string[] = [];

  beforeAll(async () => {
    [browser, audited] = await Promise.all([openBrowser(), auditFiles(files)]);
    server = await review(audited, { by: '甲' });
  });
  afterAll(() => browser?.close());

  async function open(address = server.url): Promise<Page> {
    const page = await browser.newPage({ viewport: { width: 1280, height: 800 } });
    page.on('pageerror', (error) => faults.push(error.message));
    page.on('console', (message) => {
      if (message.type() === 'error' || message.type() === 'warning') faults.push(message.text());
    });
    await page.goto(address);
    await page.waitForSelector('body[data-ready]');
    return page;
  }

  /** Types into the file filter and waits for the list. */
  async function showFile(page: Page, name: string): Promise<void> {
    await page.fill('#f-file', name);
    await page.waitForFunction((wanted) => {
      const paths = [...document.querySelectorAll('.row .path')].map(({ textContent }) => textContent ?? '');
      return paths.length > 0 && paths.every((path) => path.includes(wanted));
    }, name);
    await page.focus('#scroller');
  }

  const findingsOf = (path: string) => audited.findings.filter((finding) => finding.path === path);

  /** Opens a finding by its check through the filters. */
  async function showCheck(page: Page, name: string, checkId: string): Promise<void> {
    await showFile(page, name);
    await page.selectOption('#f-check', checkId);
    await page.waitForFunction((id) => document.querySelector('#content h2')?.textContent?.startsWith(id), checkId);
    await page.focus('#scroller');
  }

  test.each(['pdf/rows.pdf', 'pdf/prose.pdf', 'pdf/small.pdf'])(
    'boxes the recorded figure of every finding of %s on its page, in sight',
    async (path) => {
      const page = await open();
      await showFile(page, path);
      const seen = new Set<string>();
      const findings = findingsOf(path);
      expect(findings.length).toBeGreaterThan(0);
      for (let step = 0; step < findings.length; step += 1) {
        if (step > 0) await page.keyboard.press('j');
        await page.waitForSelector(`#row-${step}[aria-selected="true"]`);
        const heading = await page.textContent(`#row-${step} .name`);
        await page.waitForFunction((text) => document.querySelector('#content h2')?.textContent === text, heading);
        // Drawn once something dark stands within the box.
        await page.waitForFunction(() => {
          const box = document.querySelector('.box.recorded');
          const canvas = box?.parentElement?.querySelector('canvas');
          if (!box || !canvas || canvas.width < 400) return false;
          const [inner, outer] = [box.getBoundingClientRect(), canvas.getBoundingClientRect()];
          const scale = canvas.width / outer.width;
          const pixels = canvas
            .getContext('2d')
            ?.getImageData(
              (inner.x - outer.x + 3) * scale,
              (inner.y - outer.y + 3) * scale,
              (inner.width - 6) * scale,
              (inner.height - 6) * scale,
            ).data;
          return pixels?.some((value, index) => index % 4 === 0 && value < 128) === true;
        });
        const drawn = await page.evaluate(() => {
          const room = document.querySelector('#room')?.getBoundingClientRect();
          const box = document.querySelector('.box.recorded');
          const frame = box?.parentElement?.getBoundingClientRect();
          const own = box?.getBoundingClientRect();
          if (!room || !frame || !own) return null;
          const border = box?.classList.contains('around') ? 1 : 2;
          return {
            id: document.querySelector('#content')?.textContent ?? '',
            pageNumber: Number(box?.parentElement?.dataset.page),
            isInSight: own.top >= room.top && own.bottom <= room.bottom,
            box: [own.left + border, own.top + border, own.right - border, own.bottom - border].map((side, index) =>
              index % 2 === 0 ? (side - frame.left) / frame.width : (side - frame.top) / frame.height,
            ),
          };
        });
        const fits = findings.find((finding) => {
          const [source] = finding.sources;
          return (
            drawn !== null &&
            !seen.has(finding.findingId) &&
            drawn.id.includes(finding.message.zh) &&
            source?.pageNumber === drawn.pageNumber
          );
        });
        const [source] = fits?.sources ?? [];
        const size = await sizeOf(page, source?.pageNumber ?? 0);
        const [x0 = 0, top = 0, x1 = 0, bottom = 0] = source?.bbox ?? [];
        const wanted = [x0 / size.width, top / size.height, x1 / size.width, bottom / size.height];
        expect(drawn?.isInSight).toBe(true);
        drawn?.box.forEach((side, index) => {
          expect(side).toBeCloseTo(wanted[index] ?? -1, 2);
        });
        if (fits !== undefined) seen.add(fits.findingId);
      }
      expect(seen.size).toBe(findings.length);
      await page.close();
    },
  );

  /** In points, from the shape of the drawn page. */
  async function sizeOf(page: Page, pageNumber: number): Promise<{ width: number; height: number }> {
    const ratio = await page.evaluate((wanted) => {
      const frame = [...document.querySelectorAll<HTMLElement>('.frame')].find(
        ({ dataset }) => dataset.page === String(wanted),
      );
      return frame?.style.aspectRatio ?? '';
    }, pageNumber);
    const [width = 1, height = 1] = ratio.split('/').map(Number);
    return { width, height };
  }

  test('a finding is dismissed by keys with a reason, and stays so after a reload and another run', async () => {
    const page = await open();
    await showCheck(page, 'other.html', 'A101');
    await page.keyboard.press('d');
    await page.waitForSelector('dialog[open] #reason:focus');
    await page.keyboard.press('Control+Enter');
    expect(await page.isVisible('dialog[open]')).toBe(true); // a reason is required
    await page.keyboard.type('另有批复文件');
    await page.keyboard.press('Control+Enter');
    await page.waitForSelector('#state.dismissed');
    await page.waitForSelector('.row.is-dismissed');

    const [decision] = parseDecisions(readFileSync(join(audited.dir, 'decisions.jsonl'), 'utf8')).all;
    expect(decision).toMatchObject({ path: 'other.html', decision: 'dismissed', reason: '另有批复文件', by: '甲' });

    await auditAgain(audited.root, Object.keys(files));
    await page.reload();
    await page.waitForSelector('body[data-ready]');
    expect(page.url()).not.toContain('token');
    await showCheck(page, 'other.html', 'A101');
    expect(await page.textContent('#state')).toBe('已驳回');
    expect(await page.textContent('.history')).toContain('另有批复文件');

    await page.keyboard.press('u');
    await page.waitForSelector('#state.undecided');
    await page.keyboard.press('a');
    await page.waitForSelector('#state.accepted');
    await page.close();
  });

  test('a corrected reading changes the finding, then lets it vanish, and can be taken back', async () => {
    const page = await open();
    await showCheck(page, 'form.html', 'A101');
    await page.keyboard.press('e');
    await page.waitForSelector('dialog[open] #to:focus');
    expect(await page.textContent('#read-as')).toBe('81.62%');
    await page.fill('#to', '82.62%');
    await page.keyboard.press('Control+Enter');
    await page.waitForFunction(() => document.querySelector('dd.figure')?.textContent === '82.62%');
    expect(await page.textContent('#content .corrected')).toContain('82.62%（原读作 81.62%）');
    expect(await page.textContent('table.read .marked.recorded')).toBe('82.62%');

    await page.keyboard.press('e');
    await page.fill('dialog[open] #to', '80.62%');
    await page.keyboard.press('Control+Enter');
    await page.waitForFunction(() => document.querySelector('#status')?.textContent?.includes('已消除'));
    await page.waitForSelector('#vanished:not([hidden])');

    await page.click('#vanished');
    await page.waitForSelector('dialog[open] .history button');
    for (let left = await page.locator('dialog .history button').count(); left > 0; left -= 1) {
      await page.locator('dialog .history button').first().click();
      await page.waitForFunction((count) => document.querySelectorAll('dialog .history button').length < count, left);
    }
    await page.keyboard.press('Escape');
    await page.waitForFunction(() => document.querySelector('#vanished')?.hasAttribute('hidden'));
    await showCheck(page, 'form.html', 'A101');
    expect(await page.textContent('dd.figure')).toBe('81.62%');
    await page.close();
  });

  test('hostile text is shown as text, runs nothing and keeps the layout', async () => {
    const page = await open();
    await showFile(page, 'hostile/');
    await page.waitForFunction(() => document.querySelector('table.read')?.textContent?.includes('window.harmed'));
    const state = await page.evaluate(() => ({
      harmed: 'harmed' in window,
      scripts: document.scripts.length,
      images: document.images.length,
      wide: document.documentElement.scrollWidth > window.innerWidth,
      detail: document.querySelector('#detail')?.getBoundingClientRect().right === window.innerWidth,
    }));
    expect(state).toEqual({ harmed: false, scripts: 1, images: 0, wide: false, detail: true });
    await page.close();
  });

  test('axe finds nothing serious, neither in the page nor in its dialogs', async () => {
    const page = await open();
    await page.waitForSelector('table.read, canvas');
    const axe = readFileSync(AXE, 'utf8');
    const findViolations = async () => {
      await page.evaluate(axe);
      return page.evaluate(async () => {
        const { axe: loaded } = window as unknown as {
          axe: { run: () => Promise<{ violations: { id: string; impact: string; nodes: { html: string }[] }[] }> };
        };
        const { violations } = await loaded.run();
        return violations
          .filter(({ impact }) => impact === 'serious' || impact === 'critical')
          .map(({ id, nodes }) => [id, nodes[0]?.html]);
      });
    };
    expect(await findViolations()).toEqual([]);
    for (const key of ['e', 'd', '?']) {
      await page.keyboard.press(key);
      await page.waitForSelector('dialog[open]');
      expect(await findViolations()).toEqual([]);
      await page.keyboard.press('Escape');
      await page.waitForSelector('dialog', { state: 'detached' });
    }
    await page.close();
  });

  test('nothing was logged as an error and nothing was blocked', () => {
    expect(faults).toEqual([]);
  });
});
