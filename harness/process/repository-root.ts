import path from 'node:path';

/** The folder of this project's package.json. */
export const repositoryRoot: string = path.resolve(import.meta.dirname, '../..');
