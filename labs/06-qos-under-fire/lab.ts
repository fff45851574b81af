/**
 * Lab 06: quality of service, when something fails.
 *
 * The same accident three times: a packet is lost and the connection breaks. QoS 0 delivers nothing, QoS 1 delivers
 * twice, QoS 2 delivers once. At work: with QoS 1, receivers must cope with a message that comes twice; with QoS 2 they need
 * not, but two more packets are sent.
 */
import type { MqttClient } from 'mqtt';
import { defineLab, type Lab, runDirectly } from '../../harness/lab/index.ts';

const lab = defineLab({
  id: '06-qos-under-fire',
  title: { en: 'QoS under fire', ja: 'QoS を壊してみる' },
  lanes: ['publisher', 'calm-publisher', 'broker', 'subscriber', 'slow'],
  claims: {
    'qos0.at-most-once': {
      says: {
        en: 'QoS 0: the message is lost on the way, and nobody sends it again. Delivered 0 times',
        ja: 'QoS 0: 途中で消えたら、誰も送り直さない。届いたのは 0 回',
      },
      statements: { 4: ['MQTT-4.3.1-1'], 5: ['MQTT-4.3.1-1'] },
    },
    'qos1.at-least-once': {
      says: {
        en: 'QoS 1: PUBACK is lost, the publisher resends, the broker takes it for a new message. Delivered 2 times',
        ja: 'QoS 1: PUBACK が消えると送り直され、ブローカーには新しいメッセージに見える。届いたのは 2 回',
      },
      statements: { 4: ['MQTT-4.3.2-2'], 5: ['MQTT-4.3.2-5'] },
      needs: ['qos1'],
    },
    'qos2.exactly-once': {
      says: {
        en: 'QoS 2: PUBREC is lost, the publisher resends, the broker recognises the message. Delivered 1 time',
        ja: 'QoS 2: PUBREC が消えても、送り直されたものが同じだとブローカーに分かる。届いたのは 1 回',
      },
      statements: { 4: ['MQTT-4.3.3-2'], 5: ['MQTT-4.3.3-10'] },
      needs: ['qos2'],
    },
    'qos2.four-packets': {
      says: {
        en: 'Undisturbed, QoS 2 takes four packets: PUBLISH, PUBREC, PUBREL, PUBCOMP',
        ja: '邪魔がなければ、QoS 2 は 4 つのパケットで終わる: PUBLISH、PUBREC、PUBREL、PUBCOMP',
      },
      statements: { 4: ['MQTT-4.3.3-1', 'MQTT-4.3.3-2'], 5: ['MQTT-4.3.3-8', 'MQTT-4.3.3-11'] },
      needs: ['qos2'],
    },
    'redelivery.not-while-connected': {
      says: {
        en: 'While the subscriber stays connected, an unacknowledged message is not sent again',
        ja: '購読者がつながっているあいだは、PUBACK が来なくても送り直さない',
      },
      statements: { 5: ['MQTT-4.4.0-1'] },
    },
    'redelivery.on-reconnect': {
      says: {
        en: 'When the subscriber reconnects, the broker resends it under the same packet id',
        ja: '購読者がつなぎ直すと、ブローカーは同じパケット ID で送り直す',
      },
      statements: { 4: ['MQTT-4.4.0-1'], 5: ['MQTT-4.4.0-1'] },
    },
    'redelivery.dup': {
      says: {
        en: 'A message that is sent again carries the DUP flag',
        ja: '送り直したメッセージには DUP フラグが立っている',
      },
      statements: { 4: ['MQTT-3.3.1-1'], 5: ['MQTT-3.3.1-1'] },
    },
  },
  score: {
    says: { en: 'How often did the message arrive?', ja: 'メッセージは、何回届いた?' },
    figures: {
      'qos0.at-most-once': { en: 'QoS 0', ja: 'QoS 0' },
      'qos1.at-least-once': { en: 'QoS 1', ja: 'QoS 1' },
      'qos2.exactly-once': { en: 'QoS 2', ja: 'QoS 2' },
    },
  },

  async run(lab) {
    const door = lab.topic('office/door');
    const subscriber = await lab.connect('subscriber');
    await subscriber.subscribeAsync(door, { qos: 2 });
    const publisher = await lab.connect('publisher', { ...sessionThatStays(lab), reconnectPeriod: 10 });

    /** How often the message of a step arrived: everything before a fence of the same QoS. */
    const deliveries = async (qos: 0 | 1 | 2) => {
      const messages = await lab.fence(lab.inbox(subscriber), publisher, door, qos);
      // Only QoS 1 and 2 are sent again, so a message of another such QoS belongs to an earlier step.
      const late = messages.filter((message) => message.qos > 0 && message.qos !== qos);
      for (const { payload, qos: its } of late)
        lab.note({
          en: `"${payload}" at QoS ${its} arrives now: it was sent in an earlier step, and is not counted here.`,
          ja: `QoS ${its} の「${payload}」が今届きました。前のステップで送られたものなので、ここでは数えません。`,
        });
      return messages.length - late.length;
    };

    await lab.step(
      {
        en: 'QoS 0: lose PUBLISH',
        ja: 'QoS 0: PUBLISH が消える',
        question: { en: 'How many arrive?', ja: '何回、届く?' },
      },
      async () => {
        //#region qos0
        lab.network.lose('PUBLISH').from('publisher').withQoS(0).andCut();
        const back = lab.event(publisher, 'connect');
        await publisher.publishAsync(door, 'open', { qos: 0 });
        await back;
        //#endregion
        await lab.claim('qos0.at-most-once', 0, () => deliveries(0));
      },
    );

    await lab.step(
      {
        en: 'QoS 1: lose PUBACK',
        ja: 'QoS 1: PUBACK が消える',
        question: { en: 'How many arrive now?', ja: '今度は、何回届く?' },
      },
      async () => {
        //#region qos1
        lab.network.lose('PUBACK').to('publisher').andCut();
        await publisher.publishAsync(door, 'open', { qos: 1 });
        //#endregion
        await lab.claim('qos1.at-least-once', 2, () => deliveries(1));
      },
    );

    if (lab.broker.capabilities.maximumQoS === 2) {
      await lab.step(
        {
          en: 'QoS 2: lose PUBREC',
          ja: 'QoS 2: PUBREC が消える',
          question: { en: 'And now?', ja: 'では、今度は?' },
        },
        async () => {
          //#region qos2
          lab.network.lose('PUBREC').to('publisher').andCut();
          await publisher.publishAsync(door, 'open', { qos: 2 }).catch(unlessKnown);
          //#endregion
          await lab.claim('qos2.exactly-once', 1, () => deliveries(2));
          tellWhoSetsDup(lab);
        },
      );

      await lab.step(
        {
          en: 'QoS 2, undisturbed: four packets',
          ja: '邪魔のない QoS 2: 4 つのパケット',
          question: { en: 'How many packets for one message?', ja: '1 通に、パケットはいくつ?' },
        },
        async () => {
          const calm = await lab.connect('calm-publisher');
          await calm.publishAsync(door, 'closed', { qos: 2 });
          const [handshake] = lab.trace.handshakes().filter(({ client }) => client === 'calm-publisher');
          await lab.claim('qos2.four-packets', ['PUBLISH', 'PUBREC', 'PUBREL', 'PUBCOMP'], handshake?.types);
        },
      );
    } else {
      lab.note({
        en: 'This broker does not support QoS 2, so the next two steps are left out.',
        ja: 'このブローカーは QoS 2 に対応していないので、次の 2 つのステップは省きます。',
      });
    }

    await lab.step(
      {
        en: "The subscriber's PUBACK is lost",
        ja: '購読者の PUBACK が消える',
        question: { en: 'When does the broker send it again?', ja: 'ブローカーは、いつ送り直す?' },
      },
      async () => {
        await redelivery(lab, publisher);
      },
    );
  },
});

