import { createGrey, type GreyImage } from '../image.ts';

/** The image enlarged or shrunk, shades between pixels interpolated. */
export function scaleImage(image: GreyImage, factor: number): GreyImage {
  const widthPx = Math.max(1, Math.round(image.widthPx * factor));
  const heightPx = Math.max(1, Math.round(image.heightPx * factor));
  const scaled = createGrey(widthPx, heightPx);
  const at = (x: number, y: number) => image.data[y * image.widthPx + x] ?? 255;
  for (let y = 0; y < heightPx; y += 1) {
    const fromY = Math.min(image.heightPx - 1, Math.max(0, (y + 0.5) / factor - 0.5));
    const [y0, y1] = [Math.floor(fromY), Math.min(image.heightPx - 1, Math.floor(fromY) + 1)];
    for (let x = 0; x < widthPx; x += 1) {
      const fromX = Math.min(image.widthPx - 1, Math.max(0, (x + 0.5) / factor - 0.5));
      const [x0, x1] = [Math.floor(fromX), Math.min(image.widthPx - 1, Math.floor(fromX) + 1)];
      const upper = at(x0, y0) + (at(x1, y0) - at(x0, y0)) * (fromX - x0);
      const lower = at(x0, y1) + (at(x1, y1) - at(x0, y1)) * (fromX - x0);
      scaled.data[y * widthPx + x] = Math.round(upper + (lower - upper) * (fromY - y0));
    }
  }
  return scaled;
}
