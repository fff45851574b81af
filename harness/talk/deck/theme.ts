import path from 'node:path';
import { repositoryRoot } from '../../process/repository-root.ts';

/** Where the themes of the decks are. */
export const themeFolder = path.join(repositoryRoot, 'slides/theme');
