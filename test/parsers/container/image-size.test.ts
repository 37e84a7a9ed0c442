import { describe, expect, test } from 'vitest';
import { measureImage } from '../../../parsers/container/image-size.ts';

const PNG = new Uint8Array(
  Buffer.from('iVBORw0KGgoAAAANSUhEUgAAAAMAAAACCAYAAACddGYaAAAAC0lEQVR4nGNgwAQAABQAAdo8mVwAAAAASUVORK5CYII=', 'base64'),
);

describe('size of a picture', () => {
  test.each([
    ['png', PNG, { mediaType: 'image/png', widthPx: 3, heightPx: 2 }],
    [
      'gif',
      Uint8Array.of(0x47, 0x49, 0x46, 0x38, 0x39, 0x61, 5, 0, 7, 0),
      { mediaType: 'image/gif', widthPx: 5, heightPx: 7 },
    ],
    [
      'jpeg',
      Uint8Array.of(0xff, 0xd8, 0xff, 0xe0, 0, 4, 0, 0, 0xff, 0xc0, 0, 11, 8, 0, 9, 0, 6, 1, 1, 0x11),
      { mediaType: 'image/jpeg', widthPx: 6, heightPx: 9 },
    ],
    [
      'tiff',
      Uint8Array.of(
        0x49,
        0x49,
        0x2a,
        0,
        8,
        0,
        0,
        0,
        2,
        0,
        0,
        1,
        3,
        0,
        1,
        0,
        0,
        0,
        4,
        0,
        0,
        0,
        1,
        1,
        3,
        0,
        1,
        0,
        0,
        0,
        8,
        0,
        0,
        0,
      ),
      { mediaType: 'image/tiff', widthPx: 4, heightPx: 8 },
    ],
    ['text', new TextEncoder().encode('BMW and other words that are no picture'), undefined],
    ['a cut png', PNG.slice(0, 10), undefined],
  ])('%s', (_, bytes, expected) => {
    expect(measureImage(bytes)).toEqual(expected);
  });
});
