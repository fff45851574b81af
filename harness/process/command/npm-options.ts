import { CannotRunError } from '../../base/errors.ts';

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
  const taken = Object.keys(options).find((name) => isTaken(name, options[name]?.short, environment));
  if (taken === undefined) return;
  const line = lineWith(script, taken, options[taken]?.type === 'string', words, environment);
  throw new CannotRunError(
    'option-taken-by-npm',
    {
      en: `npm took --${taken} for an option of its own`,
      ja: `--${taken} を npm が自分のオプションとして受け取りました`,
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

/** The line that was meant. The value of an option that npm took stands at the end of the words, or in the environment. */
function lineWith(
  script: string,
  name: string,
  takesValue: boolean,
  words: readonly string[],
  environment: Environment,
): string {
  const told = inEnvironment(name, environment);
  const isTold = takesValue && told !== undefined && told !== 'true';
  const value = isTold ? told : words.at(-1);
  const before = takesValue && !isTold ? words.slice(0, -1) : words;
  const option = takesValue ? [`--${name}`, value ?? '…'] : [`--${name}`];
  return ['npm run', script, ...before, '--', ...option].join(' ');
}
