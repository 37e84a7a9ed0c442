import { describe, expect, it } from 'vitest';
import type { GreyImage } from '../../../../parsers/scan/image.ts';
import { findComponents, findInk } from '../../../../parsers/scan/reading/components.ts';
import { findGlyphs } from '../../../../parsers/scan/reading/glyphs.ts';
import { findShapeSign } from '../../../../parsers/scan/reading/shapes.ts';
import { fill, glyph, paper } from '../draw.ts';
import { strokes } from '../draw-strokes.ts';

const LETTER = 26;

function signsOf(draw: (image: GreyImage) => void): readonly (string | undefined)[] {
  const image = paper(80, 60);
  draw(image);
  const glyphs = findGlyphs(findComponents(findInk(image, [0, 0, 80, 60])));
  return glyphs.map((each) => findShapeSign(image, each, { letterPx: LETTER, line: [10, 10 + LETTER] }));
}

const SIGNS: readonly [string, (image: GreyImage) => void][] = [
  [
    '≥',
    (image) => {
      strokes(image, [
        [12, 14],
        [32, 21],
        [12, 28],
      ]);
      strokes(image, [
        [12, 33],
        [32, 33],
      ]);
    },
  ],
  [
    '≥',
    (image) => {
      strokes(image, [
        [12, 12],
        [32, 19],
        [12, 26],
      ]);
      strokes(image, [
        [12, 32],
        [32, 25],
      ]);
    },
  ],
  [
    '≤',
    (image) => {
      strokes(image, [
        [32, 14],
        [12, 21],
        [32, 28],
      ]);
      strokes(image, [
        [12, 33],
        [32, 33],
      ]);
    },
  ],
  [
    '>',
    (image) =>
      strokes(image, [
        [12, 14],
        [28, 22],
        [12, 30],
      ]),
  ],
  [
    '<',
    (image) =>
      strokes(image, [
        [28, 14],
        [12, 22],
        [28, 30],
      ]),
  ],
  [
    '=',
    (image) => {
      fill(image, [12, 20, 30, 22]);
      fill(image, [12, 27, 30, 29]);
    },
  ],
  ['—', (image) => fill(image, [12, 22, 38, 24])],
  ['-', (image) => fill(image, [12, 22, 21, 24])],
  ['——', (image) => fill(image, [12, 22, 66, 24])],
  ['□', (image) => box(image)],
  [
    '☑',
    (image) => {
      box(image);
      strokes(
        image,
        [
          [17, 23],
          [21, 29],
          [29, 16],
        ],
        2.5,
      );
    },
  ],
  [
    '√',
    (image) =>
      strokes(image, [
        [12, 24],
        [19, 34],
        [34, 12],
      ]),
  ],
  ['×', (image) => cross(image)],
  [
    '%',
    (image) => {
      ring(image, [16, 17], [3.5, 4.5]);
      ring(image, [29, 28], [3.5, 4.5]);
      strokes(
        image,
        [
          [17, 33],
          [28, 12],
        ],
        1.5,
      );
    },
  ],
];

function box(image: GreyImage): void {
  strokes(
    image,
    [
      [12, 12],
      [33, 12],
      [33, 33],
      [12, 33],
      [12, 12],
    ],
    1.5,
  );
}

function cross(image: GreyImage): void {
  strokes(image, [
    [12, 14],
    [26, 28],
  ]);
  strokes(image, [
    [26, 14],
    [12, 28],
  ]);
}

function ring(image: GreyImage, [x, y]: readonly [number, number], [rx, ry]: readonly [number, number]): void {
  const around = Array.from({ length: 25 }, (_, i) => (i * Math.PI) / 12);
  strokes(
    image,
    around.map((angle): [number, number] => [x + rx * Math.cos(angle), y + ry * Math.sin(angle)]),
    1.5,
  );
}

describe('findShapeSign', () => {
  it.each(SIGNS)('tells %s', (sign, draw) => {
    expect(signsOf(draw)).toEqual([sign]);
  });

  it('takes a box on feet for a character: 口', () => {
    const onFeet = (image: GreyImage) => {
      strokes(image, [
        [12, 36],
        [12, 12],
        [33, 12],
        [33, 36],
      ]);
      strokes(image, [
        [12, 32],
        [33, 32],
      ]);
    };
    expect(signsOf(onFeet)).toEqual([undefined]);
  });

  it('takes a framed cross for a character: 田', () => {
    expect(signsOf((image) => glyph(image, 12, 10))).toEqual([undefined]);
  });

  it('takes a 2 and a 7 for digits', () => {
    const two = (image: GreyImage) =>
      strokes(image, [
        [12, 17],
        [14, 13],
        [19, 13],
        [21, 17],
        [12, 31],
        [22, 31],
      ]);
    const seven = (image: GreyImage) =>
      strokes(image, [
        [12, 13],
        [22, 13],
        [16, 31],
      ]);
    expect([...signsOf(two), ...signsOf(seven)]).toEqual([undefined, undefined]);
  });
});
