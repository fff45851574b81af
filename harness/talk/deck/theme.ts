import path from 'node:path';
import { repositoryRoot } from '../../process/repository-root.ts';

/** The folder of the decks' themes. */
export const themeFolder = path.join(repositoryRoot, 'slides/theme');
