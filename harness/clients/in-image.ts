import { same, type Text } from '../base/text.ts';
import { versionOf } from './ask.ts';
import type { MissingClient } from './client-kind.ts';
import type { Command } from './program.ts';

/**
 * Runs a program of an image in its own container, on the host's network: taps listen on loopback. A shell ends the program
 * when the container is stopped, because the first process of a container ignores SIGTERM by default.
 * @param folder of this machine that the program may read, at the same path
 */
export function inImage(image: string, program: readonly string[], folder?: string): Command {
  const mount = folder === undefined ? [] : ['--volume', `${folder}:${folder}:ro`];
  const options = ['--rm', '--pull', 'never', '--network', 'host', '--entrypoint', 'sh', ...mount];
  // In single quotes: `$!` must be read when the signal comes.
  const script = `trap 'kill -TERM $!; wait $!; exit 143' TERM INT; "$@" & wait $!`;
  return { file: 'docker', args: ['run', ...options, image, '-c', script, 'sh', ...program] };
}

/**
 * Why a program of the image can't run here; undefined if it can. The image is not pulled: a run must not begin with a
 * download.
 */
export async function imageTrouble(image: string): Promise<MissingClient | undefined> {
  if (process.platform !== 'linux') return notOnLinux;
  return missingImage(image);
}

/** What to type if an image is not on this machine; undefined if it is. */
export async function missingImage(image: string): Promise<MissingClient | undefined> {
  const asked = { file: 'docker', args: ['image', 'inspect', '--format', '{{.Id}}', image] };
  if ((await versionOf(asked, /^(sha256:\w+)/)) !== undefined) return undefined;
  return {
    missing: { en: `the image ${image} is not here`, ja: `イメージ ${image} がありません` },
    advice: same(`docker pull ${image}`),
  };
}

export const originOfImage = (image: string): Text => ({
  en: `container of the image ${image}`,
  ja: `イメージ ${image} のコンテナ`,
});

const notOnLinux: MissingClient = {
  missing: {
    en: 'a container reaches the loopback of this machine only on Linux',
    ja: 'コンテナからこのマシンのループバックに届くのは Linux だけです',
  },
  advice: { en: 'install it as a program', ja: 'プログラムとしてインストールしてください' },
};
