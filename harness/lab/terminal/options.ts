import { CannotRunError } from '../../base/errors.ts';
import type { Text } from '../../base/text.ts';
import { accessOptions } from '../../brokers/access/options.ts';
import { readAccess, type Wanted } from '../../brokers/access/read.ts';
import { brokerVariables, kindsInHelp } from '../../brokers/help.ts';
import {
  aFile,
  aName,
  type Command,
  command,
  type Option,
  type Options,
} from '../../process/command/command.ts';
import type { Asked } from '../../process/command/run.ts';
import type { ProtocolVersion } from '../../protocol/version.ts';
import type { Artefacts } from './artefacts.ts';

export interface LabOptions extends Artefacts, Pick<Asked<Options>, 'language'> {
  readonly broker: string;
  /** What the options about a running broker say. */
  readonly wanted: Wanted | undefined;
  /** Undefined: the newest version that the broker supports. */
  readonly protocolVersion: ProtocolVersion | undefined;
  /** Leaves packets out of the narration. */
  readonly quiet: boolean;
  /** Shows every packet. */
  readonly all: boolean;
  /** Shows several labs at a glance. */
  readonly tour: boolean;
  /** Shows the run step by step, each after the learner's prediction. */
  readonly step: boolean;
}

const kinds = kindsInHelp({ en: 'needs nothing', ja: '準備不要' });

/** How `--help` describes the value of `--broker`. */
export const brokersInHelp: Text = {
  en: `${kinds.en}, or a URL: mqtt:// mqtts:// ws:// wss://`,
  ja: `${kinds.ja}、または URL: mqtt:// mqtts:// ws:// wss://`,
};

/** The option `--broker` of a command that takes one broker. */
export const oneBroker = <const B extends string>(broker: B) =>
  ({ ...brokersInHelp, short: 'b', value: aName, default: broker }) satisfies Option;

/** The option `--protocol` of a command that takes one version of MQTT. */
export const oneVersion = (otherwise: Text) =>
  ({
    en: '3.1.1 or 5',
    ja: '3.1.1 か 5',
    short: 'p',
    value: { en: 'V', ja: '版' },
    otherwise,
  }) satisfies Option;

const options = {
  broker: oneBroker('embedded'),
  protocol: oneVersion({
    en: 'the newest that the broker supports',
    ja: 'ブローカーが話せるいちばん新しい版',
  }),
  quiet: { short: 'q', en: 'do not show the packets', ja: 'パケットを表示しない' },
  all: {
    en: 'show every packet, also handshakes and fences',
    ja: '接続の手続きやフェンスも含めて、すべてのパケットを表示する',
  },
  step: {
    en: 'step by step: type what you expect, or just Enter, then see',
    ja: '1 ステップずつ。予想を書いて(Enter だけでも可)、結果と比べる',
  },
  pause: { en: 'the same as --step', ja: '--step と同じ' },
  svg: { value: aFile, en: 'draw the packets as a sequence diagram', ja: 'パケットをシーケンス図に描く' },
  record: { value: aFile, en: 'save the run as JSON', ja: '実行の記録を JSON で残す' },
  ...accessOptions,
} as const satisfies Options;

type LabTable<More extends Options> = Pick<Command, 'name' | 'word'> & Text & { readonly more?: More };

/** Makes a command that runs labs. All such commands have the same options; one may have more. */
export const labCommand = <const More extends Options = Record<never, never>>({
  more,
  ...table
}: LabTable<More>) =>
  command<typeof options & More>({
    ...table,
    // Spreading forgets the names.
    options: { ...options, ...more } as typeof options & More,
    tooMany: { en: 'one lab at a time', ja: 'ラボは 1 つずつ' },
    environment: [...brokerVariables, 'LAB_PROGRESS', 'NO_COLOR', 'DEBUG'],
  });

/** @throws CannotRunError for a value that is not valid */
export const labOptions = ({ values, language }: Asked<typeof options>): LabOptions => ({
  broker: values.broker,
  wanted: readAccess(values),
  language,
  protocolVersion: protocolVersionOf(values.protocol),
  step: values.step ?? values.pause ?? false,
  quiet: values.quiet ?? false,
  all: values.all ?? false,
  tour: false,
  svg: values.svg,
  record: values.record,
});

/** @throws CannotRunError `unknown-protocol` */
export function protocolVersionOf(word: string | undefined): ProtocolVersion | undefined {
  if (word === undefined) return undefined;
  if (['3.1.1', '4', '3', '311'].includes(word)) return 4;
  if (['5', '5.0'].includes(word)) return 5;
  throw new CannotRunError(
    'unknown-protocol',
    { en: `there is no protocol version "${word}" here`, ja: `プロトコルバージョン「${word}」は使えません` },
    { en: 'use --protocol 3.1.1 or --protocol 5', ja: '--protocol 3.1.1 か --protocol 5 を使ってください' },
  );
}
