import { zip } from '../docx/build-docx.ts';

const OFD = 'xmlns:ofd="http://www.ofdspec.org/2016"';

export interface OfdParts {
  /** XML inside the layer of each page. */
  readonly pages: readonly string[];
  /** XML inside the layer of a template that every page uses. */
  readonly template?: string;
  /** Width and height in mm; left out: 210 × 297. */
  readonly size?: readonly [width: number, height: number];
  readonly more?: Readonly<Record<string, string>>;
}

/** An OFD of one document from the objects of its pages, laid out as GB/T 33190-2016 describes the package. */
export function buildOfd({ pages, template, size = [210, 297], more = {} }: OfdParts): Uint8Array {
  const page = (objects: string, isPage: boolean): string =>
    `<?xml version="1.0" encoding="UTF-8"?><ofd:Page ${OFD}>${isPage && template !== undefined ? '<ofd:Template TemplateID="1" ZOrder="Background"/>' : ''}<ofd:Content><ofd:Layer ID="3">${objects}</ofd:Layer></ofd:Content></ofd:Page>`;
  const files: Record<string, string> = {
    'OFD.xml': `<ofd:OFD ${OFD} Version="1.0" DocType="OFD"><ofd:DocBody><ofd:DocInfo/><ofd:DocRoot>/Doc_0/Document.xml</ofd:DocRoot></ofd:DocBody></ofd:OFD>`,
    'Doc_0/Document.xml': `<ofd:Document ${OFD}><ofd:CommonData><ofd:PageArea><ofd:PhysicalBox>0 0 ${size.join(' ')}</ofd:PhysicalBox></ofd:PageArea><ofd:TemplatePage ID="1" BaseLoc="Tpls/Tpl_0/Content.xml"/></ofd:CommonData><ofd:Pages>${pages
      .map((_, index) => `<ofd:Page ID="${index + 10}" BaseLoc="Pages/Page_${index}/Content.xml"/>`)
      .join('')}</ofd:Pages></ofd:Document>`,
  };
  pages.forEach((objects, index) => {
    files[`Doc_0/Pages/Page_${index}/Content.xml`] = page(objects, true);
  });
  if (template !== undefined) files['Doc_0/Tpls/Tpl_0/Content.xml'] = page(template, false);
  return zip({ ...files, ...more });
}

export interface TextAt {
  readonly x: number;
  readonly y: number;
  readonly size: number;
  readonly deltas?: string;
  readonly attributes?: string;
}

/** A text whose baseline starts at (x, y) mm of the page. */
export function textObject(text: string, { x, y, size, deltas, attributes = '' }: TextAt): string {
  const escaped = text.replace(/&/g, '&amp;').replace(/</g, '&lt;');
  return `<ofd:TextObject ID="9" Boundary="${x} ${y - size} 100 ${size * 1.2}" Font="2" Size="${size}" ${attributes}><ofd:TextCode X="0" Y="${size}"${deltas === undefined ? '' : ` DeltaX="${deltas}"`}>${escaped}</ofd:TextCode></ofd:TextObject>`;
}

/** A line from one place of the page to another, in mm. */
export function lineObject([x0, y0]: readonly [number, number], [x1, y1]: readonly [number, number]): string {
  return `<ofd:PathObject ID="9" Boundary="${x0} ${y0} ${x1 - x0} ${y1 - y0}" LineWidth="0.2"><ofd:AbbreviatedData>M 0 0 L ${x1 - x0} ${y1 - y0}</ofd:AbbreviatedData></ofd:PathObject>`;
}
