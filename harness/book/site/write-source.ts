import { copyFile, mkdir, writeFile } from 'node:fs/promises';
import path from 'node:path';
import { type Language, languages } from '../../base/text.ts';
import { repositoryRoot } from '../../process/repository-root.ts';
import type { Chapter, Page } from '../content.ts';
import type { Places } from '../links.ts';

/** What the generator reads as the definition of its collections. */
const COLLECTIONS = `import { defineCollection } from 'astro:content';
import { docsLoader, i18nLoader } from '@astrojs/starlight/loaders';
import { docsSchema, i18nSchema } from '@astrojs/starlight/schema';
export const collections = {
  docs: defineCollection({ loader: docsLoader(), schema: docsSchema() }),
  i18n: defineCollection({ loader: i18nLoader(), schema: i18nSchema() }),
};
`;

/** Writes what the generator reads: a Markdown file for each page and language, and the files that the pages show. */
export async function writeSource(
  folder: string,
  chapters: readonly Chapter[],
  { files }: Places,
  assets: Readonly<Record<string, string>>,
): Promise<void> {
  await writeIn(folder, 'src/content.config.ts', COLLECTIONS);
  for (const page of chapters.flatMap(({ pages }) => pages)) {
    for (const language of languages) await writeIn(folder, fileOf(page, language), textOf(page, language));
  }
  for (const [name, text] of Object.entries(assets)) await writeIn(folder, name, text);
  for (const file of files) {
    const target = path.join(folder, 'public/files', file);
    await mkdir(path.dirname(target), { recursive: true });
    await copyFile(path.join(repositoryRoot, file), target);
  }
}

function fileOf({ path: page }: Page, language: Language): string {
  const name = page === '' ? 'index' : page;
  return `src/content/docs/${language === 'en' ? '' : `${language}/`}${name}.md`;
}

/** JSON is YAML. Without a slug, the generator would take dots out of a page's address, as of lab 21's. */
function textOf({ path: page, title, body }: Page, language: Language): string {
  const slug = `${language === 'en' ? '' : `${language}/`}${page}`;
  const lines = [`title: ${JSON.stringify(title[language])}`, ...(page === '' ? [] : [`slug: ${slug}`])];
  return `---\n${lines.join('\n')}\n---\n\n${body[language]}\n`;
}

async function writeIn(folder: string, name: string, text: string): Promise<void> {
  const file = path.join(folder, name);
  await mkdir(path.dirname(file), { recursive: true });
  await writeFile(file, text);
}
