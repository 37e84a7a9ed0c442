import { execFileSync, spawnSync } from 'node:child_process';
import { readFileSync, writeFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import type { Browser, Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { toFindingAnchors } from '../../pipeline/dataset/finding-anchors.ts';
import type { Finding } from '../../pipeline/model/finding.ts';
import { makeForm } from '../pipeline/archive/forms.ts';
import {
  auditBytes,
  auditFixture,
  makeDataset,
  type Placed,
  readFindings,
  VIEW_SETTINGS,
} from '../pipeline/dataset/report/make-dataset.ts';
import { hasBrowser, openBrowser } from './open-browser.ts';

const FIXTURES = [
  'operator-in-own-column/report.docx',
  'operator-in-own-column/report.ruled.pdf',
  'parts-in-prose/report.ruled.pdf',
  'parts-in-prose/report.txt',
  'rate-in-table-differs/report.html',
  'rate-in-table-differs/report.small-pages.pdf',
  'rate-in-table-differs/report.three-line.pdf',
  'score-cut-off/report.ruled.pdf',
  'three-forms-one-file/report.docx',
  'total-over-rows/report.writer.pdf',
];

describe.skipIf(!hasBrowser)('report.html in a browser', () => {
  let browser: Browser;
  let dir: string;
  let findings: readonly Finding[];

  beforeAll(async () => {
    browser = await openBrowser();
    dir = await makeDataset(await Promise.all(FIXTURES.map(auditFixture)));
    findings = readFindings(dir);
  }, 120_000);
  afterAll(() => browser?.close());

  test('opens without an error or a breach of its policy, coverage before findings', async () => {
    const { page, problems } = await open(browser, dir);
    await page.waitForSelector('.overview');
    const headings = await page.locator('.overview h2').allTextContents();
    expect([headings.slice(0, 2), problems]).toEqual([['读到了什么', '发现了什么'], []]);
    expect(await page.locator('.card').first().textContent()).toBe(
      `${FIXTURES.length} 文件有报告 ${FIXTURES.length} · 没有报告 0 · 未读出 0`,
    );
    await page.close();
  });

  test('every finding is opened by its link and boxes a place that holds the recorded figure', async () => {
    const { page, problems } = await open(browser, dir);
    const wrong: string[] = [];
    for (const [index, anchor] of toFindingAnchors(findings).entries()) {
      const finding = findings[index];
      if (finding === undefined || finding.recorded === null) continue;
      await page.goto(`${toUrl(dir)}#${anchor}`);
      await page.waitForSelector(`#title-${anchor.slice(2)}`);
      const boxed = await page.locator('.detail-pane :is(td, th, mark, blockquote).recorded').allTextContents();
      if (!boxed.some((text) => squeeze(text).includes(squeeze(finding.recorded ?? ''))))
        wrong.push(`${anchor} ${boxed}`);
    }
    expect([findings.length > 8, wrong, problems]).toEqual([true, [], []]);
    await page.close();
  });

  test.skipIf(spawnSync('pdftotext', ['-v']).error !== undefined)(
    'the frame drawn on a page of a PDF holds the words that a PDF reader finds there',
    async () => {
      const { page } = await open(browser, dir);
      const anchors = toFindingAnchors(findings);
      const wrong: string[] = [];
      let framed = 0;
      for (const [index, finding] of findings.entries()) {
        if (!finding.path.endsWith('.pdf') || finding.recorded === null) continue;
        await page.goto(`${toUrl(dir)}#${anchors[index]}`);
        await page.waitForSelector(`#title-${anchors[index]?.slice(2)}`);
        const words = readWords(join(import.meta.dirname, '../../fixtures', finding.path));
        const [source] = finding.sources;
        const frames = await page
          .locator('svg.page g.box.recorded rect.frame')
          .evaluateAll((rects) =>
            rects.map((rect) => ['x', 'y', 'width', 'height'].map((name) => Number(rect.getAttribute(name)))),
          );
        framed += frames.length;
        const inside = frames.map(([x = 0, y = 0, width = 0, height = 0]) =>
          words
            .filter((word) => word.page === source?.pageNumber)
            .filter((word) => word.x > x && word.x < x + width && word.y > y && word.y < y + height)
            .map(({ text }) => text)
            .join(''),
        );
        const wanted = squeeze(finding.recorded);
        if (!inside.some((text) => squeeze(text).includes(wanted))) wrong.push(`${finding.path} ${wanted}: ${inside}`);
      }
      expect([wrong, framed > 0]).toEqual([[], true]);
      await page.close();
    },
  );

  test('filters and search narrow the list, and clearing brings all back', async () => {
    const { page } = await open(browser, dir, '#findings');
    const count = () => page.locator('.row').count();
    expect(await count()).toBe(findings.length);
    const errors = findings.filter(({ severity }) => severity === 'error').length;
    await page.getByLabel('错误').check();
    expect(await count()).toBe(errors);
    await page.getByRole('button', { name: '清除筛选' }).click();
    await page.getByLabel('搜索').fill('s105 total-over-rows');
    expect(await page.locator('.row-title').allTextContents()).toEqual(['S105 总分等于各项得分之和']);
    expect(await page.locator('.finding h2').textContent()).toBe('S105 总分等于各项得分之和');
    await page.getByLabel('搜索').fill('没有这样的字');
    expect(await page.locator('.list-pane .none').textContent()).toBe('没有符合条件的问题');
    await page.close();
  });

  test('is worked by keys alone, and what has the focus is seen', async () => {
    const { page } = await open(browser, dir, '#findings');
    const focused: string[] = [];
    for (let index = 0; index < 12; index += 1) {
      await page.keyboard.press('Tab');
      focused.push(await page.evaluate('getComputedStyle(document.activeElement).outlineStyle'));
    }
    expect(focused.filter((style) => style !== 'solid' && style !== 'auto')).toEqual([]);
    await page.locator('.top a').first().focus();
    const title = () => page.locator('.finding h2').getAttribute('id');
    await page.waitForSelector('.finding');
    const first = await title();
    await page.keyboard.press('j');
    await page.waitForFunction(`document.querySelector('.finding h2').id !== '${first}'`);
    expect(await page.evaluate('document.activeElement.getAttribute("aria-current")')).toBe('true');
    await page.keyboard.press('k');
    await page.waitForFunction(`document.querySelector('.finding h2').id === '${first}'`);
    await page.keyboard.press('/');
    expect(await page.evaluate('document.activeElement.id')).toBe('search');
    await page.keyboard.type('jk');
    expect(await page.getByLabel('搜索').inputValue()).toBe('jk');
    await page.close();
  });

  test('speaks English when asked to', async () => {
    const { page } = await open(browser, dir, '#findings');
    await page.getByRole('button', { name: 'English' }).click();
    expect(await page.evaluate('document.documentElement.lang')).toBe('en');
    await page.waitForSelector('.finding');
    const labels = await page.locator('.filters-pane label, .top a, .finding h3').allTextContents();
    expect(labels.filter((label) => /\p{Script=Han}/u.test(label))).toEqual([]);
    await page.close();
  });

  test.each(['#overview', '#findings'])('has no fault that axe-core calls serious: %s', async (hash) => {
    const { page } = await open(browser, dir, hash);
    await page.waitForSelector(hash === '#overview' ? '.overview' : '.finding');
    await page.evaluate(readFileSync(createRequire(import.meta.url).resolve('axe-core/axe.min.js'), 'utf8'));
    const found = await page.evaluate<{
      violations: readonly { id: string; impact: string; nodes: { html: string }[] }[];
    }>('axe.run()');
    const serious = found.violations.filter(({ impact }) => impact === 'serious' || impact === 'critical');
    expect(serious.map(({ id, nodes }) => [id, nodes[0]?.html])).toEqual([]);
    await page.close();
  });
});

describe.skipIf(!hasBrowser)('report.html over a hostile document', () => {
  test('runs nothing and keeps its layout', async () => {
    const browser = await openBrowser();
    const nasty = '</script><script>window.hit=1</script><img src=x onerror=window.hit=2>javascript:alert(1)\u2028';
    const escaped = nasty.replaceAll('&', '&amp;').replaceAll('<', '&lt;');
    const form = makeForm({ rate: '81.62%', project: escaped }).replace(
      '农户满意度',
      `${'长'.repeat(10_000)}${escaped}`,
    );
    const dir = await makeDataset([await auditBytes('<img src=x onerror=window.hit=3>.html', Buffer.from(form))]);
    const findings = readFindings(dir);
    writeFileSync(
      join(dir, 'decisions.jsonl'),
      `${JSON.stringify({ path: findings[0]?.path, findingId: findings[0]?.findingId, decision: 'dismissed', reason: nasty, correction: null, by: nasty, at: '2024-01-02T03:04:05Z' })}\n`,
    );
    const { writeReportPage } = await import('../../pipeline/dataset/report/write-report-page.ts');
    await writeReportPage(dir, VIEW_SETTINGS);
    const { page, problems } = await open(browser, dir, '#findings');
    await page.setViewportSize({ width: 1280, height: 800 });
    for (const anchor of toFindingAnchors(findings)) {
      await page.goto(`${toUrl(dir)}#${anchor}`);
      await page.waitForSelector(`#title-${anchor.slice(2)}`);
      expect(await page.locator('.detail-pane').textContent()).toContain('<img src=x onerror=window.hit=3>.html');
      expect(await page.evaluate('document.documentElement.scrollWidth')).toBe(1280);
      expect(
        await page.evaluate(
          'document.querySelector(".detail-pane").scrollWidth <= document.querySelector(".detail-pane").clientWidth',
        ),
      ).toBe(true);
    }
    expect(await page.locator('.row.dismissed').count()).toBe(1);
    expect(await page.evaluate('[window.hit, document.images.length]')).toEqual([undefined, 0]);
    expect([findings.length > 0, problems]).toEqual([true, []]);
    await browser.close();
  }, 60_000);
});

describe.skipIf(!hasBrowser)('report.html over 5,000 findings', () => {
  test('opens in a moment', async () => {
    const browser = await openBrowser();
    const sample = await auditFixture('rate-in-table-differs/report.ruled.pdf');
    const dir = await makeDataset(Array.from({ length: 20 }, (_, index) => repeat(sample, { index, findings: 250 })));
    const { page, problems } = await open(browser, dir);
    await page.waitForSelector('.overview');
    const milliseconds = await page.evaluate<number>('performance.now()');
    expect(await page.locator('.top nav').textContent()).toContain('5,000');
    await page.goto(`${toUrl(dir)}#findings`);
    expect(await page.locator('.row').count()).toBe(100);
    // Under 1 s on an idle machine; a test machine is not idle.
    expect([milliseconds < 4000, problems]).toEqual([true, []]);
    await browser.close();
  }, 120_000);
});

/** The page with everything it complains about, from errors to breaches of its policy. */
async function open(browser: Browser, dir: string, hash = ''): Promise<{ page: Page; problems: string[] }> {
  const page = await browser.newPage({ viewport: { width: 1280, height: 800 } });
  const problems: string[] = [];
  page.on('console', (message) => problems.push(message.text()));
  page.on('pageerror', (error) => problems.push(error.message));
  page.on('request', (request) => {
    if (!request.url().startsWith(pathToFileURL(dir).href)) problems.push(request.url());
  });
  page.on('dialog', (dialog) => problems.push(dialog.message()));
  await page.goto(`${toUrl(dir)}${hash}`);
  await page.waitForSelector('.top nav');
  return { page, problems };
}

function toUrl(dir: string): string {
  return pathToFileURL(join(dir, 'report.html')).href;
}

function squeeze(text: string): string {
  return text.normalize('NFKC').replace(/\s/gu, '');
}

/** The document again as another file, with findings of its own. */
function repeat({ document }: Placed, { index, findings }: { index: number; findings: number }): Placed {
  const documentId = index.toString(16).padStart(64, '0');
  const copy: Placed['document'] = JSON.parse(JSON.stringify(document).replaceAll(document.documentId, documentId));
  const [first] = copy.findings;
  if (first === undefined) throw new Error('the fixture has a finding');
  const many = Array.from({ length: findings }, (_, each) => ({ ...first, findingId: `${index}-${each}` }));
  return { path: `${index}.pdf`, document: { ...copy, findings: many } };
}

/** Every word of a PDF with its middle, in points from the top left. */
function readWords(file: string): readonly { page: number; x: number; y: number; text: string }[] {
  const pages = execFileSync('pdftotext', ['-bbox', file, '-'], { encoding: 'utf8' }).split('<page ').slice(1);
  return pages.flatMap((page, index) =>
    [...page.matchAll(/<word xMin="([\d.]+)" yMin="([\d.]+)" xMax="([\d.]+)" yMax="([\d.]+)">(.*?)<\/word>/g)].map(
      ([, x0, y0, x1, y1, text = '']) => ({
        page: index + 1,
        x: (Number(x0) + Number(x1)) / 2,
        y: (Number(y0) + Number(y1)) / 2,
        text: text.replaceAll('&lt;', '<').replaceAll('&gt;', '>').replaceAll('&amp;', '&'),
      }),
    ),
  );
}
