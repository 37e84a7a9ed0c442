import { compose, type Matrix, mapBox } from '../../pdf/matrix.ts';

/** Something a page paints: a picture with its map from the unit square to the page, or anything else. */
export interface Painting {
  readonly kind: 'picture' | 'other';
  /** Name of the decoded picture inside pdf.js; null for masks, inline pictures and everything else. */
  readonly objId: string | null;
  readonly matrix: Matrix;
  /** Of its box on the page in square points; 0 where it cannot be seen, or is a bare fill that covers nothing. */
  readonly area: number;
}

interface Operators {
  readonly fnArray: readonly number[];
  readonly argsArray: readonly unknown[];
  readonly ops: Readonly<Record<string, number>>;
  /** From PDF user space to the displayed page. */
  readonly viewport: Matrix;
}

/** What a page paints, in order. White fills before everything else are paper, invisible text paints nothing. */
export function findPaintings({ fnArray, argsArray, ops: OPS, viewport }: Operators): Painting[] {
  const paintings: Painting[] = [];
  let ctm = viewport;
  let fill = '#000000';
  let textMode = 0;
  const stack: { ctm: Matrix; fill: string; textMode: number }[] = [];
  const save = () => stack.push({ ctm, fill, textMode });
  const restore = () => {
    ({ ctm, fill, textMode } = stack.pop() ?? { ctm, fill, textMode });
  };
  const add = (kind: Painting['kind'], objId: string | null) => {
    const [x0, y0, x1, y1] = mapBox(ctm, [0, 0, 1, 1]);
    paintings.push({ kind, objId, matrix: ctm, area: (x1 - x0) * (y1 - y0) });
  };
  for (const [i, fn] of fnArray.entries()) {
    const args = (argsArray[i] ?? []) as readonly unknown[];
    switch (fn) {
      case OPS.save:
        save();
        break;
      case OPS.restore:
        restore();
        break;
      case OPS.transform:
        ctm = compose(ctm, args as unknown as Matrix);
        break;
      case OPS.paintFormXObjectBegin: {
        save();
        const matrix = args[0] as ArrayLike<number> | null;
        if (matrix) ctm = compose(ctm, Array.from(matrix) as unknown as Matrix);
        break;
      }
      case OPS.paintFormXObjectEnd:
        restore();
        break;
      case OPS.setFillRGBColor:
        fill = String(args[0]);
        break;
      case OPS.setTextRenderingMode:
        textMode = args[0] as number;
        break;
      case OPS.showText:
        if (textMode !== 3 && textMode !== 7) paintings.push({ kind: 'other', objId: null, matrix: ctm, area: 1 });
        break;
      case OPS.constructPath: {
        const isPaper = paintings.length === 0 && fill.toLowerCase() === '#ffffff';
        if (args[0] !== OPS.endPath && !isPaper) paintings.push({ kind: 'other', objId: null, matrix: ctm, area: 1 });
        break;
      }
      case OPS.paintImageXObject:
        add('picture', String(args[0]));
        break;
      case OPS.paintImageMaskXObject:
      case OPS.paintInlineImageXObject:
      case OPS.paintImageXObjectRepeat:
      case OPS.paintImageMaskXObjectGroup:
      case OPS.paintImageMaskXObjectRepeat:
      case OPS.paintInlineImageXObjectGroup:
      case OPS.shadingFill:
      case OPS.beginGroup:
        add('other', null);
        break;
      default:
        break;
    }
  }
  return paintings;
}
