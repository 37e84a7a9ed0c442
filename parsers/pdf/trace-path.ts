import type { Box } from '../../pipeline/model/geometry.ts';
import { intersect, type Matrix, scaleOf } from './matrix.ts';
import type { Edge, Shade, Stroke } from './page-content.ts';

/** Fills up to this many points thick are lines: Word and Chromium draw borders as filled boxes of 0.5 to 2 points. */
export const LINE_THICKNESS = 3;
/** A segment counts as upright when it leaves its axis by less than this, in points, or by 1 in 100 of its length. */
const UPRIGHT = 0.3;
/** More pieces than this on one page are a drawing or an attack: the largest form met has 6,000. */
const MOST_PIECES = 200_000;
/** Drawings keep at most this many paths; the rest only widen the box of the picture. */
const MOST_STROKES = 20_000;

export interface PaintedPath {
  readonly ctm: Matrix;
  readonly clip: Box | null;
  readonly fill: string;
  readonly stroke: string;
  readonly lineWidth: number;
  /** Operator that paints it. */
  readonly paint: number;
  /** Codes 0 move (2 numbers), 1 line (2), 2 cubic (6), 3 quadratic (4), 4 close. */
  readonly points: Float32Array;
}

export interface PathTracer {
  trace(path: PaintedPath): void;
  addShading(clip: Box): void;
  /** Takes pictures that are no more than a line; true when taken. */
  addThinPicture(box: Box): boolean;
  finish(): { edges: Edge[]; shades: Shade[]; strokes: Stroke[]; overdrawn: boolean };
}

interface Subpath {
  readonly xs: number[];
  readonly ys: number[];
  curved: boolean;
  closed: boolean;
}

/** Sorts what paths paint into rulings, shaded boxes and drawings, in displayed coordinates. */
export function createPathTracer(ops: Readonly<Record<string, number>>): PathTracer {
  const strokes = new Set([ops.stroke, ops.closeStroke]);
  const both = new Set([ops.fillStroke, ops.eoFillStroke, ops.closeFillStroke, ops.closeEOFillStroke]);
  const edges: Edge[] = [];
  const shades: Shade[] = [];
  const drawings: Stroke[] = [];
  let overdrawn = false;

  const addEdge = (edge: Edge, clip: Box | null) => {
    const cut = clip === null ? edge : clipEdge(edge, clip);
    if (cut === null) return;
    if (edges.length >= MOST_PIECES) overdrawn = true;
    else edges.push(cut);
  };
  const addBox = (box: Box, clip: Box | null, white: boolean) => {
    const seen = clip === null ? box : intersect(box, clip);
    if (seen === null || seen[2] < seen[0] || seen[3] < seen[1]) return;
    const edge = toEdge(seen);
    if (edge !== null) {
      // A white line is seen only where it parts two shades; Shade keeps those apart already.
      if (!white) addEdge(edge, null);
    } else if (shades.length >= MOST_PIECES) overdrawn = true;
    else shades.push({ box: seen, white });
  };
  const addDrawing = (subpaths: readonly Subpath[], path: PaintedPath, filled: boolean) => {
    const box = intersect(boxOf(subpaths), path.clip);
    if (box === null || box[2] < box[0] || box[3] < box[1] || drawings.length >= MOST_STROKES) return;
    drawings.push({
      box,
      ctm: path.ctm,
      points: path.points,
      fill: filled ? path.fill : null,
      stroke: filled && !both.has(path.paint) ? null : path.stroke,
      width: path.lineWidth * scaleOf(path.ctm),
    });
  };

  return {
    trace(path) {
      const subpaths = readSubpaths(path);
      const isStroke = strokes.has(path.paint) || both.has(path.paint);
      const isFill = !strokes.has(path.paint);
      let drawn = false;
      if (isFill && path.fill !== 'none') {
        const white = isWhite(path.fill);
        const frame = findFrame(subpaths);
        if (frame !== null) for (const edge of frame) addEdge(edge, path.clip);
        else {
          for (const subpath of subpaths) {
            const box = boxOf([subpath]);
            if (isUpright(subpath) || isSmall(box)) addBox(box, path.clip, white);
            else drawn = true;
          }
        }
        if (drawn && !white) addDrawing(subpaths, path, true);
      }
      if (isStroke && path.stroke !== 'none' && !isWhite(path.stroke)) {
        const thickness = Math.max(path.lineWidth * scaleOf(path.ctm), 0.1);
        for (const subpath of subpaths)
          drawn = strokeSubpath(subpath, { thickness, clip: path.clip, addEdge, addBox }) || drawn;
        if (drawn && !isFill) addDrawing(subpaths, path, false);
      }
    },
    addShading(clip) {
      addBox(clip, null, false);
    },
    addThinPicture(box) {
      const edge = toEdge(box);
      if (edge === null) return false;
      addEdge(edge, null);
      return true;
    },
    finish: () => ({ edges, shades, strokes: drawings, overdrawn }),
  };
}

