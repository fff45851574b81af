import { CannotRunError } from '../../base/errors.ts';

type Environment = Readonly<Record<string, string | undefined>>;

/** npm always sets this one to its installation. */
const npmsOwn = new Set(['prefix']);

/**
 * Finds options before `--`, which npm takes for itself and shows only in the environment. npm's warning about that is hidden:
 * `.npmrc` shows errors only, because on Node 20 a hundred lines of warnings come first.
 * @param names the names of the program's options
 * @throws CannotRunError `option-taken-by-npm`
 */
export function requireOwnOptions(names: readonly string[], environment: Environment = process.env): void {
  const { npm_lifecycle_event: script } = environment;
  if (script === undefined) return;
  const taken = names.find(
    (name) => !npmsOwn.has(name) && environment[`npm_config_${name.replaceAll('-', '_')}`] !== undefined,
  );
  if (taken === undefined) return;
  throw new CannotRunError(
    'option-taken-by-npm',
    {
      en: `npm took --${taken} for an option of its own`,
      ja: `--${taken} を npm が自分のオプションとして受け取りました`,
    },
    {
      en: `write options after --: npm run ${script} -- --${taken} …`,
      ja: `オプションは -- のあとに書いてください: npm run ${script} -- --${taken} …`,
    },
  );
}
