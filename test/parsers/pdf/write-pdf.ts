import { createHash } from 'node:crypto';

/** One page for the tests: a content stream and what it draws with. */
export interface TestPage {
  readonly content: string;
  readonly width?: number;
  readonly height?: number;
  readonly rotate?: 0 | 90 | 180 | 270;
  /** Form XObjects by name: their content streams. */
  readonly forms?: Readonly<Record<string, string>>;
  /** Pictures by name: grey, one byte for each pixel. */
  readonly images?: Readonly<Record<string, { width: number; height: number }>>;
}

export interface TestEncryption {
  readonly userPassword: string;
  readonly ownerPassword: string;
}

/**
 * Writes a small PDF: F1 Helvetica, F2 a Chinese font that is not embedded (UniGB-UCS2-H), F3 the same set vertically, F4
 * drawn glyphs (Type 3) for a and b. Strings of F2 and F3 are hex UTF-16BE, see `han`.
 */
export function writePdf(pages: readonly TestPage[], encryption?: TestEncryption): Uint8Array {
  const objects: string[] = [];
  const id = createHash('md5').update('hedui test').digest();
  const cipher = encryption === undefined ? null : createCipher(encryption, id);
  const add = (body: string) => objects.push(cipher === null ? body : cipher.hide(objects.length + 1, body));
  const stream = (dictionary: string, text: string) => {
    const number = objects.length + 1;
    const bytes = cipher === null ? Buffer.from(text, 'latin1') : cipher.apply(number, Buffer.from(text, 'latin1'));
    return add(`<< ${dictionary} /Length ${bytes.length} >>\nstream\n${bytes.toString('latin1')}\nendstream`);
  };
  add('<< /Type /Catalog /Pages 2 0 R >>');
  add('');
  const descendant = (base: string) =>
    `<< /Type /Font /Subtype /CIDFontType0 /BaseFont /${base} /CIDSystemInfo << /Registry (Adobe) /Ordering (GB1) /Supplement 2 >> /DW 1000 /FontDescriptor << /Type /FontDescriptor /FontName /${base} /Flags 4 /FontBBox [0 -120 1000 880] /ItalicAngle 0 /Ascent 880 /Descent -120 /CapHeight 880 /StemV 80 >> >>`;
  add('<< /Type /Font /Subtype /Type1 /BaseFont /Helvetica /Encoding /WinAnsiEncoding >>');
  for (const map of ['UniGB-UCS2-H', 'UniGB-UCS2-V']) {
    add(
      `<< /Type /Font /Subtype /Type0 /BaseFont /STSong-Light /Encoding /${map} /DescendantFonts [ ${descendant('STSong-Light')} ] >>`,
    );
  }
  const glyph = stream('', '600 0 0 0 500 700 d1 0 0 500 700 re f');
  add(
    `<< /Type /Font /Subtype /Type3 /FontBBox [0 0 600 700] /FontMatrix [0.001 0 0 0.001 0 0] /FirstChar 97 /LastChar 98 /Widths [600 600] /CharProcs << /a ${glyph} 0 R /b ${glyph} 0 R >> /Encoding << /Type /Encoding /Differences [97 /a /b] >> /Resources << >> >>`,
  );
  const fonts = `/Font << /F1 3 0 R /F2 4 0 R /F3 5 0 R /F4 ${objects.length} 0 R >>`;
  const kids: number[] = [];
  for (const { content, width = 595, height = 842, rotate = 0, forms = {}, images = {} } of pages) {
    const names = Object.entries(forms).map(
      ([name, text]) =>
        `/${name} ${stream(`/Type /XObject /Subtype /Form /BBox [0 0 2000 2000] /Resources << ${fonts} >>`, text)} 0 R`,
    );
    for (const [name, size] of Object.entries(images)) {
      const pixels = '\x80'.repeat(size.width * size.height);
      const dictionary = `/Type /XObject /Subtype /Image /Width ${size.width} /Height ${size.height} /ColorSpace /DeviceGray /BitsPerComponent 8`;
      names.push(`/${name} ${stream(dictionary, pixels)} 0 R`);
    }
    const contents = stream('', content);
    kids.push(
      add(
        `<< /Type /Page /Parent 2 0 R /MediaBox [0 0 ${width} ${height}] /Rotate ${rotate} /Contents ${contents} 0 R /Resources << ${fonts} /XObject << ${names.join(' ')} >> >> >>`,
      ),
    );
  }
  objects[1] = `<< /Type /Pages /Count ${kids.length} /Kids [ ${kids.map((kid) => `${kid} 0 R`).join(' ')} ] >>`;
  let out = '%PDF-1.4\n%\xe2\xe3\xcf\xd3\n';
  const offsets = objects.map((body, i) => {
    const offset = out.length;
    out += `${i + 1} 0 obj\n${body}\nendobj\n`;
    return offset;
  });
  const start = out.length;
  const table = offsets.map((offset) => `${String(offset).padStart(10, '0')} 00000 n \n`).join('');
  const hexId = id.toString('hex');
  out += `xref\n0 ${objects.length + 1}\n0000000000 65535 f \n${table}`;
  out += `trailer\n<< /Size ${objects.length + 1} /Root 1 0 R /ID [<${hexId}><${hexId}>] ${cipher === null ? '' : `/Encrypt ${cipher.dictionary}`} >>\nstartxref\n${start}\n%%EOF\n`;
  return Uint8Array.from(Buffer.from(out, 'latin1'));
}

