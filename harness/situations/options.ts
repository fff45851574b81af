import { CannotRunError } from '../base/errors.ts';
import { languageFrom } from '../base/language.ts';
import type { Language } from '../base/text.ts';
import type { Identity } from '../brokers/identity/identity.ts';
import { protocolVersionOf } from '../lab/terminal/options.ts';
import { parseOptions } from '../process/options.ts';
import type { ProtocolVersion } from '../protocol/version.ts';

export interface ClientCommand {
  /** The program and its arguments. */
  readonly words: readonly string[];
  readonly protocolVersion: ProtocolVersion | undefined;
  readonly only: readonly string[];
  readonly out: string | undefined;
  readonly identity: Identity | undefined;
  readonly time: boolean;
  readonly dryRun: boolean;
  readonly language: Language;
  readonly help: boolean;
}

const options = {
  as: { type: 'string' },
  only: { type: 'string', multiple: true },
  protocol: { type: 'string', short: 'p' },
  out: { type: 'string', short: 'o' },
  'no-time': { type: 'boolean', default: false },
  'dry-run': { type: 'boolean', default: false },
  lang: { type: 'string' },
  help: { type: 'boolean', short: 'h', default: false },
} as const;

const takingValues = Object.entries(options)
  .filter(([, { type }]) => type === 'string')
  .flatMap(([name, option]) => [`--${name}`, ...('short' in option ? [`-${option.short}`] : [])]);

/** @throws CannotRunError for anything it does not understand */
export function clientOptions(argv: readonly string[]): ClientCommand {
  const at = beginOfProgram(argv);
  const { values } = parseOptions(argv.slice(0, at), options);
  const words = argv.slice(at).filter((word, index) => index > 0 || word !== '--');
  const command: ClientCommand = {
    words,
    protocolVersion: protocolVersionOf(values.protocol),
    only: (values.only ?? []).flatMap((one) => one.split(',')).filter((one) => one !== ''),
    out: values.out,
    identity: values.as === undefined ? undefined : identityIn(values.as),
    time: !values['no-time'],
    dryRun: values['dry-run'],
    language: languageFrom(values.lang, process.env),
    help: values.help,
  };
  if (words.length === 0 && !command.help && !command.dryRun) throw noProgram();
  return command;
}

/** Where the program begins: behind `--`, or with the first word that is neither an option nor the value of one. */
function beginOfProgram(argv: readonly string[]): number {
  for (let at = 0; at < argv.length; at++) {
    const word = argv[at] ?? '';
    if (word === '--' || !word.startsWith('-')) return at;
    if (takingValues.includes(word)) at++;
  }
  return argv.length;
}

/** `mosquitto_pub@2.0.11`. */
function identityIn(word: string): Identity {
  const at = word.lastIndexOf('@');
  return at <= 0 ? { name: word } : { name: word.slice(0, at), version: word.slice(at + 1) };
}

const noProgram = () =>
  new CannotRunError(
    'no-program',
    { en: 'no program is given', ja: 'プログラムが指定されていません' },
    {
      en: 'write it after --, such as: npm run verify:client -- python3 my.py (see --help)',
      ja: 'npm run verify:client -- python3 my.py のように -- のあとに書いてください(--help 参照)',
    },
  );
