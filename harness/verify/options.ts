import { randomInt } from 'node:crypto';
import { CannotRunError } from '../base/errors.ts';
import type { Language } from '../base/text.ts';
import { printable } from '../base/visible.ts';
import { readAccess, type Wanted } from '../brokers/access/read.ts';
import { type BrokerChoice, isUrlChoice } from '../brokers/choice/choose.ts';
import { parseBrokers } from '../brokers/choice/several.ts';
import { protocolVersionOf } from '../lab/terminal/options.ts';
import type { Asked } from '../process/command/run.ts';
import { aboveZero, fromZero, wholeNumber } from '../process/command/whole-number.ts';
import type { ProtocolVersion } from '../protocol/version.ts';
import type { verifyTable } from './table.ts';
import type { AskedBroker, VerifyOptions } from './verify.ts';

export interface VerifyCommand
  extends Pick<
    VerifyOptions,
    'brokers' | 'protocolVersions' | 'time' | 'seed' | 'topicPrefix' | 'rate' | 'beyondLimits'
  > {
  readonly language: Language;
  /** The words of `--only`. */
  readonly only: readonly string[];
  /** The folder for the reports. */
  readonly out: string | undefined;
  readonly dryRun: boolean;
}

export type AskedVerify = Asked<(typeof verifyTable)['options']>;

/** @throws CannotRunError for a value that is not valid */
export function verifyOptions({ values, language }: AskedVerify): VerifyCommand {
  return {
    brokers: askedBrokers(values.broker, readAccess(values)),
    only: values.only.flatMap((words) => words.split(',')).filter((one) => one !== ''),
    protocolVersions: versionsOf(protocolVersionOf(values.protocol)),
    out: values.out,
    topicPrefix: topicPrefix(values.prefix),
    rate: values.rate === undefined ? undefined : wholeNumber('--rate', values.rate, aboveZero),
    seed: values.seed === undefined ? randomInt(2 ** 31) : wholeNumber('--seed', values.seed, fromZero),
    time: !values['no-time'],
    beyondLimits: values['beyond-limits'] ?? false,
    dryRun: values['dry-run'] ?? false,
    language,
  };
}

const versionsOf = (version: ProtocolVersion | undefined): readonly ProtocolVersion[] =>
  version === undefined ? [4, 5] : [version];

function askedBrokers(words: readonly string[], wanted: Wanted | undefined): AskedBroker[] {
  const asked = parseBrokers(words, wanted).map((choice) => ({ word: wordFor(choice), choice }));
  const twice = asked.find(({ word }, at) => asked.findIndex((one) => one.word === word) !== at);
  if (twice === undefined) return asked;
  throw new CannotRunError(
    'broker-twice',
    { en: `--broker ${twice.word} is given twice`, ja: `--broker ${twice.word} が 2 つあります` },
    { en: 'leave one out', ja: '片方を外してください' },
  );
}

/** The name of a broker: the word that the user wrote, without credentials. */
function wordFor(choice: BrokerChoice): string {
  if (isUrlChoice(choice)) return choice.name;
  return choice.tag === undefined ? choice.name : `${choice.name}@${choice.tag}`;
}

/** Checks the first levels of every topic, which must be valid on any broker. */
function topicPrefix(prefix: string): string {
  const isFit = /^[^+#$/\p{C}][^+#\p{C}]{0,199}$/u.test(prefix) && !prefix.endsWith('/');
  if (isFit) return prefix;
  const shown = printable(prefix, 40);
  throw new CannotRunError(
    'bad-prefix',
    {
      en: `no topic can begin with --prefix '${shown}'`,
      ja: `--prefix '${shown}' で始まるトピックは作れません`,
    },
    {
      en: 'use one or more levels such as tests/mqtt, without + and #, no $ or / in front, no / at the end',
      ja: 'tests/mqtt のような階層にしてください(+ と # は不可。先頭の $ と /、末尾の / も不可)',
    },
  );
}
