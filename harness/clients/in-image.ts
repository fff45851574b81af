import { same, type Text } from '../base/text.ts';
import { versionOf } from './ask.ts';
import type { MissingClient } from './client-kind.ts';
import type { Command } from './program.ts';

/**
 * Runs a program of an image in a container of its own, on this machine's network: taps listen on loopback. The shell is there
 * to end the program when the container is asked to end: the first process of a container ignores SIGTERM unless it says otherwise.
 * @param folder of this machine that the program may read, under the same path
 */
export function inImage(image: string, program: readonly string[], folder?: string): Command {
  const mount = folder === undefined ? [] : ['--volume', `${folder}:${folder}:ro`];
  const options = ['--rm', '--pull', 'never', '--network', 'host', '--entrypoint', 'sh', ...mount];
  // In single quotes: which process that is has to be looked up when the signal comes.
  const script = `trap 'kill -TERM $!; wait $!; exit 143' TERM INT; "$@" & wait $!`;
  return { file: 'docker', args: ['run', ...options, image, '-c', script, 'sh', ...program] };
}

/** Why a program of the image cannot be run here, if it cannot. It is not pulled: a run must not begin with a download. */
export async function imageTrouble(image: string): Promise<MissingClient | undefined> {
  if (process.platform !== 'linux') return notOnLinux;
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
