import { CannotRunError } from '../base/errors.ts';
import { same, type Text } from '../base/text.ts';
import { aName, type Options, type Values } from '../process/command/command.ts';
import { aboveZero, fromZero, wholeNumber } from '../process/command/whole-number.ts';
import { packetTypes } from '../protocol/packet.ts';
import type { Fault } from '../wire/faults/fault.ts';
import { knownPacketType } from '../wire/faults/fault-set.ts';
import type { Tap } from '../wire/tap/tap.ts';

const aType: Text = { en: 'TYPE', ja: '種別' };
const many = { value: aType, multiple: true } as const;

/** A fault each, or what narrows all of them down. A fault hits the first packet that fits, once. */
export const faultOptions = {
  lose: {
    ...many,
    en: 'lose a packet of this type, e.g. PUBACK',
    ja: 'この種別のパケットを失わせる(例: PUBACK)',
  },
  hold: { ...many, en: 'hold it until the key r', ja: 'キー r を押すまで止めておく' },
  delay: { multiple: true, value: { en: 'TYPE=MS', ja: '種別=ミリ秒' }, en: 'delay it', ja: '遅らせる' },
  duplicate: { ...many, en: 'send it twice', ja: '2 回届ける' },
  'cut-before': { ...many, en: 'cut the connection instead of passing it', ja: '通さずに接続を切る' },
  'cut-after': { ...many, en: 'cut the connection after it', ja: '通したあと接続を切る' },
  'freeze-before': {
    ...many,
    en: 'freeze the connection instead of passing it',
    ja: '通さずに接続を凍らせる',
  },
  'freeze-after': { ...many, en: 'freeze the connection after it', ja: '通したあと接続を凍らせる' },
  cut: {
    en: 'cut the connection after each of these faults',
    ja: '上のフォルトのあとで、そのつど接続も切る',
  },
  client: { value: aName, en: 'faults hit only this client', ja: 'フォルトの対象をこのクライアントに限る' },
  to: {
    value: { en: 'client|broker', ja: 'client|broker' },
    en: 'faults hit only packets in this direction',
    ja: 'フォルトの対象をこの向きのパケットに限る',
  },
  topic: {
    value: { en: 'FILTER', ja: 'フィルター' },
    en: 'faults hit only packets on such topics',
    ja: 'フォルトの対象をこのトピックのパケットに限る',
  },
  qos: { value: same('0|1|2'), en: 'faults hit only this QoS', ja: 'フォルトの対象をこの QoS に限る' },
  nth: {
    value: { en: 'N', ja: '番号' },
    en: 'faults hit the n-th packet that fits',
    ja: '該当する N 番目のパケットを対象にする',
    otherwise: { en: 'the first', ja: '最初' },
  },
  every: { en: 'faults hit every packet that fits', ja: '該当するすべてのパケットを対象にする' },
} as const satisfies Options;

export type FaultValues = Values<typeof faultOptions>;
/** The part of a tap that arms faults. */
export type Arming = Pick<Tap, 'lose' | 'hold' | 'delay' | 'duplicate' | 'cut' | 'freeze'>;

const narrowing = ['cut', 'client', 'to', 'topic', 'qos', 'nth', 'every'] as const;
const EXAMPLE = '--lose PUBLISH';

/**
 * Arms the faults of a command line.
 * @throws CannotRunError `bad-option`, `unknown-packet-type`, `fault-cannot-match`
 */
export function armFaults(tap: Arming, values: FaultValues): Fault[] {
  const faults = [
    ...each(values.lose, (type) => tap.lose(type)),
    ...each(values.hold, (type) => tap.hold(type)),
    ...(values.delay ?? []).map((word) => delayed(tap, word)),
    ...each(values.duplicate, (type) => tap.duplicate(type)),
    ...each(values['cut-before'], (type) => tap.cut().before(type)),
    ...each(values['cut-after'], (type) => tap.cut().after(type)),
    ...each(values['freeze-before'], (type) => tap.freeze().before(type)),
    ...each(values['freeze-after'], (type) => tap.freeze().after(type)),
  ];
  const idle = narrowing.find((name) => values[name] !== undefined);
  if (faults.length === 0 && idle !== undefined) throw withoutFault(`--${idle}`);
  for (const fault of faults) narrow(fault, values);
  return faults;
}

const each = (
  types: readonly string[] | undefined,
  arm: (type: ReturnType<typeof typeOf>) => Fault,
): Fault[] => (types ?? []).map((type) => arm(typeOf(type)));

/** The packet type, in any case. */
export const typeOf = (word: string) => knownPacketType(word.toUpperCase());

function delayed(tap: Arming, word: string): Fault {
  const [type = '', ms] = word.split('=', 2);
  if (ms === undefined) {
    throw new CannotRunError(
      'bad-option',
      { en: `--delay ${word} does not say how long`, ja: `--delay ${word} には時間がありません` },
      {
        en: `write --delay ${word}=500, in milliseconds`,
        ja: `--delay ${word}=500 のように、ミリ秒で書いてください`,
      },
    );
  }
  return tap.delay(typeOf(type), wholeNumber('--delay', ms, fromZero));
}

function narrow(fault: Fault, { cut, client, to, topic, qos, nth, every }: FaultValues): void {
  if (client !== undefined) fault.of(client);
  if (to !== undefined) fault.going(directionOf(to));
  if (topic !== undefined) fault.on(topic);
  if (qos !== undefined) fault.withQoS(qosOf(qos));
  if (nth !== undefined) fault.nth(wholeNumber('--nth', nth, aboveZero));
  if (every) fault.everyTime();
  if (cut) fault.andCut();
}

function directionOf(word: string): 'to-broker' | 'to-client' {
  if (word === 'broker' || word === 'client') return `to-${word}`;
  throw oneOf('--to', word, ['client', 'broker']);
}

function qosOf(word: string): 0 | 1 | 2 {
  const found = ([0, 1, 2] as const).find((qos) => String(qos) === word);
  if (found === undefined) throw oneOf('--qos', word, ['0', '1', '2']);
  return found;
}

const oneOf = (option: string, word: string, words: readonly string[]) =>
  new CannotRunError(
    'bad-option',
    { en: `${option} ${word} is not possible`, ja: `${option} ${word} は使えません` },
    { en: `use ${words.join(' or ')}`, ja: `${words.join(' か ')} にしてください` },
  );

const withoutFault = (option: string) =>
  new CannotRunError(
    'bad-option',
    { en: `${option} is there without a fault`, ja: `${option} だけがあり、フォルトがありません` },
    { en: `add one, such as ${EXAMPLE}`, ja: `${EXAMPLE} のようなフォルトを加えてください` },
  );

/** For the help. */
export const packetTypesInHelp: Text = {
  en: `TYPE: ${packetTypes.join(' ')}`,
  ja: `種別: ${packetTypes.join(' ')}`,
};
