import { CannotRunError } from '../base/errors.ts';
import type { Language } from '../base/text.ts';
import type { Identity } from '../brokers/identity/identity.ts';
import { protocolVersionOf } from '../lab/terminal/options.ts';
import type { Asked } from '../process/command/run.ts';
import { aboveZero, wholeNumber } from '../process/command/whole-number.ts';
import type { ProtocolVersion } from '../protocol/version.ts';
import type { clientTable } from './command-table.ts';

export interface ClientCommand {
  /** The program and its arguments. */
  readonly words: readonly string[];
  readonly protocolVersion: ProtocolVersion | undefined;
  readonly only: readonly string[];
  readonly out: string | undefined;
  /** The client named by `--as`. */
  readonly as: Identity | undefined;
  readonly time: boolean;
  /** In ms. */
  readonly settle: number | undefined;
  readonly dryRun: boolean;
  readonly language: Language;
}

/** Of `--settle`; an hour at most. */
const seconds = { ...aboveZero, most: 3_600 };

export type AskedClient = Asked<(typeof clientTable)['options']>;

/** @throws CannotRunError for an option or a value that it does not know */
export function clientOptions({ values, program, language }: AskedClient): ClientCommand {
  const command: ClientCommand = {
    words: program,
    protocolVersion: protocolVersionOf(values.protocol),
    only: values.only.flatMap((one) => one.split(',')).filter((one) => one !== ''),
    out: values.out,
    as: values.as === undefined ? undefined : identityIn(values.as),
    time: !values['no-time'],
    settle: values.settle === undefined ? undefined : 1_000 * wholeNumber('--settle', values.settle, seconds),
    dryRun: values['dry-run'] ?? false,
    language,
  };
  if (program.length === 0 && !command.dryRun) throw noProgram();
  return command;
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
