/**
 * Lab 04: quality of service, when nothing fails.
 *
 * QoS is agreed on twice: by the publisher with the broker, message by message, and by the subscriber with the broker,
 * subscription by subscription. It is not end to end: a message is delivered at the lower of both. At work: raising
 * the QoS of the publisher alone changes nothing for a subscriber that asked for 0.
 */
import { defineLab, runDirectly } from '../../harness/lab/index.ts';

const levels = [0, 1, 2] as const;

const lab = defineLab({
  id: '04-qos',
  title: { en: 'Quality of service', ja: 'QoS 0、1、2 で送る' },
  lanes: ['publisher', 'broker', 'subscriber-0', 'subscriber-1', 'subscriber-2'],
  shows: ['acknowledgements'],
  claims: {
    'qos.granted': {
      says: {
        en: 'SUBACK states the QoS granted for each subscription',
        ja: 'SUBACK は、認められた QoS を購読ごとに伝える',
      },
      statements: {
        4: ['MQTT-3.8.4-1', 'MQTT-3.8.4-5'],
        5: ['MQTT-3.8.4-1', 'MQTT-3.8.4-6', 'MQTT-3.8.4-7'],
      },
      needs: ['qos2'],
    },
    'qos.lower-of-both': {
      says: {
        en: 'A message is delivered once, at the lower of the published and the granted QoS',
        ja: 'メッセージは、送ったときの QoS と認められた QoS の低いほうで、1 回だけ届く',
      },
      statements: { 4: ['MQTT-3.8.4-6'], 5: ['MQTT-3.8.4-8'] },
      needs: ['qos2'],
    },
  },

  async run(lab) {
    if (lab.broker.capabilities.maximumQoS < 2) {
      lab.note({
        en: 'This broker does not support QoS 2, which every claim in this lab needs.',
        ja: 'このブローカーは QoS 2 に対応していません。このラボの主張には、どれも QoS 2 が必要です。',
      });
      return;
    }
    const door = lab.topic('office/door');
    const publisher = await lab.connect('publisher');
    const subscribers = await Promise.all(levels.map((qos) => lab.connect(`subscriber-${qos}`)));

    await lab.step(
      {
        en: 'Three subscribers ask for QoS 0, 1 and 2',
        ja: '3 人の購読者が、QoS 0、1、2 を求めます',
        question: { en: 'What does the broker grant each?', ja: 'それぞれ、どの QoS が認められる?' },
      },
      async () => {
        //#region granted
        const granted = [];
        for (const qos of levels) {
          const [grant] = (await subscribers[qos]?.subscribeAsync(door, { qos })) ?? [];
          granted.push(grant?.qos);
        }
        //#endregion
        await lab.claim('qos.granted', [0, 1, 2], granted);
      },
    );

    await lab.step(
      {
        en: 'Publish at 0, 1 and 2, and see what arrives',
        ja: '0、1、2 で送って、届いたものを見ます',
        question: { en: 'At which QoS does each arrive?', ja: 'それぞれ、どの QoS で届く?' },
      },
      async () => {
        const delivered: string[] = [];
        const sent: unknown[] = [];
        for (const published of levels) {
          await publisher.publishAsync(door, `sent at ${published}`, { qos: published });
          const seen = lab.trace.from('publisher').of('PUBLISH').carrying(`sent at ${published}`);
          sent.push((await seen.next()).fields.qos);
          for (const subscriber of subscribers) {
            const messages = await lab.fence(lab.inbox(subscriber), publisher, door, published);
            delivered.push(messages.map((message) => message.qos).join(' and ') || 'nothing');
          }
        }
        for (const published of levels) {
          const row = delivered.slice(published * levels.length, (published + 1) * levels.length).join(', ');
          lab.note({
            en: `published at ${sent[published]}: those granted 0, 1, 2 got it at ${row}`,
            ja: `QoS ${sent[published]} で送信: 認められた QoS が 0、1、2 の購読者に、${row} で届いた`,
          });
        }
        await lab.claim('qos.lower-of-both', ['0', '0', '0', '0', '1', '1', '0', '1', '2'], delivered);
      },
    );
  },
});

export default lab;
await runDirectly(import.meta.url, lab);
