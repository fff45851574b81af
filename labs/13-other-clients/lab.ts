/**
 * Lab 13: other clients.
 *
 * The talk's scenario with every client on this machine: MQTT.js, paho-mqtt, mosquitto_pub and mosquitto_sub, MQTTX. Each
 * subscribes, each publishes at QoS 0, 1 and 2, and each subscribes late to a retained message. At work: they all use the same
 * protocol, so mosquitto_sub shows what the Python program beside it receives.
 */

import type { Received } from '../../harness/clients/client-kind.ts';
import { findClients } from '../../harness/clients/find.ts';
import { clientKinds } from '../../harness/clients/kinds.ts';
import { tappedForPrograms } from '../../harness/lab/for-programs.ts';
import { defineLab, runDirectly } from '../../harness/lab/index.ts';
import { Actor, type Client } from './actor.ts';
import { flowsAt, flowsOf } from './flows.ts';

const lab = defineLab({
  id: '13-other-clients',
  title: { en: 'Other clients', ja: 'ほかのクライアントでも' },
  lanes: [
    ...clientKinds.map(({ name }) => `pub ${name}`),
    'herald',
    'broker',
    ...clientKinds.flatMap(({ name }) => [`sub ${name}`, `late ${name}`]),
  ],
  claims: {
    'clients.delivered': {
      says: {
        en: 'What any client publishes reaches every client, once, at the QoS it was published at',
        ja: 'どのクライアントから送っても、どのクライアントにも 1 回だけ、送ったときの QoS で届く',
      },
      statements: {
        4: ['MQTT-4.3.1-1', 'MQTT-4.3.2-2', 'MQTT-4.3.3-2', 'MQTT-3.3.1-9'],
        5: ['MQTT-4.3.1-1', 'MQTT-4.3.2-5', 'MQTT-4.3.3-10', 'MQTT-3.3.1-12'],
      },
    },
    'clients.packets': {
      says: {
        en: 'Every client settles a message with the packets of its level: one, two or four',
        ja: 'どのクライアントでも、1 通のやり取りは QoS ごとに決まったパケットで終わる: 1 つ、2 つ、4 つ',
      },
      statements: {
        4: ['MQTT-4.3.1-1', 'MQTT-4.3.2-1', 'MQTT-4.3.3-1', 'MQTT-4.3.3-2'],
        5: ['MQTT-4.3.1-1', 'MQTT-4.3.2-4', 'MQTT-4.3.3-8', 'MQTT-4.3.3-11'],
      },
    },
    'clients.retained': {
      says: {
        en: 'What any client retained, every client that comes later gets at once, with the retain flag',
        ja: 'どのクライアントが残したものも、あとから来たどのクライアントにも、すぐに、retain フラグ付きで届く',
      },
      statements: {
        4: ['MQTT-3.3.1-5', 'MQTT-3.3.1-6', 'MQTT-3.3.1-8'],
        5: ['MQTT-3.3.1-5', 'MQTT-3.3.1-9'],
      },
      needs: ['retain', 'qos1'],
    },
  },

  async run(lab) {
    const url = await tappedForPrograms(lab);
    const { here, absent } = await findClients();
    for (const { title, missing, advice } of absent) {
      lab.noteWithResults({
        en: `without ${title}: ${missing.en} (${advice.en})`,
        ja: `${title} は使えません: ${missing.ja}(${advice.ja})`,
      });
    }
    const { protocolVersion } = lab;
    for (const { title, version, subscribesAtMost } of here) {
      const most = subscribesAtMost?.(protocolVersion);
      if (most === undefined) continue;
      lab.noteWithResults({
        en: `${title} ${version} does not subscribe here: ${most.why.en}`,
        ja: `${title} ${version} は購読しません: ${most.why.ja}`,
      });
    }
    const listening = here.filter(
      ({ subscribesAtMost }) => subscribesAtMost?.(protocolVersion) === undefined,
    );
    const levels = ([0, 1, 2] as const).filter((qos) => qos <= lab.broker.capabilities.maximumQoS);
    const topic = (client: Client, qos: number) => lab.topic(`office/${client.name}/${qos}`);
    const messages = here.flatMap((client) =>
      levels.map((qos) => ({ qos, topic: topic(client, qos), payload: `${client.title} at QoS ${qos}` })),
    );
    type Message = (typeof messages)[number];

    /** Starts every client as a subscriber, and waits until their subscriptions are granted. */
    const subscribe = async (role: string, filter: string, count: number) => {
      const subscribers = listening.map((client) => {
        const name = `${role} ${client.name}`;
        const clientId = lab.clientId(name);
        //#region subscribe
        const command = client.subscribe({ url, protocolVersion, clientId, topic: filter, qos: 2, count });
        //#endregion
        return new Actor(lab, client, name, command);
      });
      await Promise.all(subscribers.map((subscriber) => subscriber.subscribed()));
      return subscribers;
    };
    const publish = async (client: Client, { topic, payload, qos }: Message) => {
      const name = `pub ${client.name}`;
      const clientId = lab.clientId(name);
      const retain = qos === 1;
      //#region publish
      const command = client.publish({ url, protocolVersion, clientId, topic, payload, qos, retain });
      //#endregion
      await new Actor(lab, client, name, command).published();
    };

    const subscribers = await lab.step(
      {
        en: 'Every client subscribes',
        ja: 'すべてのクライアントが購読します',
        question: { en: 'Do they all ask the same way?', ja: 'どれも、同じ頼み方をする?' },
      },
      // One more message: the one that ends the test.
      () => subscribe('sub', lab.topic('office/#'), messages.length + 1),
    );

    for (const qos of levels) {
      await lab.step(
        {
          en: `Every client publishes at QoS ${qos}`,
          ja: `すべてのクライアントが QoS ${qos} で送ります`,
          question: { en: 'How many packets for one message?', ja: '1 通に、パケットはいくつ?' },
        },
        async () => {
          const own = messages.filter((message) => message.qos === qos);
          await Promise.all(here.map((client, index) => own[index] && publish(client, own[index])));
        },
      );
    }

    await lab.step(
      {
        en: 'What did they get?',
        ja: '何が届いたでしょう',
        question: { en: 'Does every message reach every client?', ja: 'すべてが、すべてに届いた?' },
      },
      async () => {
        const over = { topic: lab.topic('office'), payload: 'over' };
        const received = async () => {
          await arrival(subscribers, messages);
          const herald = await lab.connect('herald');
          await herald.publishAsync(over.topic, over.payload, { qos: 2 });
          // A duplicate would come before this one.
          await arrival(subscribers, [over]);
          return writtenBy(subscribers, ({ payload }) => payload !== over.payload);
        };
        const due = messages.map(({ payload, qos }) => inWords({ payload, qos, retain: false }));
        await lab.claim('clients.delivered', forEach(subscribers, due), received);

        const usual = [
          ...here.map(({ name }) => [`pub ${name}`, flowsAt(levels)] as const),
          ...listening.map(({ name }) => [`sub ${name}`, flowsAt(messages.map(({ qos }) => qos))] as const),
        ];
        await lab.claim('clients.packets', Object.fromEntries(usual), async () => {
          const seen = usual.map(async ([name]) => [name, await flowsOf(lab, name, over.topic)]);
          return Object.fromEntries(await Promise.all(seen));
        });
      },
    );

    if (levels.length === 1) return;
    await lab.step(
      {
        en: 'Every client comes late',
        ja: 'すべてのクライアントが、あとから来ます',
        question: { en: 'Who gets the retained message?', ja: 'retain メッセージは、誰に届く?' },
      },
      async () => {
        const retained = messages.filter(({ qos }) => qos === 1);
        const late = await subscribe('late', lab.topic('office/+/1'), retained.length);
        const due = retained.map(({ payload, qos }) => inWords({ payload, qos, retain: true }));
        await lab.claim('clients.retained', forEach(late, due), async () => {
          await arrival(late, retained);
          return writtenBy(late);
        });
      },
    );
  },
});

/** Waits until the broker has sent each of these messages to each of them. */
async function arrival(actors: readonly Actor[], messages: readonly { topic: string; payload: string }[]) {
  await Promise.all(
    actors.flatMap((actor) => messages.map(({ topic, payload }) => actor.sent(topic, payload))),
  );
}

/** What each client received, as text in alphabetical order, because publishers race. */
async function writtenBy(actors: readonly Actor[], isMeant = (_: Received) => true) {
  const written = actors.map(async (actor) => {
    const received = await actor.received();
    return [actor.client.title, received.filter(isMeant).map(inWords).sort()] as const;
  });
  return Object.fromEntries(await Promise.all(written));
}

const forEach = (actors: readonly Actor[], due: readonly string[]) =>
  Object.fromEntries(actors.map(({ client }) => [client.title, due.toSorted()]));

const inWords = ({ payload, qos, retain }: Pick<Received, 'payload' | 'qos' | 'retain'>): string =>
  `${payload}, got at QoS ${qos}${retain ? ' with retain' : ''}`;

export default lab;
await runDirectly(import.meta.url, lab);