function isWhite(color: string): boolean {
  return color === '#ffffff';
}

/** A box thin in one direction is a ruling; one small in both is a dot, kept as a line along its longer side. */
function toEdge([x0, y0, x1, y1]: Box): Edge | null {
  const width = x1 - x0;
  const height = y1 - y0;
  if (Math.min(width, height) > LINE_THICKNESS) return null;
  return width >= height
    ? { axis: 'h', at: (y0 + y1) / 2, from: x0, to: x1, thickness: height }
    : { axis: 'v', at: (x0 + x1) / 2, from: y0, to: y1, thickness: width };
}

function isSmall([x0, y0, x1, y1]: Box): boolean {
  return x1 - x0 <= LINE_THICKNESS && y1 - y0 <= LINE_THICKNESS;
}

/** Cuts an edge to what the clip shows of it; null when nothing remains. */
function clipEdge(edge: Edge, [x0, y0, x1, y1]: Box): Edge | null {
  const [low, high, near, far] = edge.axis === 'h' ? [x0, x1, y0, y1] : [y0, y1, x0, x1];
  const half = edge.thickness / 2 + UPRIGHT;
  if (edge.at < near - half || edge.at > far + half) return null;
  const from = Math.max(edge.from, low);
  const to = Math.min(edge.to, high);
  return to < from ? null : from === edge.from && to === edge.to ? edge : { ...edge, from, to };
}

interface StrokeSink {
  readonly thickness: number;
  readonly clip: Box | null;
  readonly addEdge: (edge: Edge, clip: Box | null) => void;
  readonly addBox: (box: Box, clip: Box | null, white: boolean) => void;
}

/** Adds the upright segments of a stroked path; true when part of it is neither level nor plumb. */
function strokeSubpath(subpath: Subpath, { thickness, clip, addEdge, addBox }: StrokeSink): boolean {
  const { xs, ys, curved, closed } = subpath;
  const box = boxOf([subpath]);
  if (curved) {
    if (!isSmall(box)) return true;
    addBox(box, clip, false);
    return false;
  }
  let slanted = false;
  const count = closed ? xs.length : xs.length - 1;
  if (xs.length === 1) addBox(widen(box, thickness / 2), clip, false);
  for (let i = 0; i < count; i += 1) {
    const j = (i + 1) % xs.length;
    const [xa = 0, ya = 0, xb = 0, yb = 0] = [xs[i], ys[i], xs[j], ys[j]];
    const width = Math.abs(xb - xa);
    const height = Math.abs(yb - ya);
    if (height <= Math.max(UPRIGHT, width / 100) && width >= height) {
      const line: Box = [
        Math.min(xa, xb),
        (ya + yb) / 2 - thickness / 2,
        Math.max(xa, xb),
        (ya + yb) / 2 + thickness / 2,
      ];
      if (thickness > LINE_THICKNESS) addBox(line, clip, false);
      else addEdge({ axis: 'h', at: (ya + yb) / 2, from: line[0], to: line[2], thickness }, clip);
    } else if (width <= Math.max(UPRIGHT, height / 100)) {
      const line: Box = [
        (xa + xb) / 2 - thickness / 2,
        Math.min(ya, yb),
        (xa + xb) / 2 + thickness / 2,
        Math.max(ya, yb),
      ];
      if (thickness > LINE_THICKNESS) addBox(line, clip, false);
      else addEdge({ axis: 'v', at: (xa + xb) / 2, from: line[1], to: line[3], thickness }, clip);
    } else slanted = true;
  }
  return slanted;
}

