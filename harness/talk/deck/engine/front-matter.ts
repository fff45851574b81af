import { createRequire } from 'node:module';
import { FAILSAFE_SCHEMA, load, YAMLException } from 'js-yaml';
import { brokenAt } from '../place.ts';

type Fields = Readonly<Record<string, unknown>>;

const require = createRequire(import.meta.url);

/** Marpit's parser of front matter. It returns false for invalid YAML, and Marp then ignores all of it. */
const marpits: {
  readonly yaml: (text: string, loose: readonly string[]) => Fields | false;
} = require('@marp-team/marpit/lib/markdown/directives/yaml');

/**
 * The front matter of a deck, as Marp reads it.
 * @param loose names of directives that Marp reads as text to the end of the line, as in `title: MQTT: a talk`
 * @throws CannotRunError `broken-deck` with the line, if Marp would silently ignore all of it
 */
export function frontMatter(deck: string, text: string, loose: readonly string[]): Fields {
  if (text.trim() === '') return {};
  const fields = marpits.yaml(text, loose);
  if (fields !== false) return fields;
  const { line, reason } = whatIsWrong(text);
  throw brokenAt(
    // The first line is `---`.
    { deck, line: line + 2 },
    { en: `the front matter is no YAML (${reason})`, ja: `フロントマターが YAML ではありません(${reason})` },
    {
      en: 'write lines like "title: My talk" between the --- lines; put quotation marks around what has a colon or a bracket in it',
      ja: '--- の間に「title: 題名」のような行を書いてください。コロンやかっこを含む値は引用符で囲みます',
    },
  );
}

/** The front matter of a file that may not be a deck; empty if there is none or it is invalid. */
export function fieldsOf(source: string): Fields {
  const [, text] = /^---\r?\n([\s\S]*?\n)---[ \t]*(?:\r?\n|$)/.exec(source) ?? [];
  return (text !== undefined && marpits.yaml(text, [])) || {};
}

/** The theme by the rules of YAML, where ` # …` is a comment; Marp reads that as part of the name. */
export function themeByTheLetter(text: string): unknown {
  try {
    const fields = load(text, { schema: FAILSAFE_SCHEMA });
    return typeof fields === 'object' && fields !== null && 'theme' in fields ? fields.theme : undefined;
  } catch {
    return undefined;
  }
}

/** The line is counted from 0. */
function whatIsWrong(text: string): { readonly line: number; readonly reason: string } {
  try {
    load(text);
  } catch (error) {
    if (error instanceof YAMLException) return { line: error.mark?.line ?? 0, reason: error.reason };
  }
  return { line: 0, reason: 'no NAME: VALUE' };
}
