/**
 * Lab 01: start a broker, and connect to it.
 *
 * Everything in MQTT goes through a broker. A client opens one TCP connection and sends CONNECT. Only the broker's
 * answer, CONNACK, means that the client is connected. At work: a client is not connected yet when `connect()` returns.
 */
import { defineLab, runDirectly } from '../../harness/lab/index.ts';

const lab = defineLab({
  id: '01-start-a-broker',
  title: { en: 'Start a broker and connect', ja: 'ブローカーを立ち上げて、つなぐ' },
  lanes: ['visitor', 'broker'],
  claims: {
    'connect.connack': {
      says: {
        en: 'The broker answers CONNECT with CONNACK and the success code',
        ja: 'ブローカーは CONNECT に、成功を示すコードの CONNACK を返す',
      },
      statements: { 4: ['MQTT-3.1.4-4', 'MQTT-3.2.0-1'], 5: ['MQTT-3.1.4-5', 'MQTT-3.2.0-1'] },
    },
    'connect.clean-session': {
      says: {
        en: 'A client that asks for a clean start finds no earlier session',
        ja: 'クリーンスタートを求めたクライアントに、以前のセッションは残っていない',
      },
      statements: { 4: ['MQTT-3.1.2-6', 'MQTT-3.2.2-1'], 5: ['MQTT-3.1.2-4', 'MQTT-3.2.2-2'] },
    },
  },

  async run(lab) {
    await lab.step(
      {
        en: 'The broker is up',
        ja: 'ブローカーが立ち上がりました',
        question: { en: 'Who is there to talk to?', ja: '話しかける相手は、いますか?' },
      },
      async () => {
        const { name, version, endpoints } = lab.broker;
        lab.note({
          en: `${name}, version ${version ?? 'not disclosed'}`,
          ja: `${name} バージョン ${version ?? '(非公開)'}`,
        });
        for (const url of Object.values(endpoints))
          lab.note({ en: `listens on ${url}`, ja: `待ち受け: ${url}` });
      },
    );

    await lab.step(
      {
        en: 'A client connects',
        ja: 'クライアントがつなぎます',
        question: { en: 'What does the broker answer?', ja: 'ブローカーは、何と答える?' },
      },
      async () => {
        //#region connect
        const connecting = lab.connect('visitor', { clean: true });
        const answer = await lab.trace.to('visitor').next();
        //#endregion
        const { reasonCode, returnCode, sessionPresent } = answer.fields;
        await lab.claim('connect.connack', ['CONNACK', 0], [answer.type, reasonCode ?? returnCode]);
        await lab.claim('connect.clean-session', false, sessionPresent);
        const client = await connecting;
        await client.endAsync();
      },
    );
  },
});

export default lab;
await runDirectly(import.meta.url, lab);
