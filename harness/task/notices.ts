import type { Text } from '../base/text.ts';
import type { PacketEntry } from '../protocol/packet.ts';
import type { Notice, Seen, Task } from './task.ts';

/** The sentence that helps after a wrong attempt: what went wrong with the program itself, what this task knows, or what is usual. */
export const noticeOf = (task: Pick<Task, 'notices' | 'exitCodes'>, seen: Seen): Text | undefined => {
  const crashed = seen.exitCodes.some((code) => code !== undefined && !task.exitCodes.includes(code));
  return crashed ? crash : [...task.notices, ...after].find(({ sees }) => sees(seen))?.says;
};

/** Whether a sentence is one that is said after any task. */
export const isUsual = (says: Text | undefined): boolean =>
  says === crash || after.some((notice) => notice.says === says);

const sent = ({ trace }: Seen): PacketEntry[] =>
  [...trace].filter((entry) => entry.kind === 'packet').filter(({ direction }) => direction === 'to-broker');

const isOutside = ({ prefix }: Seen, name: string): boolean =>
  !name.startsWith(prefix) && !name.startsWith('$');

/** What the program used as names of topics and as filters. */
const namesOf = ({ fields: { topic, subscriptions = [], will } }: PacketEntry): string[] =>
  [topic, will?.topic, ...subscriptions.map(({ filter }) => filter.replace(/^\$share\/[^/]+\//, ''))].filter(
    (name): name is string => name !== undefined && name !== '',
  );

const crash: Text = {
  en: 'Your program ended with an error; what it has written says where.',
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
      en: 'Your program uses a topic without PREFIX. Others may use this broker, too: every topic begins with it.',
      ja: 'PREFIX の付いていないトピックを使っています。ほかの人も使うブローカーかもしれないので、どのトピックにも付けてください。',
    },
  },
  {
    sees: () => true,
    says: {
      en: 'Look at the packets above: which one is missing, or says something else than you meant?',
      ja: '上のパケットを見てください。足りないもの、意図と違うものはどれでしょうか?',
    },
  },
];
