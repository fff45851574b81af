import { isError } from '../../protocol/codes.ts';
import type { Bench } from '../bench.ts';
import { type CodeWord, codeWord, observation } from '../spec-observation.ts';
import { keep } from '../steps/retained.ts';
import { closed, orEnd } from './ended.ts';
import { oneAtATime } from './one-at-a-time.ts';

const granted = { granted: { en: 'yes', ja: '許される' }, ...closed } as const;

/** Subscribes to a filter, and unsubscribes at once. Asks for no retained messages, if the protocol version has that option. */
async function grants(bench: Bench, filter: string): Promise<'granted' | 'closed' | CodeWord> {
  const { client } = await bench.connect('curious');
  const subscriptions = [{ topic: filter, qos: 0 as const, rh: 2 as const }];
  await client.send({ cmd: 'subscribe', messageId: 1, subscriptions });
  const suback = await orEnd(client, 'SUBACK');
  if (suback === undefined) return 'closed';
  const [code = 0x80] = suback.fields.granted ?? [];
  if (isError(code)) return codeWord(code);
  await client.send({ cmd: 'unsubscribe', messageId: 2, unsubscriptions: [filter] });
  await client.receive('UNSUBACK');
  return 'granted';
}

/** What a client may subscribe to by default. */
export const access = [
  observation({
    id: 'access.everything',
    says: {
      en: 'May an anonymous client subscribe to `#`?',
      ja: '匿名のクライアントが `#` を購読できるか',
    },
    beyondOwnTopics: true,
    words: granted,
    look: (bench) => oneAtATime(() => grants(bench, '#')),
  }),
  observation({
    id: 'access.sys',
    says: {
      en: 'May an anonymous client subscribe to `$SYS/#`?',
      ja: '匿名のクライアントが `$SYS/#` を購読できるか',
    },
    beyondOwnTopics: true,
    words: granted,
    look: (bench) => grants(bench, '$SYS/#'),
  }),
  observation({
    id: 'access.sys-version',
    says: {
      en: 'Does `$SYS/broker/version` tell the version?',
      ja: '`$SYS/broker/version` でバージョンが分かるか',
    },
    beyondOwnTopics: true,
    words: {
      told: { en: 'yes', ja: '分かる' },
      nothing: { en: 'nothing there', ja: '何もない' },
      ...closed,
    },
    async look(bench) {
      const publisher = await bench.connect('publisher');
      await keep(bench, publisher, 'last', 'kept', 1);
      const curious = await bench.connect('curious');
      const { fields } = await curious.subscribe('$SYS/broker/version');
      const [code = 0x80] = fields.granted ?? [];
      if (isError(code)) return codeWord(code);
      // Only a retained fence proves that no other retained message is coming.
      await curious.subscribe(bench.topic('last'));
      const before = await curious.until(({ topic }) => topic === 'last');
      return before.length > 0 ? 'told' : 'nothing';
    },
  }),
];
