/**
 * Speed and memory of the PDF reader against bare pdf.js, in one run on files made here: `npm run bench`. Prints ratios, so
 * that the machine does not matter. `npm run bench -- 5000` sets the pages of the long file, default 200.
 */
import { performance } from 'node:perf_hooks';
import * as pdfjs from 'pdfjs-dist/legacy/build/pdf.mjs';
import { pdfParser } from '../../dist/parsers/pdf/index.js';

const FILES = 25;
const pages = Number(process.argv[2] ?? 200);
const folder = new URL('../../node_modules/pdfjs-dist/', import.meta.url).pathname;

/** A report of forms of 28 rows and 7 columns under a paragraph, Chinese text without embedded fonts. */
function makeReport(count) {
  const objects = ['<< /Type /Catalog /Pages 2 0 R >>', ''];
  objects.push(
    '<< /Type /Font /Subtype /Type0 /BaseFont /STSong-Light /Encoding /UniGB-UCS2-H /DescendantFonts [ << /Type /Font /Subtype /CIDFontType0 /BaseFont /STSong-Light /CIDSystemInfo << /Registry (Adobe) /Ordering (GB1) /Supplement 2 >> /DW 1000 /FontDescriptor << /Type /FontDescriptor /FontName /STSong-Light /Flags 4 /FontBBox [0 -120 1000 880] /ItalicAngle 0 /Ascent 880 /Descent -120 /CapHeight 880 /StemV 80 >> >> ] >>',
  );
  const hex = (text) => `<${Buffer.from(text, 'utf16le').swap16().toString('hex')}>`;
  const show = (x, y, text) => `BT /F1 9 Tf 1 0 0 1 ${x} ${y} Tm ${hex(text)} Tj ET`;
  const kids = [];
  for (let n = 0; n < count; n += 1) {
    const parts = [];
    for (let i = 0; i < 6; i += 1)
      parts.push(
        show(
          60,
          790 - 14 * i,
          `本项目全年预算${300 + n}.${i}万元，资金由县级财政安排，用于设备购置和人员培训，年内已全部完成。`,
        ),
      );
    for (let row = 0; row <= 28; row += 1) parts.push(`60 ${690 - 22 * row} m 536 ${690 - 22 * row} l S`);
    for (let col = 0; col <= 7; col += 1) parts.push(`${60 + 68 * col} 690 m ${60 + 68 * col} 74 l S`);
    for (let row = 0; row < 28; row += 1) {
      for (let col = 0; col < 7; col += 1)
        parts.push(
          show(64 + 68 * col, 676 - 22 * row, col < 3 ? `指标${row}之${col}` : `${row * 7 + col}.${n % 10}0%`),
        );
    }
    const content = parts.join('\n');
    objects.push(`<< /Length ${content.length} >>\nstream\n${content}\nendstream`);
    objects.push(
      `<< /Type /Page /Parent 2 0 R /MediaBox [0 0 595 842] /Contents ${objects.length} 0 R /Resources << /Font << /F1 3 0 R >> >> >>`,
    );
    kids.push(`${objects.length} 0 R`);
  }
  objects[1] = `<< /Type /Pages /Count ${kids.length} /Kids [ ${kids.join(' ')} ] >>`;
  const chunks = ['%PDF-1.4\n'];
  let length = chunks[0].length;
  const offsets = objects.map((body, i) => {
    const text = `${i + 1} 0 obj\n${body}\nendobj\n`;
    const offset = length;
    chunks.push(text);
    length += text.length;
    return `${String(offset).padStart(10, '0')} 00000 n \n`;
  });
  chunks.push(
    `xref\n0 ${objects.length + 1}\n0000000000 65535 f \n${offsets.join('')}trailer\n<< /Size ${objects.length + 1} /Root 1 0 R >>\nstartxref\n${length}\n%%EOF\n`,
  );
  return Uint8Array.from(Buffer.from(chunks.join(''), 'latin1'));
}

async function readBare(bytes) {
  const task = pdfjs.getDocument({
    data: bytes.slice(),
    cMapUrl: `${folder}cmaps/`,
    standardFontDataUrl: `${folder}standard_fonts/`,
    verbosity: 0,
  });
  const document = await task.promise;
  for (let n = 1; n <= document.numPages; n += 1) {
    const page = await document.getPage(n);
    await page.getTextContent();
    await page.getOperatorList();
    page.cleanup();
  }
  await task.destroy();
}

const options = {
  documentId: 'bench',
  name: 'bench.pdf',
  maxPages: 10_000,
  password: null,
  join: true,
  ocr: 'never',
  onFigure: null,
};
const readOurs = (bytes) => pdfParser.read(bytes, options);

async function time(read, bytes) {
  const [cpu, wall] = [process.cpuUsage(), performance.now()];
  await read(bytes);
  const used = process.cpuUsage(cpu);
  return { cpu: (used.user + used.system) / 1000, wall: performance.now() - wall };
}

const report = makeReport(pages);
const best = { bare: Number.POSITIVE_INFINITY, ours: Number.POSITIVE_INFINITY };
for (let round = 0; round < 3; round += 1) {
  best.bare = Math.min(best.bare, (await time(readBare, report)).cpu);
  best.ours = Math.min(best.ours, (await time(readOurs, report)).cpu);
}
console.log(
  `${pages} pages, CPU of the best of three: bare pdf.js (text and operators) ${(best.bare / pages).toFixed(1)} ms a page, with tables here ${(best.ours / pages).toFixed(1)} ms a page`,
);
console.log(`ratio to bare pdf.js: ${(best.ours / best.bare).toFixed(2)} (bar: 0.80)`);
console.log(
  `ratio to pdfplumber at 150 ms a page: ${(150 / (best.ours / pages)).toFixed(1)} times as many pages (bar: 4)`,
);
const memory = [];
for (let i = 0; i < FILES; i += 1) {
  await readOurs(report);
  memory.push(process.memoryUsage().rss / 2 ** 20);
}
console.log(
  `memory after file 1, ${Math.ceil(FILES / 2)} and ${FILES}: ${[0, Math.ceil(FILES / 2) - 1, FILES - 1].map((i) => `${memory[i].toFixed(0)} MiB`).join(', ')}; most ${Math.max(...memory).toFixed(0)} MiB (bar: 350)`,
);
