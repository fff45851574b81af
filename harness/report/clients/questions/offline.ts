import type { Text } from '../../../base/text.ts';
import { type Question, question } from './question.ts';

/** A message every 100 ms. About 20 of them are due while the gate is closed. */
const EVERY_MS = 100;
const TIMES = 40;
const BEFORE = 5;
const AWAY_MS = 2_000;
/** How many messages may have been under way when the connection was cut. */
const IN_FLIGHT = 1;

const words = {
  waits: { en: 'waits, and is sent after reconnecting', ja: '待っていて、つなぎ直すと送られる' },
  'waits, DUP': {
    en: 'waits, and is sent after reconnecting, with DUP although it is the first time',
    ja: '待っていて、つなぎ直すと送られる(初めてなのに DUP あり)',
  },
  lost: { en: 'is lost', ja: '失われる' },
  ends: { en: 'the program ends', ja: 'プログラムが終了する' },
} as const;

const once: Text = {
  en: 'its publisher sends one message and ends',
  ja: '1 通送ると終了するので、起こらない',
};

const atQoS = (qos: 0 | 1 | 2): Question =>
  question({
    id: `offline.qos-${qos}`,
    says: {
      en: `What is published at QoS ${qos} while the broker is away for 2 s`,
      ja: `ブローカーが 2 秒いないあいだに QoS ${qos} で送ったもの`,
    },
    protocolVersions: [5],
    words,
    senseless: ({ repeats }) => (repeats ? undefined : once),
    look: async (stage, client, protocolVersion = 5) => {
      const { url, topic, clientId } = stage;
      const job = { url, topic, clientId, keepSession: true, protocolVersion, payload: 'open' };
      const published = stage.trace.from(clientId).of('PUBLISH');
      const program = stage.run(client.publish({ ...job, qos, times: TIMES, every: EVERY_MS }));
      const enough = stage.trace.next(() => published.count >= BEFORE);
      if (await Promise.race([enough.then(() => false), program.ended.then(() => true)])) return 'ends';
      stage.gate.shut();
      await stage.window(AWAY_MS, program);
      stage.gate.open();
      const before = published.count;
      const back = stage.trace.next(() => published.count > before);
      if (await Promise.race([back.then(() => false), program.ended.then(() => true)])) return 'ends';
      // Long enough for all messages, whether the client sends them at once or one by one.
      await stage.window(TIMES * EVERY_MS + 4_000, program);
      const sent = new Set<number>();
      let falselyAgain = 0;
      for (const { at, fields } of published) {
        const which = fields.messageId ?? at;
        if (fields.dup && !sent.has(which)) falselyAgain++;
        sent.add(which);
      }
      if (sent.size < TIMES - IN_FLIGHT) return 'lost';
      return falselyAgain > IN_FLIGHT ? 'waits, DUP' : 'waits';
    },
  });

export const offline: readonly Question[] = [atQoS(0), atQoS(1), atQoS(2)];
