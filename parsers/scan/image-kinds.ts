/** Media types of the image files that are read. */
export const READ_IMAGES: ReadonlySet<string> = new Set([
  'image/png',
  'image/jpeg',
  'image/tiff',
  'image/webp',
  'image/gif',
  'image/bmp',
]);
