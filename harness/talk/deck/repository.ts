import { readFileSync } from 'node:fs';
import path from 'node:path';
import { CannotRunError } from '../../base/errors.ts';
import { same } from '../../base/text.ts';
import { repositoryRoot } from '../../process/repository-root.ts';

/** The branch that decks link to: the default branch. */
const branch = 'main';

/**
 * The web address of a repository, from the `repository` of a package.json: `git+https://host/owner/name.git` becomes
 * `https://host/owner/name`.
 * @throws CannotRunError `no-repository-address`
 */
export function webAddress(repository: unknown): string {
  const url =
    typeof repository === 'object' && repository !== null && 'url' in repository
      ? repository.url
      : repository;
  const address = typeof url === 'string' ? url.replace(/^git\+/, '').replace(/\.git$/, '') : '';
  if (/^https?:\/\/[^/]+\/./.test(address)) return address;
  throw new CannotRunError(
    'no-repository-address',
    {
      en: `package.json has no https address in "repository" (found ${JSON.stringify(url)})`,
      ja: `package.json の "repository" に https のアドレスがありません(${JSON.stringify(url)})`,
    },
    same('"repository": { "type": "git", "url": "git+https://host/owner/name.git" }'),
  );
}

/** The web page of a file of this repository, e.g. `labs/03-retain/lab.ts`. */
export const sourceAddress = (file: string): string => addressOf('blob', file);

/** The address of the file itself. */
export const rawAddress = (file: string): string => addressOf('raw', file);

/** The address of this repository on the web. */
export function repositoryAddress(): string {
  const manifest: { repository?: unknown } = JSON.parse(
    readFileSync(path.join(repositoryRoot, 'package.json'), 'utf8'),
  );
  return webAddress(manifest.repository);
}

function addressOf(view: 'blob' | 'raw', file: string): string {
  return `${repositoryAddress()}/${view}/${branch}/${file.split(path.sep).map(encodeURIComponent).join('/')}`;
}
