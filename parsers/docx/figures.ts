import { createHash } from 'node:crypto';
import type { Figure } from '../../pipeline/model/document.ts';
import { measureImage } from '../container/image-size.ts';
import { child, findDescendant, type XmlNode } from '../container/xml-tree.ts';
import type { ReadNote, ReadOptions } from '../parser.ts';
import type { WordPackage } from './package.ts';

/** Most inflated bytes of one picture; a scan of an A3 page at 600 dpi as TIFF has about 100 MiB. */
const MAX_FIGURE_BYTES = 128 * 1024 * 1024;
/** Most inflated bytes of all pictures of a file. */
const MAX_FIGURES_BYTES = 512 * 1024 * 1024;
const EMU_PER_PX = 9525;

/** Pictures as they are met; a placeholder in the text keeps their place. */
export interface FigureCollector {
  /** Takes up the picture a drawing shows; null where it shows none that is stored in the file. */
  readonly take: (drawing: XmlNode) => number | null;
  readonly figures: readonly Figure[];
  readonly notes: readonly ReadNote[];
}

/** Collects pictures of `partPath`; nothing outside the package is fetched. */
export function collectFigures(
  word: WordPackage,
  partPath: string,
  { documentId, onFigure }: Pick<ReadOptions, 'documentId' | 'onFigure'>,
): FigureCollector {
  const relationships = word.relationships(partPath);
  const figures: Figure[] = [];
  const notes: ReadNote[] = [];
  let total = 0;
  const take = (drawing: XmlNode): number | null => {
    const id =
      findDescendant(drawing, 'a:blip')?.attribs?.['r:embed'] ??
      findDescendant(drawing, 'v:imagedata')?.attribs?.['r:id'];
    const target = id === undefined ? null : (relationships.get(id)?.target ?? null);
    const entry = target === null ? undefined : word.zip.find(target);
    if (!entry) return null;
    total += entry.declaredBytes;
    if (entry.declaredBytes > MAX_FIGURE_BYTES || total > MAX_FIGURES_BYTES) {
      notes.push(tooLargeNote(entry.declaredBytes));
      return null;
    }
    const bytes = word.zip.read(entry, MAX_FIGURE_BYTES);
    const image = measureImage(bytes) ?? { mediaType: 'application/octet-stream', ...shownSize(drawing) };
    const size = image.widthPx > 0 ? image : { ...image, ...shownSize(drawing) };
    const figureId = `g${figures.length + 1}`;
    figures.push({
      figureId,
      caption: null,
      mediaType: size.mediaType,
      widthPx: size.widthPx,
      heightPx: size.heightPx,
      sha256: createHash('sha256').update(bytes).digest('hex'),
      sources: [{ documentId, method: 'markup' }],
    });
    onFigure?.(figureId, size.mediaType, bytes);
    return figures.length - 1;
  };
  return { take, figures, notes };
}

/** The size it is shown at, in pixels of 1/96 inch: all there is for a vector picture. */
function shownSize(drawing: XmlNode): { widthPx: number; heightPx: number } {
  const extent = child(child(drawing, 'wp:inline') ?? child(drawing, 'wp:anchor'), 'wp:extent')?.attribs;
  const toPx = (emu: string | undefined): number =>
    /^\d{1,10}$/.test(emu ?? '') ? Math.round(Number(emu) / EMU_PER_PX) : 0;
  return { widthPx: toPx(extent?.cx), heightPx: toPx(extent?.cy) };
}

function tooLargeNote(bytes: number): ReadNote {
  return {
    code: 'figure-too-large',
    message: {
      zh: `一张图片解压后 ${bytes} 字节，超过上限，未提取。`,
      en: `a picture of ${bytes} bytes when unpacked is over the limit and was left out`,
    },
  };
}
