import { readdirSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { Marp, type MarpOptions } from '@marp-team/marp-core';
import type { StateCore, Token } from 'markdown-it';
import { didYouMean } from '../../../base/nearest.ts';
import type { Language, Text } from '../../../base/text.ts';
import { onlyCut } from '../cut.ts';
import { withMarkers } from '../markers.ts';
import { brokenAt, saidAt } from '../place.ts';
import { withoutMark } from '../source.ts';
import { themeFolder } from '../theme.ts';
import { Anchors } from './anchors.ts';
import { embedInCss, replaceUrls } from './css.ts';
import { frontMatter, themeByTheLetter } from './front-matter.ts';
import { replaceInHtml } from './html.ts';
import { isEmoji } from './offline.ts';
import { References } from './references.ts';

/** Fields of front matter that marp-cli reads in addition to Marp, as text to the end of the line. */
const aboutTheDeck = ['title', 'description', 'author', 'image', 'keywords', 'url'];

export interface DeckMarpOptions {
  /** Path of the deck, the base of its relative paths. */
  readonly deck: string;
  /** For a deck whose front matter names none. */
  readonly language: Language;
  /** Only the slides with this mark. */
  readonly cut?: string | undefined;
  /** Called with each file that the deck points at. */
  readonly uses?: ((file: string) => void) | undefined;
  /** Marp's own options: how its HTML is wrapped. */
  readonly marp?: MarpOptions | undefined;
}

/** A deck rendered by Marp, and warnings about it. */
export interface Rendered<Html> {
  readonly html: Html;
  readonly css: string;
  readonly comments: string[][];
}

/**
 * Marp for every use of a deck: present, HTML, PDF, PPTX, and the checks. Its output is self-contained: pictures, fonts and
 * emoji are included. Rendering throws CannotRunError `broken-deck`, with the line, for errors in the deck.
 */
export class DeckMarp extends Marp {
  readonly #options: DeckMarpOptions;
  readonly #anchors = new Anchors();
  readonly #lines = new Map<string, number>();
  /** Fields of the front matter of the deck that was rendered last, for example `title`. */
  readonly about = new Map<string, string>();
  #references: References;
  #notices: readonly Text[] = [];

  constructor(options: DeckMarpOptions) {
    super({ ...options.marp, lang: options.language });
    this.#options = options;
    this.#references = new References(options.deck, '', this.#lines);
    withMarkers(this);
    for (const name of aboutTheDeck)
      this.customDirectives.global[name] ??= (value) => {
        this.about.set(name, String(value));
        return {};
      };
    for (const theme of readdirSync(themeFolder).filter((name) => name.endsWith('.css')))
      this.themeSet.add(readFileSync(path.join(themeFolder, theme), 'utf8'));
    this.markdown.core.ruler.after('inline', 'deck_lines', (state: StateCore) => this.#read(state));
    if (options.cut !== undefined) this.use(onlyCut(options.cut, this.#anchors.keep));
    this.use(this.#anchors.plugin);
  }

  /** Warnings about the deck that was rendered last, with its lines. */
  get notices(): readonly Text[] {
    return [...this.#notices, ...this.#references.notices];
  }

  override render(markdown: string, env: { htmlAsArray: true }): Rendered<string[]>;
  override render(markdown: string, env?: object): Rendered<string>;
  override render(markdown: string, env: object = {}): Rendered<string | string[]> {
    const source = withoutMark(markdown);
    // Editors empty a file before they write it: an empty deck must not replace the one that is shown.
    if (source.trim() === '') throw brokenAt({ deck: this.#options.deck }, isEmpty, howToBegin);
    this.#lines.clear();
    this.about.clear();
    this.#notices = [];
    this.#references = new References(this.#options.deck, source, this.#lines, this.#options.uses);
    const { html, css, comments } = super.render(source, env) as Rendered<string | string[]>;
    const variables = new Map<string, string>();
    const whole =
      typeof html === 'string'
        ? this.#html(html, variables)
        : html.map((slide) => this.#html(slide, variables));
    return {
      html: whole,
      css: this.#css(css) + inRoot(variables),
      comments,
    };
  }

  /** @param variables pictures that many slides may show, by CSS variable: each is included once */
  #html(html: string, variables: Map<string, string>): string {
    const references = this.#references;
    const inVariable = (address: string): string => {
      const embedded = references.embedded(address);
      if (!embedded.startsWith('data:')) return address;
      const name = variables.get(embedded) ?? `--picture-${variables.size + 1}`;
      variables.set(embedded, name);
      return `var(${name})`;
    };
    return replaceInHtml(html, {
      picture: (address) => {
        const embedded = references.embedded(address);
        return embedded === address && isEmoji(address) ? undefined : embedded;
      },
      style: (css) => replaceUrls(css, inVariable),
      link: (address) => (address.startsWith('#') ? this.#within(address) : references.published(address)),
    });
  }

  #css(css: string): string {
    const references = this.#references;
    return embedInCss(css, {
      embedded: (address) => references.embedded(address),
      data: (file) => references.dataOf(file, file),
      external: (address) => references.notice(address, sheetElsewhere),
    });
  }

  #within(address: string): string | undefined {
    const anchor = this.#anchors.find(address.slice(1));
    if (typeof anchor === 'number') return `#${anchor}`;
    if (anchor === undefined) this.#references.notice(address, noSuchSlide);
    return undefined;
  }

  #read({ tokens, inlineMode, Token: NewToken }: StateCore): void {
    if (inlineMode) return;
    for (const block of tokens) this.#placeTargets(block);
    const front = tokens.find(({ type }) => type === 'front_matter');
    // Its type is `any`; the plugin stores the text there.
    const text = String(front?.meta ?? '');
    const { deck } = this.#options;
    const { global, local } = this.customDirectives;
    const wanted = frontMatter(deck, text, [...Object.keys(global), ...Object.keys(local)]).theme;
    if (typeof wanted !== 'string' || wanted === '' || this.themeSet.has(wanted)) return;
    const meant = themeByTheLetter(text);
    const line = text.split('\n').findIndex((field) => field.includes(wanted)) + 2;
    if (typeof meant !== 'string' || !this.themeSet.has(meant)) throw this.#noTheme(wanted, line);
    this.#notices = [saidAt({ deck, line }, commentInName(meant))];
    const directive = new NewToken('marpit_comment', '', 0);
    directive.hidden = true;
    directive.meta = { marpitParsedDirectives: { theme: meant }, marpitCommentParsed: 'directive' };
    tokens.push(directive);
  }

  /** Records the line of each picture and link of a block. */
  #placeTargets(block: Token): void {
    let line = (block.map?.[0] ?? 0) + 1;
    for (const token of block.children ?? []) {
      if (token.type === 'softbreak' || token.type === 'hardbreak') line += 1;
      const target = token.attrGet(token.type === 'image' ? 'src' : 'href');
      if (target && !this.#lines.has(target)) this.#lines.set(target, line);
    }
  }

  #noTheme(wanted: string, line: number) {
    const names = [...this.themeSet.themes()].map(({ name }) => name);
    return brokenAt(
      { deck: this.#options.deck, line },
      { en: `there is no theme "${wanted}"`, ja: `「${wanted}」というテーマはありません` },
      didYouMean(wanted, names, {
        more: { en: `there are: ${names.join(', ')}`, ja: `使えるのは ${names.join(', ')}` },
      }),
    );
  }
}

const inRoot = (variables: ReadonlyMap<string, string>): string =>
  variables.size === 0
    ? ''
    : `\n:root{${[...variables].map(([data, name]) => `${name}:url("${data}")`).join(';')}}`;

const isEmpty: Text = { en: 'the deck is empty', ja: '資料が空です' };
const howToBegin: Text = {
  en: 'write a slide: npm run present -- --new slides/my.md makes five to begin with',
  ja: 'スライドを書いてください。npm run present -- --new slides/my.md で、たたき台ができます',
};
const sheetElsewhere: Text = {
  en: 'is a style sheet elsewhere: it is not embedded, and not used while presenting',
  ja: 'は外部のスタイルシートです。埋め込まれず、発表中は使われません',
};
const noSuchSlide: Text = {
  en: 'leads to no slide: neither its number nor the id of a heading',
  ja: 'に当たるスライドがありません。番号か、見出しの ID を書いてください',
};
const commentInName = (theme: string): Text => ({
  en: `the theme is ${theme}; other Marp programs take the comment behind it for a part of its name: move it to a line of its own`,
  ja: `テーマは ${theme} として扱います。ほかの Marp では、うしろのコメントも名前の一部になります。コメントは別の行に移してください`,
});
