import { ReadFailure } from '../../pipeline/model/failure.ts';
import { resolvePart } from '../container/opc.ts';
import { child, childrenOf, parseXml, textOf, XML_LIMITS, type XmlNode } from '../container/xml-tree.ts';
import { isZip, openZip, type Zip } from '../container/zip.ts';
import type { Parser, Reading, ReadNote, ReadOptions } from '../parser.ts';
import { toItems } from '../pdf/flow.ts';
import { findPageKind } from '../pdf/page-kind.ts';
import { layOutPage } from '../pdf/page-layout.ts';
import { toPageNotes } from '../pdf/page-notes.ts';
import { isLegible, measureQuality } from '../pdf/quality.ts';
import type { PageOutcome } from '../pdf/read-pdf.ts';
import { tracePage } from './page-objects.ts';
import { type BoxMm, readBox } from './values.ts';

/**
 * OFD, the national format for documents of fixed layout (GB/T 33190-2016). Written after the standard's terms as public
 * readers use them; checked on documents made by hand, not on those of the usual producers: fonts, clips, drawing
 * parameters of resources, composite objects, annotations and seals are not read.
 */
export const ofdParser: Parser = {
  format: 'ofd',
  recognises: isOfd,
  read: (bytes, options) => Promise.resolve().then(() => readOfd(bytes, options)),
};

const ROOT = 'OFD.xml';
const A4: BoxMm = [0, 0, 210, 297];
/** Largest side of a page in mm that is believed; A0 is 1,189 high. */
const LARGEST_MM = 5000;

function isOfd(bytes: Uint8Array): boolean {
  if (!isZip(bytes)) return false;
  try {
    return openZip(bytes).find(ROOT) !== undefined;
  } catch {
    return false;
  }
}

/** Reads an OFD by its text objects; throws ReadFailure `corrupt`, `too-large`, `too-many-pages`, `encrypted` or `no-text`. */
export function readOfd(bytes: Uint8Array, options: Pick<ReadOptions, 'maxPages' | 'join'>): Reading {
  const zip = openZip(bytes);
  const pages = findPages(zip);
  if (pages.length > options.maxPages) {
    throw new ReadFailure('too-many-pages', {
      zh: `共 ${pages.length} 页，超过上限 ${options.maxPages} 页；可用 --max-pages 提高上限。`,
      en: `${pages.length} pages, more than the limit of ${options.maxPages}; raise it with --max-pages.`,
    });
  }
  const read = pages.map((page, index) => readPage(page, index + 1));
  const outcomes = read.map(({ outcome }) => outcome);
  if (!outcomes.some(({ kind }) => kind === 'text')) throw noText(outcomes);
  const { items, notes } = toItems(
    outcomes.flatMap(({ layout }) => layout ?? []),
    options,
  );
  const composites = read.reduce((sum, page) => sum + page.composites, 0);
  return {
    pages: outcomes.map(({ page }) => page),
    pageCount: pages.length,
    items,
    figures: [],
    notes: [...toPageNotes(outcomes), ...compositeNotes(composites), ...notes],
  };
}

interface OfdPage {
  /** What it draws, templates first. */
  readonly parts: readonly XmlNode[];
  readonly box: BoxMm;
}

/** The pages of all documents in the package, in order. */
function findPages(zip: Zip): readonly OfdPage[] {
  const root = child(readPart(zip, ROOT), 'OFD');
  const paths = childrenOf(root, 'DocBody').flatMap((body) => locationOf(child(body, 'DocRoot')) ?? []);
  const pages = paths.flatMap((path) => findDocumentPages(zip, resolvePart('', path)));
  if (pages.length === 0) throw notWhole();
  return pages;
}

