import { readFileSync, statSync } from 'node:fs';
import path from 'node:path';
import type { MarkdownIt, Token } from 'markdown-it';
import { CannotRunError } from '../../base/errors.ts';
import type { Text } from '../../base/text.ts';
import { repositoryRoot } from '../../process/repository-root.ts';
import { sourceAddress } from './repository.ts';

const mediaTypes: Readonly<Record<string, string>> = {
  '.svg': 'image/svg+xml',
  '.png': 'image/png',
  '.jpg': 'image/jpeg',
  '.jpeg': 'image/jpeg',
  '.webp': 'image/webp',
};

/**
 * markdown-it plugin: what a deck points at by a relative path works wherever the deck is read. Pictures go into the
 * deck as `data:`, links to files of the repository become links to the repository on the web. The Markdown itself
 * keeps plain relative paths, so that GitHub and editors show it.
 *
 * While rendering it throws CannotRunError `broken-deck` for what would not work: a file that is not there or lies
 * outside the repository, a path that only this machine knows.
 */
export function selfContained(deck: string) {
  return (markdown: MarkdownIt): void => {
    // Straight after markdown-it's own work: Marpit's rules that move pictures to the background come later.
    markdown.core.ruler.after('inline', 'self_contained', ({ tokens }) => {
      for (const block of tokens) {
        const line = (block.map?.[0] ?? 0) + 1;
        for (const token of block.children ?? []) rewrite(token, { deck, line });
      }
    });
  };
}

interface Place {
  readonly deck: string;
  readonly line: number;
}

function rewrite(token: Token, place: Place): void {
  const attribute = token.type === 'image' ? 'src' : token.type === 'link_open' ? 'href' : undefined;
  const target = attribute && token.attrGet(attribute);
  if (!attribute || !target || /^(https?:|mailto:|data:|#)/i.test(target)) return;
  const address = attribute === 'src' ? embedded(target, place) : published(target, place);
  token.attrSet(attribute, address);
  if (token.meta?.marpitImage) token.meta.marpitImage.url = address;
}

function embedded(target: string, place: Place): string {
  const file = local(target, place);
  const type = mediaTypes[path.extname(file).toLowerCase()];
  if (!type) throw broken(place, `${target}: ${Object.keys(mediaTypes).join(', ')}`, notAPicture);
  return `data:${type};base64,${readFileSync(file).toString('base64')}`;
}

function published(target: string, place: Place): string {
  const file = local(target, place);
  const inside = path.relative(repositoryRoot, file);
  if (inside.startsWith('..') || path.isAbsolute(inside)) throw broken(place, target, outside);
  return sourceAddress(inside) + (/#.*$/.exec(target)?.[0] ?? '');
}

/** The file a relative path of the deck means; it has to be there. */
function local(target: string, place: Place): string {
  if (/^([a-z][a-z\d+.-]*:|\/)/i.test(target)) throw broken(place, target, unreachable);
  const file = path.resolve(path.dirname(place.deck), decodeURIComponent(target.replace(/[?#].*$/, '')));
  if (!statSync(file, { throwIfNoEntry: false })?.isFile()) throw broken(place, target, missing);
  return file;
}

const missing: Text = { en: 'is not there', ja: 'がありません' };
const outside: Text = {
  en: 'is outside the repository, readers cannot reach it',
  ja: 'はリポジトリの外にあり、読む人には開けません',
};
const unreachable: Text = {
  en: 'is neither a web address nor a path relative to the deck',
  ja: 'は、Web のアドレスでも、スライドからの相対パスでもありません',
};
const notAPicture: Text = { en: 'are the picture formats known here', ja: 'が、使える画像の形式です' };

function broken({ deck, line }: Place, target: string, why: Text): CannotRunError {
  const where = `${path.relative(process.cwd(), deck)}:${line}`;
  return new CannotRunError(
    'broken-deck',
    { en: `${where}: ${target} ${why.en}`, ja: `${where}: ${target} ${why.ja}` },
    {
      en: 'use a path relative to the deck, to a file of this repository',
      ja: 'このリポジトリのファイルを、スライドからの相対パスで指してください',
    },
  );
}
