import type { Text } from '../base/text.ts';
import type { PacketEntry } from '../protocol/packet.ts';
import type { Notice, Seen, Task } from './task.ts';

/**
 * The sentence that helps after a wrong attempt. Looks at how the program ended and whether it connected, then at the notices of this
 * task, then at common mistakes.
 */
export const noticeOf = (task: Pick<Task, 'notices' | 'exitCodes'>, seen: Seen): Text | undefined => {
  if (hasCrashed(task, seen)) return crash;
  // What a program without a connection has not done is no mistake of its own.
  const first = seen.lacksConnection ? notConnected : [];
  return [unwritable, ...first, ...task.notices, ...after].find(({ sees }) => sees(seen))?.says;
};

/** Whether a start of the program ended by itself in a way that the task does not ask for. */
export const hasCrashed = (task: Pick<Task, 'exitCodes'>, { exitCodes }: Pick<Seen, 'exitCodes'>): boolean =>
  exitCodes.some((code) => code !== undefined && !task.exitCodes.includes(code));

/** Whether a sentence is about common mistakes, and not about this task. */
export const isUsual = (says: Text | undefined): boolean =>
  says === crash || after.some((notice) => notice.says === says);

const sent = ({ trace }: Seen): PacketEntry[] =>
  [...trace].filter((entry) => entry.kind === 'packet').filter(({ direction }) => direction === 'to-broker');

const isOutside = ({ prefix }: Seen, name: string): boolean =>
  !name.startsWith(prefix) && !name.startsWith('$');

/** The topic names and filters that the program used. */
const namesOf = ({ fields: { topic, subscriptions = [], will } }: PacketEntry): string[] =>
  [topic, will?.topic, ...subscriptions.map(({ filter }) => filter.replace(/^\$share\/[^/]+\//, ''))].filter(
    (name): name is string => name !== undefined && name !== '',
  );

const crash: Text = {
  en: 'Your program ended with an error. Its output says where.',
  ja: 'プログラムがエラーで終わりました。場所は、プログラムの出力に書いてあります。',
};

/** How often a program may close its connection without a DISCONNECT before that is taken for a loop. */
const MOST_CLOSED = 5;

/**
 * MQTT.js destroys its connection when it cannot write a packet, says nothing about it, and tries the same packet on the next
 * connection.
 */
const unwritable: Notice = {
  sees: ({ trace, names }) =>
    [...trace].filter(
      (entry) =>
        entry.kind === 'connection' && entry.what === 'closed-by-client' && names.includes(entry.client),
    ).length > MOST_CLOSED,
  says: {
    en: 'Your program connects again and again, and closes each connection itself. MQTT.js does that when it cannot write a packet: is the name of a property, or the type of its value, wrong?',
    ja: 'プログラムが、接続しては自分で切ることを繰り返しています。MQTT.js は、パケットを作れないとこうなります。プロパティーの名前か、値の型が違っていませんか?',
  },
};

const hasConnected = (seen: Seen): boolean => sent(seen).some(({ client }) => seen.names.includes(client));

const notConnected: readonly Notice[] = [
  {
    // MQTT.js tells nobody that it cannot write a CONNECT: it begins again, with no error event.
    sees: (seen) => !hasConnected(seen) && seen.exitCodes.includes(undefined),
    says: {
      en: 'Your program still runs, but has not connected. Does it call mqtt.connectAsync with MQTT_URL? If so, look at its options: if one has a wrong value, such as text instead of a number, MQTT.js sends no CONNECT, and does not say why.',
      ja: 'プログラムは動いていますが、まだ接続していません。MQTT_URL に mqtt.connectAsync で接続していますか? していれば、オプションを見てください。数のところに文字列を書くなど、値がおかしいと、MQTT.js は CONNECT を送らず、理由も言いません。',
    },
  },
  {
    sees: (seen) => !hasConnected(seen),
    says: {
      en: 'Your program has not connected. Does it call mqtt.connectAsync with MQTT_URL?',
      ja: 'プログラムがまだ接続していません。MQTT_URL に mqtt.connectAsync で接続していますか?',
    },
  },
];

const after: readonly Notice[] = [
  ...notConnected,
  {
    sees: (seen) =>
      sent(seen)
        .flatMap(namesOf)
        .some((name) => isOutside(seen, name)),
    says: {
      en: 'Your program uses a topic without PREFIX. Other people may use this broker, so every topic must begin with PREFIX.',
      ja: 'PREFIX の付いていないトピックを使っています。ほかの人も使うブローカーかもしれないので、どのトピックにも付けてください。',
    },
  },
  {
    sees: () => true,
    says: {
      en: 'Look at the packets above: which one is missing, or is not what you wanted?',
      ja: '上のパケットを見てください。足りないもの、意図と違うものはどれでしょうか?',
    },
  },
];
