import type { Token } from 'markdown-it';

/** Marp's directives that also apply to later slides. */
const lasting: readonly string[] = [
  'backgroundColor',
  'backgroundImage',
  'backgroundPosition',
  'backgroundRepeat',
  'backgroundSize',
  'class',
  'color',
  'footer',
  'header',
  'paginate',
];

/** The parts of an omitted slide that affect later slides: directives, and styles of the whole deck. */
export const whatLasts = (slide: readonly Token[]): Token[] =>
  slide.flatMap((token) => {
    if (token.type === 'marpit_style') return token.meta?.marpitStyleScoped ? [] : [token];
    if (token.type !== 'marpit_comment') return whatLasts(token.children ?? []);
    const directives = Object.entries(token.meta?.marpitParsedDirectives ?? {}).filter(([name]) =>
      lasting.includes(name),
    );
    if (directives.length === 0) return [];
    const kept = Object.assign(Object.create(Object.getPrototypeOf(token)), token);
    kept.meta = { ...token.meta, marpitParsedDirectives: Object.fromEntries(directives) };
    return [kept];
  });
