import { inflateSync } from 'node:zlib';

/** Everything a PDF says in text form: its objects, with the compressed ones opened. Fonts and pictures stay closed. */
export function openPdf(bytes: Buffer): string {
  const raw = bytes.toString('latin1');
  const opened = [...raw.matchAll(/stream\r?\n([\s\S]*?)\r?\nendstream/g)].map(([, stream = '']) => {
    try {
      return inflateSync(Buffer.from(stream, 'latin1')).toString('latin1');
    } catch {
      return '';
    }
  });
  return [raw, ...opened].join('\n');
}

/** The addresses that a reader of the PDF can click. */
export const addressesIn = (pdf: string): string[] =>
  [...pdf.matchAll(/\/URI\s*\(((?:\\.|[^\\)])*)\)/g)].map(([, address = '']) =>
    address.replaceAll(/\\(.)/g, '$1'),
  );
