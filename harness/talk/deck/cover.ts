import { existsSync } from 'node:fs';
import path from 'node:path';
import { repositoryRoot } from '../../process/repository-root.ts';
import { rawAddress } from './repository.ts';

/** The picture for links to the talk: a copy of the cover that `npm run slides` draws, under docs/. */
export const coverFile = (deck: string): string => `docs/cover${/\.\w+(?=\.md$)/.exec(deck)?.[0] ?? ''}.png`;

/** Address of the picture that sites show with a link to the deck (og:image); it must be absolute. */
export function coverAddress(deck: string): string | undefined {
  const ours = path.dirname(deck) === path.join(repositoryRoot, 'slides');
  const file = coverFile(path.basename(deck));
  return ours && existsSync(path.join(repositoryRoot, file)) ? rawAddress(file) : undefined;
}