/** A session that outlives its connection, so that the broker must recognise a QoS 2 message that is sent again. */
const sessionThatStays = ({ protocolVersion }: Pick<Lab, 'protocolVersion'>) => ({
  clean: false,
  ...(protocolVersion === 5 && { properties: { sessionExpiryInterval: 60 } }),
});

/** Under MQTT 5, a broker may answer a message that is sent again by 0x91, packet identifier in use [MQTT-4.3.3-10]. */
function unlessKnown(error: unknown): void {
  if (!(error instanceof Error && 'code' in error && error.code === 0x91)) throw error;
}

/** The sender must set DUP [MQTT-3.3.1-1]. This shows whether the client library does. */
function tellWhoSetsDup(lab: Lab): void {
  const retries = lab.trace
    .handshakes()
    .filter(({ client, dup }) => client === 'publisher' && dup.length > 1);
  if (retries.length === 0) return;
  const set = retries.every(({ dup }) => dup.at(-1) === true);
  lab.observe(
    'client-library.dup',
    {
      en: 'DUP as MQTT.js sets it when it sends a message again',
      ja: '送り直すときに MQTT.js が付けた DUP',
    },
    set,
  );
}

/** The second hop: from the broker to a subscriber whose PUBACK is lost. */
async function redelivery(
  lab: Lab<'redelivery.not-while-connected' | 'redelivery.on-reconnect' | 'redelivery.dup'>,
  publisher: MqttClient,
): Promise<void> {
  const window = lab.topic('office/window');
  //#region redelivery
  const slow = await lab.connect('slow', { ...sessionThatStays(lab), reconnectPeriod: 10 });
  await slow.subscribeAsync(window, { qos: 1 });
  const loss = lab.network.lose('PUBACK').from('slow');
  await publisher.publishAsync(window, 'open', { qos: 1 });
  //#endregion
  await loss.fired;
  await lab.fence(lab.inbox(slow), publisher, window, 1);
  const sent = lab.trace.to('slow').of('PUBLISH').carrying('open');
  if (lab.protocolVersion === 5) await lab.claim('redelivery.not-while-connected', 1, sent.count);

  const first = sent.first();
  lab.network.cutNow('slow');
  const again = async () => {
    const packet = await sent.next({ after: first });
    return packet.fields;
  };
  await lab.claim('redelivery.on-reconnect', { messageId: first?.fields.messageId }, again);
  await lab.claim('redelivery.dup', { dup: true }, again);
}

export default lab;
await runDirectly(import.meta.url, lab);
