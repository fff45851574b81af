import { execa } from 'execa';
import { CannotRunError } from '../../base/errors.ts';

/** The command of each system that opens a URL. */
const openers: Partial<Record<NodeJS.Platform, readonly [string, ...string[]]>> = {
  darwin: ['open'],
  win32: ['cmd', '/c', 'start', ''],
};

/** @throws CannotRunError `no-browser` */
export async function openBrowser(url: string): Promise<void> {
  const [program, ...words] = openers[process.platform] ?? ['xdg-open'];
  const { failed } = await execa(program, [...words, url], { reject: false, stdio: 'ignore' });
  if (!failed) return;
  throw new CannotRunError(
    'no-browser',
    { en: `no browser could be opened (${program})`, ja: `ブラウザーを開けませんでした(${program})` },
    {
      en: 'open the address yourself',
      ja: 'アドレスを自分で開いてください',
    },
  );
}
