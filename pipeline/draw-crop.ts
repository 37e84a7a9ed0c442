import { createCanvas } from '@napi-rs/canvas';
import sharp from 'sharp';
import { compose, type Matrix } from '../parsers/pdf/matrix.ts';
import type { Raster } from '../parsers/scan/raster/raster.ts';

/** Longer side of a picture: A4 comes to 137 dpi, at which the smallest print of the scans met (7 pt) is still read with ease. */
const LONGEST_SIDE_PX = 1600;
/** Black print on grey paper shows no blocks from 60 on; a page of A4 takes 100–300 KB. */
const JPEG_QUALITY = 70;

/** Draws a page as displayed, so that a box in points lies at the same share of the picture; gives a JPEG. */
export async function drawCrop({
  data,
  widthPx,
  heightPx,
  channels,
  toPage,
  widthPt,
  heightPt,
}: Raster): Promise<Buffer> {
  const scale = LONGEST_SIDE_PX / Math.max(widthPt, heightPt);
  const [width, height] = [widthPt, heightPt].map((side) => Math.max(1, Math.round(side * scale))) as [number, number];
  // Made smaller first, so that what is turned and placed is no larger than what comes of it.
  const share = Math.min(1, Math.sqrt(Math.abs(toPage[0] * toPage[3] - toPage[1] * toPage[2])) * scale);
  const size = { width: Math.max(1, Math.round(widthPx * share)), height: Math.max(1, Math.round(heightPx * share)) };
  const small = await sharp(data, { raw: { width: widthPx, height: heightPx, channels }, limitInputPixels: false })
    .resize({ ...size, fit: 'fill' })
    .toColourspace('srgb')
    .ensureAlpha()
    .raw()
    .toBuffer();
  const picture = createCanvas(size.width, size.height);
  const pixels = picture.getContext('2d');
  const image = pixels.createImageData(size.width, size.height);
  image.data.set(small);
  pixels.putImageData(image, 0, 0);
  const page = createCanvas(width, height);
  const context = page.getContext('2d');
  context.fillStyle = '#ffffff';
  context.fillRect(0, 0, width, height);
  const toPixels: Matrix = [width / widthPt, 0, 0, height / heightPt, 0, 0];
  const fromSmall: Matrix = [widthPx / size.width, 0, 0, heightPx / size.height, 0, 0];
  context.setTransform(...compose(toPixels, compose(toPage, fromSmall)));
  context.drawImage(picture, 0, 0);
  const drawn = Buffer.from(context.getImageData(0, 0, width, height).data);
  const jpeg = sharp(drawn, { raw: { width, height, channels: 4 } }).removeAlpha();
  return (channels === 1 ? jpeg.toColourspace('b-w') : jpeg).jpeg({ quality: JPEG_QUALITY }).toBuffer();
}
