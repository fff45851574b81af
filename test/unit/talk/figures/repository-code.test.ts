import QRCode from 'qrcode';
import { expect, test } from 'vitest';
import { repositoryAddress } from '../../../../harness/talk/deck/repository.ts';
import { withRepositoryCode } from '../../../../harness/talk/figures/repository-code.ts';

const marked = (path: string) => `<svg><path class="fill-code" d="M0 0h9"/>${path}</svg>`;

/** The dark modules that a path draws, row by row. */
function drawnModules(path: string, size: number): number[] {
  const modules = Array<number>(size * size).fill(0);
  for (const [, x, y, length] of path.matchAll(/M(\d+) (\d+)h(\d+)v1h-\d+z/g)) {
    const first = Number(y) * size + Number(x);
    modules.fill(1, first, first + Number(length));
  }
  return modules;
}

test('the QR code of the repository is drawn where a figure has room for it', () => {
  const drawn = withRepositoryCode(marked('<path d="M1 1h1" class="fill-code" id="repository-code"/>'));
  const [, own, code = ''] = /d="(.*?)".* d="(.*?)"/.exec(drawn) ?? [];
  const { size, data } = QRCode.create(repositoryAddress(), { errorCorrectionLevel: 'M' }).modules;
  expect(own).toBe('M0 0h9');
  expect(drawnModules(code, size)).toEqual(Array.from(data));
  expect(withRepositoryCode(drawn)).toBe(drawn);
});

test('every other figure stays as it is', () => {
  const figure = marked('<path id="code" d="M1 1h1"/>');
  expect(withRepositoryCode(figure)).toBe(figure);
});