/** A Chinese text as the hex string F2 and F3 take. */
export function han(text: string): string {
  return `<${Buffer.from(text, 'utf16le').swap16().toString('hex')}>`;
}

/** Shows text at x and y (from the bottom, as PDF counts), 10 points high. */
export function textAt(x: number, y: number, text: string, size = 10): string {
  const isPlain = /^[\x20-\x7e]*$/.test(text);
  const shown = isPlain ? `(${text.replace(/[\\()]/g, '\\$&')})` : han(text);
  return `BT /${isPlain ? 'F1' : 'F2'} ${size} Tf 1 0 0 1 ${x} ${y} Tm ${shown} Tj ET`;
}

const PADDING = Buffer.from('28bf4e5e4e758a4164004e56fffa01082e2e00b6d0683e802f0ca9fe6453697a', 'hex');

/** The standard security handler, revision 2: RC4 with a key of 40 bits. */
function createCipher({ userPassword, ownerPassword }: TestEncryption, id: Buffer) {
  const md5 = (...parts: Buffer[]) => createHash('md5').update(Buffer.concat(parts)).digest();
  const pad = (password: string) => Buffer.concat([Buffer.from(password, 'latin1'), PADDING]).subarray(0, 32);
  const permissions = Buffer.from([0xfc, 0xff, 0xff, 0xff]);
  const owner = rc4(md5(pad(ownerPassword)).subarray(0, 5), pad(userPassword));
  const key = md5(pad(userPassword), owner, permissions, id).subarray(0, 5);
  const user = rc4(key, PADDING);
  const apply = (number: number, data: Buffer) =>
    rc4(md5(key, Buffer.from([number & 255, (number >> 8) & 255, (number >> 16) & 255, 0, 0])).subarray(0, 10), data);
  return {
    dictionary: `<< /Filter /Standard /V 1 /R 2 /O <${owner.toString('hex')}> /U <${user.toString('hex')}> /P -4 >>`,
    apply,
    /** Strings of a dictionary are encrypted as streams are. */
    hide: (number: number, body: string) =>
      body.includes('stream\n')
        ? body
        : body.replace(
            /\((Adobe|GB1)\)/g,
            (_, text: string) => `<${apply(number, Buffer.from(text)).toString('hex')}>`,
          ),
  };
}

function rc4(key: Buffer, data: Buffer): Buffer {
  const s = Array.from({ length: 256 }, (_, i) => i);
  const at = (i: number) => s[i & 255] ?? 0;
  const swap = (i: number, j: number) => {
    [s[i & 255], s[j & 255]] = [at(j), at(i)];
  };
  for (let i = 0, j = 0; i < 256; i += 1) {
    j = (j + at(i) + (key[i % key.length] ?? 0)) & 255;
    swap(i, j);
  }
  let [i, j] = [0, 0];
  return Buffer.from(
    data.map((byte) => {
      i = (i + 1) & 255;
      j = (j + at(i)) & 255;
      swap(i, j);
      return byte ^ at(at(i) + at(j));
    }),
  );
}
