/**
 * Lab 10: two clients, one id.
 *
 * A client id belongs to one connection. When a second client connects with the same id, the broker disconnects the first.
 * If both reconnect automatically, they disconnect each other forever. At work: sample code with a fixed client id, started
 * twice.
 */
import { between, defineLab, type Lab, runDirectly } from '../../harness/lab/index.ts';

/** How many connections to watch before both clients are stopped. */
const ROUNDS = 6;

const lab = defineLab({
  id: '10-takeover',
  title: { en: 'Two clients, one id', ja: '同じ ID で 2 つつなぐと' },
  lanes: ['sensor #1', 'twin #1', 'broker', 'twin #2', 'sensor #2'],
  claims: {
    'takeover.first-is-disconnected': {
      says: {
        en: 'When a second client connects with the same id, the broker disconnects the first',
        ja: '同じ ID で 2 つ目がつなぐと、ブローカーは 1 つ目を切断する',
      },
      statements: { 4: ['MQTT-3.1.4-2'], 5: ['MQTT-3.1.4-3'] },
    },
    'takeover.second-works': {
      says: {
        en: 'The second is connected, and messages reach it',
        ja: '2 つ目はつながり、メッセージも届く',
      },
      statements: { 4: ['MQTT-3.1.4-4', 'MQTT-4.5.0-1'], 5: ['MQTT-3.1.4-5', 'MQTT-4.5.0-1'] },
    },
    'takeover.for-ever': {
      says: {
        en: 'If both reconnect automatically, they kick each other off again and again',
        ja: '両方が自動でつなぎ直すと、互いに追い出しつづける',
      },
      statements: { 4: ['MQTT-3.1.4-2'], 5: ['MQTT-3.1.4-3'] },
    },
  },

  async run(lab) {
    await lab.step(
      {
        en: 'A second client with the same id',
        ja: '同じ ID で、もう 1 つつなぎます',
        question: { en: 'Which of the two stays?', ja: '残るのは、どちら?' },
      },
      async () => {
        //#region takeover
        const first = await lab.connect('sensor', {}, { mayClose: true });
        let reason: number | undefined;
        first.on('disconnect', ({ reasonCode }) => {
          reason = reasonCode;
        });
        const closed = lab.event(first, 'close');
        const second = await lab.connect('sensor');
        //#endregion
        await lab.claim('takeover.first-is-disconnected', { connection: 1, what: 'closed-by-broker' }, () =>
          lab.hungUp('sensor'),
        );
        if (lab.protocolVersion === 5) {
          // If the first client is still connected, the claim before this one is broken.
          await closed.catch(() => {});
          lab.observe(
            'takeover.reason-code',
            {
              en: "Reason code that the first reads in its 'disconnect' event",
              ja: "1 つ目が 'disconnect' イベントで受け取った理由コード",
            },
            reason === undefined ? '–' : `0x${reason.toString(16)}`,
          );
        }
        const door = lab.topic('office/door');
        await second.subscribeAsync(door, { qos: 1 });
        await second.publishAsync(door, 'open', { qos: 1 });
        await lab.claim('takeover.second-works', { payload: 'open' }, () => lab.inbox(second).next());
      },
    );

    await lab.step(
      {
        en: 'The same again, and both reconnect automatically',
        ja: '今度は、両方が自動でつなぎ直します',
        question: { en: 'Who wins in the end?', ja: '最後に勝つのは、どちら?' },
      },
      async () => {
        //#region for-ever
        const twins = [
          await lab.connect('twin', { reconnectPeriod: 10 }),
          await lab.connect('twin', { reconnectPeriod: 10 }),
        ];
        //#endregion
        const errors: Error[] = [];
        for (const twin of twins) twin.on('error', (error) => errors.push(error));
        const welcomes = welcomesTo(lab, 'twin');
        await lab.claim('takeover.for-ever', between(ROUNDS - 2, ROUNDS, 'times'), async () => {
          for (let last = welcomes.first(); welcomes.count < ROUNDS; )
            last = await welcomes.next({ after: last });
          return hangUps(lab, 'twin');
        });
        await Promise.all(twins.map((twin) => twin.endAsync(true)));
        lab.note({
          en: `Accepted connections as twin: ${welcomes.count}. 'error' events: ${errors.length}.`,
          ja: `twin として受け入れられた接続: ${welcomes.count} 回。error イベント: ${errors.length} 回。`,
        });
      },
    );
  },
});

/** The CONNACKs that accept this client; some brokers refuse a client that connects too often. */
const welcomesTo = ({ trace }: Pick<Lab, 'trace'>, name: string) =>
  trace
    .to(name)
    .of('CONNACK')
    .where(({ fields }) => (fields.reasonCode ?? fields.returnCode) === 0, {
      en: 'of success',
      ja: '成功の',
    });

/** How often the broker closed a connection of this client that it had accepted. */
function hangUps(lab: Pick<Lab, 'trace'>, name: string): number {
  const welcomed = new Set([...welcomesTo(lab, name)].map(({ connection }) => connection));
  return [...lab.trace].filter(
    (entry) =>
      entry.kind === 'connection' && entry.what === 'closed-by-broker' && welcomed.has(entry.connection),
  ).length;
}

export default lab;
await runDirectly(import.meta.url, lab);