/** A border drawn as two boxes, one inside the other, filled between them: gives its four sides. */
function findFrame(subpaths: readonly Subpath[]): Edge[] | null {
  if (subpaths.length !== 2) return null;
  const [a, b] = subpaths.map((subpath) => (isUpright(subpath) ? boxOf([subpath]) : null));
  if (!a || !b) return null;
  const [outer, inner] = a[2] - a[0] >= b[2] - b[0] ? [a, b] : [b, a];
  const margins = [inner[0] - outer[0], inner[1] - outer[1], outer[2] - inner[2], outer[3] - inner[3]];
  if (margins.some((margin) => margin < 0 || margin > LINE_THICKNESS)) return null;
  const sides: Box[] = [
    [outer[0], outer[1], outer[2], inner[1]],
    [outer[0], inner[3], outer[2], outer[3]],
    [outer[0], outer[1], inner[0], outer[3]],
    [inner[2], outer[1], outer[2], outer[3]],
  ];
  return sides.flatMap((side, k) =>
    (margins[[1, 3, 0, 2][k] ?? 0] ?? 0) > 0 ? [toEdge(side)].filter((edge) => edge !== null) : [],
  );
}

function readSubpaths({ ctm, points }: PaintedPath): Subpath[] {
  const subpaths: Subpath[] = [];
  let current: Subpath | null = null;
  const add = (x: number, y: number) => {
    current ??= open(subpaths);
    current.xs.push(ctm[0] * x + ctm[2] * y + ctm[4]);
    current.ys.push(ctm[1] * x + ctm[3] * y + ctm[5]);
  };
  for (let i = 0; i < points.length; ) {
    const code = points[i];
    const size = code === 2 ? 6 : code === 3 ? 4 : code === 4 ? 0 : 2;
    if (code === 0) current = open(subpaths);
    if (code === 4) {
      if (current !== null) current.closed = true;
      current = null;
    } else {
      for (let k = 1; k < size; k += 2) add(points[i + k] ?? 0, points[i + k + 1] ?? 0);
      if (size > 2 && current !== null) (current as Subpath).curved = true;
    }
    i += size + 1;
  }
  return subpaths.filter(({ xs, ys }) => xs.length > 0 && xs.every(Number.isFinite) && ys.every(Number.isFinite));
}

function open(subpaths: Subpath[]): Subpath {
  const subpath: Subpath = { xs: [], ys: [], curved: false, closed: false };
  subpaths.push(subpath);
  return subpath;
}

/** All sides level or plumb: a box, or a box with extra corners. */
function isUpright({ xs, ys, curved }: Subpath): boolean {
  if (curved) return false;
  for (let i = 0; i < xs.length; i += 1) {
    const j = (i + 1) % xs.length;
    const width = Math.abs((xs[j] ?? 0) - (xs[i] ?? 0));
    const height = Math.abs((ys[j] ?? 0) - (ys[i] ?? 0));
    if (Math.min(width, height) > UPRIGHT) return false;
  }
  return xs.length <= 6;
}

function boxOf(subpaths: readonly Subpath[]): Box {
  let [x0, y0, x1, y1] = [Infinity, Infinity, -Infinity, -Infinity];
  for (const { xs, ys } of subpaths) {
    for (const x of xs) {
      if (x < x0) x0 = x;
      if (x > x1) x1 = x;
    }
    for (const y of ys) {
      if (y < y0) y0 = y;
      if (y > y1) y1 = y;
    }
  }
  return [x0, y0, x1, y1];
}

function widen([x0, y0, x1, y1]: Box, by: number): Box {
  return [x0 - by, y0 - by, x1 + by, y1 + by];
}
