import { readFileSync, realpathSync, statSync } from 'node:fs';
import path from 'node:path';
import { percentDecoded } from '../../../base/percent-decoded.ts';
import type { Text } from '../../../base/text.ts';
import { isFile } from '../../../process/is-file.ts';
import { repositoryRoot } from '../../../process/repository-root.ts';
import { brokenAt, type Place, saidAt } from '../place.ts';
import { sourceAddress } from '../repository.ts';
import { themeFolder } from '../theme.ts';
import { mediaTypeOf, mediaTypes } from './media-types.ts';
import { installed } from './offline.ts';

/** The files and addresses that a deck points at. Files are read and checked; addresses on the network are reported. */
export class References {
  readonly #deck: string;
  readonly #lines: readonly string[];
  /** Exact lines, if the Markdown parser tells them. */
  readonly #known: ReadonlyMap<string, number>;
  readonly #uses: (file: string) => void;
  readonly #embedded = new Map<string, string>();
  readonly #notices = new Map<string, Text>();

  /** @param uses called with each file that the deck points at, also one that does not exist */
  constructor(
    deck: string,
    source: string,
    known: ReadonlyMap<string, number>,
    uses: (file: string) => void = () => {},
  ) {
    this.#deck = deck;
    this.#lines = source.split('\n');
    this.#known = known;
    this.#uses = uses;
  }

  /** Warnings that do not stop the deck from being shown. */
  get notices(): readonly Text[] {
    return [...this.#notices.values()];
  }

  /**
   * The picture, font or film at this address as `data:`.
   * @throws CannotRunError `broken-deck` for a file that does not exist or has no known format
   */
  embedded(written: string): string {
    const address = written.trim();
    if (address === '' || /^(data:|blob:|#)/i.test(address)) return written;
    const offline = installed(address);
    if (offline !== undefined) return this.dataOf(offline, written);
    if (/^(https?:)?\/\//i.test(address)) {
      this.notice(address, external);
      return written;
    }
    return this.dataOf(this.#file(address), written);
  }

  /**
   * The public address of a link's target; undefined if there is none.
   * @throws CannotRunError `broken-deck` for a file that does not exist
   */
  published(written: string): string | undefined {
    if (/^([a-z][a-z\d+.-]*:)?\/\//i.test(written) || /^(mailto|tel|data):/i.test(written)) return written;
    const file = this.#file(written);
    const inside = path.relative(repositoryRoot, file);
    if (!inside.startsWith('..') && !path.isAbsolute(inside))
      return sourceAddress(inside) + (/#.*$/.exec(written)?.[0] ?? '');
    this.notice(written, outside);
    return undefined;
  }

  notice(written: string, why: Text): void {
    const what = { en: `${written} ${why.en}`, ja: `${written} ${why.ja}` };
    if (!this.#notices.has(what.en)) this.#notices.set(what.en, saidAt(this.#place(written), what));
  }

  /**
   * A file as `data:`.
   * @param written its name in the deck
   */
  dataOf(file: string, written: string): string {
    const kept = this.#embedded.get(file);
    if (kept !== undefined) return kept;
    const type = mediaTypeOf(file);
    if (type === undefined)
      throw this.#broken(`${written}: ${Object.keys(mediaTypes).join(', ')}`, noFormat, written);
    const data = `data:${type};base64,${readFileSync(file).toString('base64')}`;
    this.#embedded.set(file, data);
    return data;
  }

  /** The file of a relative path; it must exist. */
  #file(written: string): string {
    if (/^([a-z][a-z\d+.-]*:|\/)/i.test(written)) throw this.#broken(written, unreachable, written);
    const name = percentDecoded(written.replace(/[?#].*$/, ''));
    const candidates = [...foldersOf(this.#deck), themeFolder].map((folder) => path.resolve(folder, name));
    const file = candidates.find(isFile) ?? candidates[0] ?? name;
    this.#uses(file);
    if (!isFile(file)) throw this.#broken(written, missing, written);
    return file;
  }

  #broken(what: string, why: Text, written: string) {
    const says = { en: `${what} ${why.en}`, ja: `${what} ${why.ja}` };
    return brokenAt(this.#place(written), says, advice);
  }

  #place(written: string): Place {
    const spelled = [written, percentDecoded(written), written.replaceAll('%20', ' ')];
    const found = this.#lines.findIndex((line) => spelled.some((text) => line.includes(text)));
    return { deck: this.#deck, line: this.#known.get(written) ?? (found < 0 ? undefined : found + 1) };
  }
}

/** The base folders of a deck's relative paths: the deck's own and, if it is a symbolic link, that of its target. */
export function foldersOf(deck: string): string[] {
  const real = statSync(deck, { throwIfNoEntry: false }) === undefined ? deck : realpathSync(deck);
  return [...new Set([path.dirname(deck), path.dirname(real)])];
}

const missing: Text = { en: 'is not there', ja: 'がありません' };
const outside: Text = {
  en: 'is outside the repository: readers cannot reach it, and it is shown without the link',
  ja: 'はリポジトリの外にあります。読む人には開けないので、リンクを外して表示します',
};
const external: Text = {
  en: 'is on the network: HTML fetches it where it is read, and it is not shown while presenting; keep a copy beside the deck',
  ja: 'はネットワーク上にあります。HTML では読むたびに取得し、発表中は表示されません。スライドの隣に保存してください',
};
const unreachable: Text = {
  en: 'is neither a web address nor a path relative to the deck',
  ja: 'は、Web のアドレスでも、スライドからの相対パスでもありません',
};
const noFormat: Text = { en: 'are the formats known here', ja: 'が、使える形式です' };
const advice: Text = {
  en: 'use a path relative to the deck, to a file that is there',
  ja: '実在するファイルを、スライドからの相対パスで指してください',
};
