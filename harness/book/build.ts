import { cp, mkdir, mkdtemp, readdir, rm } from 'node:fs/promises';
import path from 'node:path';
import { CannotRunError } from '../base/errors.ts';
import { cannotWriteTo } from '../process/cannot-write.ts';
import { repositoryRoot } from '../process/repository-root.ts';
import { stopOnShutdown } from '../process/shutdown.ts';
import { repositoryAddress } from '../talk/deck/repository.ts';
import { chaptersOf, placesAt } from './chapters.ts';
import { SCRIPT, siteAssets } from './site/assets.ts';
import { siteConfig } from './site/starlight.ts';
import { writeSource } from './site/write-source.ts';

export interface BookOptions {
  /** Where the site is written. */
  readonly out: string;
  /** The path of the site on its server, with a slash at both ends. */
  readonly base: string;
}

/**
 * Builds the book from the repository, without the network.
 * @returns the number of its pages, in one language
 * @throws CannotRunError `cannot-write`
 */
export async function buildBook({ out, base }: BookOptions): Promise<number> {
  await requireOwnFolder(out);
  const source = await sourceFolder();
  const remove = () => rm(source, { recursive: true, force: true });
  const withdraw = stopOnShutdown(remove);
  try {
    const places = placesAt(base);
    const chapters = await chaptersOf(places);
    await writeSource(source, chapters, places, siteAssets());
    await build(source, { base, chapters });
    await replace(out, path.join(source, 'dist'));
    return chapters.flatMap(({ pages }) => pages).length;
  } finally {
    withdraw();
    await remove();
  }
}

/** In the repository, because what is built there finds packages by its place. */
async function sourceFolder(): Promise<string> {
  const parent = path.join(repositoryRoot, '.book');
  await mkdir(parent, { recursive: true });
  return mkdtemp(`${parent}${path.sep}`);
}

interface Site {
  readonly base: string;
  readonly chapters: Awaited<ReturnType<typeof chaptersOf>>;
}

async function build(source: string, { base, chapters }: Site): Promise<void> {
  // Both are read when Astro is loaded. In development, Starlight leaves the search out.
  process.env.ASTRO_TELEMETRY_DISABLED = '1';
  process.env.NODE_ENV = 'production';
  const { build: astroBuild } = await import('astro');
  const repository = repositoryAddress();
  await astroBuild(siteConfig(chapters, { source, out: path.join(source, 'dist'), base, repository }));
}

/** What is there is removed, so it must be an older book, or nothing. */
async function requireOwnFolder(out: string): Promise<void> {
  const files: readonly string[] = await readdir(out).catch(() => []);
  if (files.length === 0 || files.includes(SCRIPT)) return;
  throw new CannotRunError(
    'cannot-write',
    { en: `${out} has files that are no book`, ja: `${out} には、ブックではないファイルがあります` },
    { en: 'choose another folder with --out', ja: '--out で別のフォルダーを選んでください' },
  );
}

/** An old page must not pass for one of this build. */
async function replace(out: string, built: string): Promise<void> {
  try {
    await rm(out, { recursive: true, force: true });
    await cp(built, out, { recursive: true });
  } catch (cause) {
    throw cannotWriteTo(out, cause);
  }
}
