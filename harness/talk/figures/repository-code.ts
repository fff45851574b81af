import QRCode from 'qrcode';
import { repositoryAddress } from '../deck/repository.ts';

/** The path of the repository's QR code in a figure; drawing programs may move the id. */
const CODE = /<path\b(?=[^>]*\bid="repository-code")[^>]*>/;

/**
 * A figure's source with the QR code of this repository in its `<path id="repository-code" d="…"/>`, one unit for each
 * module; everything else stays byte for byte.
 */
export function withRepositoryCode(source: string): string {
  return source.replace(CODE, (path) => path.replace(/(\sd=")[^"]*/, (_, before) => before + modules()));
}

/** A row of dark modules is one line of the path. */
function modules(): string {
  const { size, data } = QRCode.create(repositoryAddress(), { errorCorrectionLevel: 'M' }).modules;
  const rows = Array.from({ length: size }, (_, y) => Array.from(data.slice(y * size, (y + 1) * size)));
  return rows
    .flatMap((row, y) =>
      Array.from(
        row.join('').matchAll(/1+/g),
        ({ index, 0: { length } }) => `M${index} ${y}h${length}v1h-${length}z`,
      ),
    )
    .join('');
}
