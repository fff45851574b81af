import { CannotRunError } from '../../base/errors.ts';
import { isLanguage } from '../../base/language.ts';

type Environment = Readonly<Record<string, string | undefined>>;
/** Options as parseArgs takes them. */
type Known = Readonly<
  Record<string, { readonly type: 'string' | 'boolean'; readonly short?: string | undefined }>
>;

/** npm always sets `prefix` to its installation. The others may come from a `.npmrc`, which was not written for this program. */
const npmsOwn = new Set(['prefix', 'ca', 'cafile', 'cert', 'key', 'proxy']);

/** What npm makes of options that are its own too: it passes them on under another name, if at all. */
const renamed: Readonly<Record<string, (environment: Environment) => boolean>> = {
  quiet: ({ npm_config_loglevel: level }) => level === 'warn',
  lang: ({ npm_config_long: long, npm_config_all: all }) => long === 'true' && all === 'true',
  protocol: ({ npm_config_parseable: parseable }) => parseable === 'true',
};

/**
 * Finds options before `--`, which npm takes for itself and shows only in the environment. npm's warning about that is hidden:
 * `.npmrc` shows errors only, because on Node 20 a hundred lines of warnings come first.
 * @param words the words of the command line that are not options; npm leaves the value of a taken option among them
 * @throws CannotRunError `option-taken-by-npm`, with the line to type
 */
export function requireOwnOptions(
  options: Known,
  words: readonly string[] = [],
  environment: Environment = process.env,
): void {
  const { npm_lifecycle_event: script } = environment;
  if (script === undefined) return;
  const isLangSplit = renamed.lang?.(environment) ?? false;
  const taken = Object.keys(options)
    .filter((name) => isTaken(name, options[name]?.short, environment))
    // npm reads --lang as -l -a -n -g, and -a is its --all.
    .filter((name) => name !== 'all' || !isLangSplit);
  if (taken.length === 0) return;
  const line = lineWith(script, taken, options, words, environment);
  const shown = taken.map((name) => `--${name}`);
  const [en, ja] = [shown.join(' and '), shown.join(' と ')];
  throw new CannotRunError(
    'option-taken-by-npm',
    {
      en: `npm took ${en} for ${taken.length === 1 ? 'an option' : 'options'} of its own`,
      ja: `${ja} を npm が自分のオプションとして受け取りました`,
    },
    { en: `write options after --: ${line}`, ja: `オプションは -- のあとに書いてください: ${line}` },
  );
}

const inEnvironment = (name: string, environment: Environment) =>
  environment[`npm_config_${name.replaceAll('-', '_')}`];

const isTaken = (name: string, short: string | undefined, environment: Environment): boolean =>
  (!npmsOwn.has(name) && inEnvironment(name, environment) !== undefined) ||
  (short !== undefined && inEnvironment(short, environment) === 'true') ||
  (renamed[name]?.(environment) ?? false);

/**
 * The line that was meant. The value of an option that npm took stands in the environment, or at the end of the words. Which one of
 * several values belongs to which option cannot be told, except a language: then `…` stands for them.
 */
function lineWith(
  script: string,
  taken: readonly string[],
  options: Known,
  words: readonly string[],
  environment: Environment,
): string {
  const rest = [...words];
  const values = new Map<string, string>();
  const open: string[] = [];
  for (const name of taken.filter((name) => options[name]?.type === 'string')) {
    const told = inEnvironment(name, environment);
    const at = name === 'lang' ? rest.findLastIndex(isLanguage) : -1;
    if (told !== undefined && told !== 'true') values.set(name, told);
    else if (at >= 0) values.set(name, rest.splice(at, 1).join());
    else open.push(name);
  }
  const left = rest.splice(Math.max(0, rest.length - open.length));
  for (const name of open) values.set(name, (open.length === 1 ? left[0] : undefined) ?? '…');
  const written = taken.map((name) => [`--${name}`, values.get(name) ?? []].flat().join(' '));
  return ['npm run', script, ...rest, '--', ...written].join(' ');
}
