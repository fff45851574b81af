import type { Text } from '../base/text.ts';
import type { PacketEntry } from '../protocol/packet.ts';
import type { Notice, Seen, Task } from './task.ts';

/**
 * The sentence that helps after a wrong attempt. Looks at how the program ended, then at the notices of this task, then at common
 * mistakes.
 */
export const noticeOf = (task: Pick<Task, 'notices' | 'exitCodes'>, seen: Seen): Text | undefined => {
  return hasCrashed(task, seen) ? crash : [...task.notices, ...after].find(({ sees }) => sees(seen))?.says;
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

const after: readonly Notice[] = [
  {
    sees: (seen) => !sent(seen).some(({ client }) => seen.names.includes(client)),
    says: {
      en: 'Your program has not connected. Does it call mqtt.connectAsync with MQTT_URL?',
      ja: 'プログラムがまだ接続していません。MQTT_URL に mqtt.connectAsync で接続していますか?',
    },
  },
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
