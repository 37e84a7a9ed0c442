import type { Box } from '../../pipeline/model/geometry.ts';
import { compose, intersect, type Matrix, mapBox } from './matrix.ts';
import type { PageContent, Picture } from './page-content.ts';
import { createPathTracer } from './trace-path.ts';
import { createTextTracer, type FontFacts } from './trace-text.ts';

export interface InterpretInput {
  readonly pageNumber: number;
  readonly widthPt: number;
  readonly heightPt: number;
  /** From PDF user space to the displayed page. */
  readonly viewport: Matrix;
  readonly fnArray: readonly number[];
  readonly argsArray: readonly unknown[];
  readonly asked: number;
  readonly ops: Readonly<Record<string, number>>;
  readonly findFont: (id: string) => FontFacts | undefined;
  readonly isVisible: (group: unknown) => boolean;
}

/** Graphics state that q and Q save; text state is kept by the text tracer, which saves its own. */
interface GraphicsState {
  ctm: Matrix;
  clip: Box | null;
  fill: string;
  stroke: string;
  lineWidth: number;
}

/**
 * Reads a page's operators once: words, rulings, shades, pictures and drawings in displayed coordinates. Form XObjects
 * keep their own save/restore stack; soft masks and hidden layers are passed over.
 */
export function interpretPage(input: InterpretInput): PageContent {
  const { fnArray, argsArray, ops: OPS } = input;
  let state: GraphicsState = {
    ctm: input.viewport,
    clip: [0, 0, input.widthPt, input.heightPt],
    fill: '#000000',
    stroke: '#000000',
    lineWidth: 1,
  };
  const stack: GraphicsState[] = [];
  const formBases: number[] = [];
  const marked: { hides: boolean; outer: number | null }[] = [];
  let mark: number | null = null;
  const pictures: Picture[] = [];
  const text = createTextTracer(input.findFont);
  const paths = createPathTracer(OPS);
  let hiddenDepth = 0;
  let maskDepth = 0;
  let markCount = 0;
  let imageOps = 0;
  let pendingClip = false;

  const save = () => {
    stack.push(state);
    state = { ...state };
    text.save();
  };
  const restore = () => {
    if (stack.length <= (formBases.at(-1) ?? 0)) return;
    state = stack.pop() ?? state;
    text.restore();
  };
  const addPicture = (
    args: readonly unknown[],
    objId: string | null,
    [widthPx, heightPx]: readonly [number, number],
  ) => {
    imageOps += 1;
    if (hiddenDepth > 0 || maskDepth > 0) return;
    const box = intersect(mapBox(state.ctm, [0, 0, 1, 1]), state.clip);
    if (box === null || !(box[2] >= box[0] && box[3] >= box[1])) return;
    if (paths.addThinPicture(box)) return;
    pictures.push({ box, objId: typeof args[0] === 'string' ? objId : null, widthPx, heightPx });
  };

  for (let i = 0; i < fnArray.length; i += 1) {
    const args = argsArray[i] as readonly unknown[];
    switch (fnArray[i]) {
      case OPS.save:
        save();
        break;
      case OPS.restore:
        restore();
        break;
      case OPS.transform:
        state.ctm = compose(state.ctm, args as unknown as Matrix);
        break;
      case OPS.setLineWidth:
        state.lineWidth = args[0] as number;
        break;
      case OPS.setFillRGBColor:
        state.fill = String(args[0]);
        break;
      case OPS.setStrokeRGBColor:
        state.stroke = String(args[0]);
        break;
      case OPS.setFillColorN:
        state.fill = 'pattern';
        break;
      case OPS.setStrokeColorN:
        state.stroke = 'pattern';
        break;
      case OPS.setFillTransparent:
        state.fill = 'none';
        break;
      case OPS.setStrokeTransparent:
        state.stroke = 'none';
        break;
      case OPS.setGState:
        for (const [key, value] of args[0] as readonly (readonly [string, unknown])[]) {
          if (key === 'LW') state.lineWidth = value as number;
          if (key === 'Font') text.setFont(...(value as [string, number]));
        }
        break;
      case OPS.clip:
      case OPS.eoClip:
        pendingClip = true;
        break;
      case OPS.constructPath: {
        const [paint, [points], minMax] = args as unknown as [number, [Float32Array | null], Float32Array | null];
        if (points !== null && hiddenDepth === 0 && maskDepth === 0 && paint !== OPS.endPath) {
          paths.trace({ ...state, paint, points });
        }
        if (pendingClip && minMax !== null) {
          const [x0 = 0, y0 = 0, x1 = 0, y1 = 0] = minMax;
          state.clip = intersect(state.clip, mapBox(state.ctm, [x0, y0, x1, y1]));
        }
        pendingClip = false;
        break;
      }
      case OPS.shadingFill:
        if (hiddenDepth === 0 && maskDepth === 0 && state.clip !== null) paths.addShading(state.clip);
        break;
      case OPS.paintFormXObjectBegin: {
        save();
        formBases.push(stack.length);
        const [matrix, bbox] = args as unknown as [Float32Array | null, Float32Array | null];
        if (matrix) state.ctm = compose(state.ctm, Array.from(matrix) as unknown as Matrix);
        if (bbox) state.clip = intersect(state.clip, mapBox(state.ctm, Array.from(bbox) as unknown as Box));
        text.breakWord();
        break;
      }
      case OPS.paintFormXObjectEnd: {
        const base = formBases.pop() ?? 0;
        while (stack.length > base) restore();
        restore();
        text.breakWord();
        break;
      }
      case OPS.beginGroup:
        if (maskDepth > 0 || (args[0] as { smask?: unknown } | undefined)?.smask) maskDepth += 1;
        break;
      case OPS.endGroup:
        if (maskDepth > 0) maskDepth -= 1;
        break;
      case OPS.beginMarkedContent:
        marked.push({ hides: false, outer: mark });
        break;
      case OPS.beginMarkedContentProps: {
        const hides = args[0] === 'OC' && args[1] !== null && !input.isVisible(args[1]);
        marked.push({ hides, outer: mark });
        if (hides) hiddenDepth += 1;
        if (args[0] !== 'OC' && typeof args[1] === 'number') {
          // Forms number their own marked content; a number of the page stands for one sequence, however often it is opened.
          markCount += 1;
          mark = formBases.length === 0 ? args[1] : -markCount;
          text.setMark(mark);
        }
        break;
      }
      case OPS.endMarkedContent: {
        const ended = marked.pop();
        if (ended?.hides) hiddenDepth -= 1;
        if (ended !== undefined && ended.outer !== mark) {
          mark = ended.outer;
          text.setMark(mark);
        }
        break;
      }
      case OPS.paintImageXObject:
      case OPS.paintImageXObjectRepeat:
        addPicture(args, String(args[0]), [args[1] as number, args[2] as number]);
        break;
      case OPS.paintImageMaskXObject:
      case OPS.paintInlineImageXObject: {
        const image = args[0] as { width?: number; height?: number } | undefined;
        addPicture(args, null, [image?.width ?? 0, image?.height ?? 0]);
        break;
      }
      case OPS.paintSolidColorImageMask:
        addPicture(args, null, [1, 1]);
        break;
      case OPS.showText:
        text.show(args[0] as never, { ctm: state.ctm, hidden: hiddenDepth > 0 || maskDepth > 0 });
        break;
      case OPS.beginText:
        text.begin();
        break;
      case OPS.setFont:
        text.setFont(args[0] as string, args[1] as number);
        break;
      case OPS.setTextMatrix:
        text.setMatrix(args[0] as unknown as ArrayLike<number>);
        break;
      case OPS.moveText:
        text.move(args[0] as number, args[1] as number);
        break;
      case OPS.setLeadingMoveText:
        text.setLeading(-(args[1] as number));
        text.move(args[0] as number, args[1] as number);
        break;
      case OPS.setLeading:
        text.setLeading(args[0] as number);
        break;
      case OPS.nextLine:
        text.nextLine();
        break;
      case OPS.setCharSpacing:
        text.setSpacing({ char: args[0] as number });
        break;
      case OPS.setWordSpacing:
        text.setSpacing({ word: args[0] as number });
        break;
      case OPS.setHScale:
        text.setSpacing({ scale: (args[0] as number) / 100 });
        break;
      case OPS.setTextRise:
        text.setSpacing({ rise: args[0] as number });
        break;
      case OPS.setTextRenderingMode:
        text.setSpacing({ mode: args[0] as number });
        break;
      default:
        break;
    }
  }
  const { words, glyphs, quality } = text.finish();
  const { edges, shades, strokes, overdrawn } = paths.finish();
  return {
    pageNumber: input.pageNumber,
    widthPt: input.widthPt,
    heightPt: input.heightPt,
    words,
    edges,
    shades,
    pictures,
    strokes,
    skippedPictures: Math.max(0, input.asked - imageOps),
    quality,
    glyphs,
    overdrawn,
  };
}
