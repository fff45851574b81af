import type { Text } from '../base/text.ts';
import { findProgram } from '../process/find-program.ts';
import { pinnedImage } from '../process/pinned-image.ts';
import { imageTrouble, inImage, originOfImage } from './in-image.ts';
import { originOfProgram } from './origin.ts';
import type { Command } from './program.ts';

/** How programs of one client are run here. */
export interface WayToRun {
  readonly origin: Text;
  run(name: string, args: readonly string[]): Command;
}

interface Place {
  /** The programs that must be there. The first one stands for all of them in messages. */
  readonly names: readonly [string, ...string[]];
  /** An image that a person chose; the one in the Dockerfile if left out. */
  readonly image: string | undefined;
  readonly dockerfile: URL;
}

/** On the PATH, where all of them are; else in an image that is here; else undefined. */
export async function wayToRun(
  { names, image, dockerfile }: Place,
  environment: Readonly<Record<string, string | undefined>> = process.env,
): Promise<WayToRun | undefined> {
  const paths = await Promise.all(names.map((name) => findProgram(name, environment)));
  const found = paths.filter((path) => path !== undefined);
  const [first] = found;
  if (first !== undefined && found.length === names.length) {
    return {
      origin: originOfProgram(first),
      run: (name, args) => ({ file: found[names.indexOf(name)] ?? name, args }),
    };
  }
  const chosen = image || (await pinnedImage(dockerfile));
  if ((await imageTrouble(chosen)) !== undefined) return undefined;
  return { origin: originOfImage(chosen), run: (name, args) => inImage(chosen, [name, ...args]) };
}
