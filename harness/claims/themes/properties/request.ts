import type { Bench } from '../../bench.ts';
import type { Peer } from '../../peer.ts';
import type { SpecClaim } from '../../spec-claim.ts';
import { readProperties } from './steps.ts';

/** Publishes a request with a Response Topic. */
const ask = (bench: Bench, peer: Peer, question: string, answers: string, correlationData: Buffer) =>
  peer.publish(bench.topic('questions'), question, {
    qos: 1,
    properties: { responseTopic: bench.topic(answers), correlationData },
  });

/** Answers the next request on its Response Topic, with its Correlation Data. */
async function answerOne(responder: Peer): Promise<void> {
  const packet = await responder.client.receive('PUBLISH');
  await responder.acknowledge(packet);
  const { responseTopic = '', correlationData = '' } = readProperties(packet);
  const { payload } = responder.read(packet);
  await responder.publish(responseTopic, `${payload}!`, {
    qos: 1,
    properties: { correlationData: Buffer.from(correlationData, 'hex') },
  });
}

async function nextAnswer(peer: Peer): Promise<unknown> {
  const packet = await peer.client.receive('PUBLISH');
  await peer.acknowledge(packet);
  const { correlationData } = readProperties(packet);
  return { payload: peer.read(packet).payload, correlationData };
}

/** Request and response: two messages, with the properties Response Topic and Correlation Data. */
export const request: readonly SpecClaim[] = [
  {
    id: 'request.answered',
    says: {
      en: 'A request says where its answer goes, and the answer says which request it belongs to',
      ja: '答える側は質問から返信先を知り、尋ねた側はどの質問への答えかを知ることができる',
    },
    statements: { 5: ['MQTT-3.3.2-15', 'MQTT-3.3.2-16'] },
    async check(bench) {
      const responder = await bench.connect('responder');
      const [anna, ben] = [await bench.connect('anna'), await bench.connect('ben')];
      await responder.subscribe({ topic: bench.topic('questions'), qos: 1 });
      await anna.subscribe({ topic: bench.topic('answers/anna'), qos: 1 });
      await ben.subscribe({ topic: bench.topic('answers/ben'), qos: 1 });
      await ask(bench, anna, 'hot', 'answers/anna', Buffer.from([0x00, 0x01]));
      await ask(bench, ben, 'cold', 'answers/ben', Buffer.from([0x00, 0x01]));
      await ask(bench, anna, 'wet', 'answers/anna', Buffer.from([0x00, 0x02]));
      for (let question = 0; question < 3; question++) await answerOne(responder);
      return {
        expected: {
          anna: [
            { payload: 'hot!', correlationData: '0001' },
            { payload: 'wet!', correlationData: '0002' },
          ],
          ben: [{ payload: 'cold!', correlationData: '0001' }],
        },
        seen: { anna: [await nextAnswer(anna), await nextAnswer(anna)], ben: [await nextAnswer(ben)] },
      };
    },
  },
  {
    id: 'request.no-response-information',
    says: {
      en: 'A client that does not ask for Response Information gets none',
      ja: '求めていなければ、Response Information は返らない',
    },
    statements: { 5: ['MQTT-3.1.2-28'] },
    async check(bench) {
      const peers = [
        await bench.connect('silent'),
        await bench.connect('declining', { properties: { requestResponseInformation: false } }),
      ];
      return {
        expected: [undefined, undefined],
        seen: peers.map(({ connack }) => connack.fields.properties?.responseInformation),
      };
    },
  },
];