function findDocumentPages(zip: Zip, path: string): readonly OfdPage[] {
  const document = child(readPart(zip, path), 'Document');
  const folder = path.slice(0, path.lastIndexOf('/') + 1);
  const common = child(document, 'CommonData');
  const templates = new Map(childrenOf(common, 'TemplatePage').map(({ attribs }) => [attribs?.ID, attribs?.BaseLoc]));
  const opened = new Map<string, XmlNode | undefined>();
  const open = (location: string): XmlNode | undefined => {
    const part = resolvePart(folder, location);
    if (!opened.has(part)) opened.set(part, child(readPart(zip, part), 'Page'));
    return opened.get(part);
  };
  return childrenOf(child(document, 'Pages'), 'Page').map(({ attribs }): OfdPage => {
    const page = child(readPart(zip, resolvePart(folder, attribs?.BaseLoc ?? '')), 'Page');
    const used = childrenOf(page, 'Template').flatMap((each) => {
      const location = templates.get(each.attribs?.TemplateID);
      const content = location === undefined ? undefined : child(open(location), 'Content');
      return content ? { content, isAbove: each.attribs?.ZOrder === 'Foreground' } : [];
    });
    const below = used.filter(({ isAbove }) => !isAbove).map(({ content }) => content);
    const above = used.filter(({ isAbove }) => isAbove).map(({ content }) => content);
    const box = boxOf(child(page, 'Area')) ?? boxOf(child(common, 'PageArea')) ?? A4;
    return { parts: [...below, ...childrenOf(page, 'Content'), ...above], box };
  });
}

function boxOf(area: XmlNode | undefined): BoxMm | undefined {
  const node = child(area, 'PhysicalBox');
  const box = node && readBox(textOf(node));
  return box && box[2] > 0 && box[3] > 0 && Math.max(...box) <= LARGEST_MM ? box : undefined;
}

function readPage({ parts, box }: OfdPage, pageNumber: number): { outcome: PageOutcome; composites: number } {
  const { content, composites } = tracePage(parts, { pageNumber, box });
  const quality = measureQuality(content);
  const kind = isLegible(quality) ? findPageKind(content) : 'illegible';
  const isRead = kind === 'text' || kind === 'blank';
  const { widthPt, heightPt } = content;
  const layout = isRead ? layOutPage({ content, turned: 0, pageRef: null }) : null;
  const page = { pageNumber, widthPt, heightPt, route: isRead ? 'text' : 'none', quality } as const;
  return { outcome: { page, kind, layout: layout && { ...layout, drawings: [] } }, composites };
}

function readPart(zip: Zip, path: string): XmlNode {
  const entry = zip.find(path);
  if (!entry) throw notWhole();
  return parseXml(zip.read(entry, XML_LIMITS.bytes));
}

function locationOf(node: XmlNode | undefined): string | undefined {
  return node && textOf(node).trim();
}

function compositeNotes(count: number): readonly ReadNote[] {
  if (count === 0) return [];
  const message = { zh: `${count} 个复合图元未读取。`, en: `${count} composite objects were not read` };
  return [{ code: 'composite-objects-left-out', message }];
}

function noText(outcomes: readonly PageOutcome[]): ReadFailure {
  const pictures = outcomes.filter(({ kind }) => kind === 'picture').length;
  const hint =
    pictures > 0 ? { zh: `（${pictures} 页是图像）`, en: ` (${pictures} are pictures)` } : { zh: '', en: '' };
  return new ReadFailure('no-text', {
    zh: `共 ${outcomes.length} 页，没有可读的文字${hint.zh}；请用阅读器另存为 PDF，再作文字识别。`,
    en: `no readable text on any of the ${outcomes.length} pages${hint.en}; save it as PDF in a reader, which can be recognised`,
  });
}

function notWhole(): ReadFailure {
  return new ReadFailure('corrupt', {
    zh: 'OFD 文件不完整（缺少文档或页面）；请重新取得原文件，或用阅读器另存为 PDF。',
    en: 'the OFD file is not whole (a document or page is missing); get the original again, or save it as PDF in a reader',
  });
}
