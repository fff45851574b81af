import { existsSync } from 'node:fs';
import path from 'node:path';
import { repositoryRoot } from '../../process/repository-root.ts';
import { rawAddress } from './repository.ts';

/** Where the talk's cover is kept for those who link to the talk: what `npm run slides` draws it as, under docs/. */
export const coverFile = (deck: string): string => `docs/cover${/\.\w+(?=\.md$)/.exec(deck)?.[0] ?? ''}.png`;

/** Address of the picture that a link to the deck is shown with (og:image): readers need an absolute one. */
export function coverAddress(deck: string): string | undefined {
  const ours = path.dirname(deck) === path.join(repositoryRoot, 'slides');
  const file = coverFile(path.basename(deck));
  return ours && existsSync(path.join(repositoryRoot, file)) ? rawAddress(file) : undefined;
}
