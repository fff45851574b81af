import { once } from 'node:events';
import { type AddressInfo, createServer } from 'node:net';
import { defineTask, type TraceEntry } from '../../../../harness/task/index.ts';

/** Node may take its time to start on a busy machine, in ms. */
const COMES_WITHIN_MS = 20_000;

export default defineTask({
  title: { en: 'Through the firewall', ja: 'ファイアウォールの向こうへ' },
  asks: {
    en: 'At your customer, a firewall lets only web traffic out: whatever goes to MQTT_URL is turned away. The broker also speaks WebSocket, at WS_URL. Let your program publish its temperature, "21.5", to PREFIX + office/temperature there, and end as before.',
    ja: '客先のファイアウォールは、Web の通信しか外に出しません。MQTT_URL への接続は追い返されます。ブローカーは WS_URL で WebSocket も話せます。そこを通って PREFIX + office/temperature に温度 "21.5" を送り、これまでどおり終わるようにしてください。',
  },
  minutes: 5,
  isFastTrack: true,
  hints: [
    {
      en: 'How much of your program has to do with TCP or WebSocket at all? Compare the packets in lab 11.',
      ja: 'プログラムの中で、TCP か WebSocket かに関わるのはどこだけですか? ラボ 11 のパケットを比べてみてください。',
    },
    {
      en: 'What does mqtt.connectAsync read from the scheme of its address? Is only the scheme of WS_URL another, or also what comes after it?',
      ja: 'mqtt.connectAsync は、アドレスの先頭(スキーム)から何を読み取りますか? WS_URL で違うのは先頭だけですか、その後ろもですか?',
    },
  ],
  claims: {
    'firewall.way': {
      says: { en: 'It reaches the broker by WebSocket', ja: 'WebSocket でブローカーに届く' },
    },
    'firewall.value': {
      says: { en: 'The temperature arrives', ja: '温度が届く' },
    },
    'firewall.goodbye': {
      says: { en: 'It says goodbye, as over TCP', ja: 'TCP のときと同じように、別れを告げる' },
    },
  },
  notices: [
    {
      sees: ({ trace }) => [...trace].some(isNoMqttConnection),
      says: {
        en: 'Something came to the WebSocket port that is not MQTT inside WebSocket. An address there begins with ws://, and what travels inside are MQTT packets.',
        ja: 'WebSocket のポートに、WebSocket に入った MQTT ではないものが来ました。アドレスは ws:// で始まり、中を通るのは MQTT のパケットです。',
      },
    },
    {
      sees: ({ trace, broken }) =>
        broken.includes('firewall.way') && trace.from('you').of('CONNECT').count === 0,
      says: {
        en: 'Your program went to the address in MQTT_URL, and the firewall turned it away. Which other address was it given?',
        ja: 'MQTT_URL のアドレスに行って、ファイアウォールに追い返されました。渡されたアドレスは、ほかに何がありますか?',
      },
    },
    {
      sees: ({ broken }) => broken.includes('firewall.goodbye') && !broken.includes('firewall.value'),
      says: {
        en: 'The value arrived, but your program left without DISCONNECT.',
        ja: '値は届きましたが、DISCONNECT なしに終わりました。',
      },
    },
  ],

  async judge(lab, you) {
    const topic = lab.topic('office/temperature');
    const dashboard = await lab.connect('dashboard');
    await dashboard.subscribeAsync(topic, { qos: 1 });
    await using firewall = await turningAway();
    await lab.step({ en: 'Your program behind the firewall', ja: 'ファイアウォールの内側から' }, async () => {
      const MQTT_URL = `mqtt://127.0.0.1:${firewall.port}`;
      const program = await you.runs('you', { MQTT_URL, WS_URL: await lab.tapped('ws') });
      await lab.claim('firewall.way', 'CONNACK', async () => {
        const reached = (entry: TraceEntry) => isNotMqtt(entry) || isWelcome(entry);
        const came = lab.trace.next(reached, { awaiting, deadline: COMES_WITHIN_MS });
        const first = await Promise.race([firewall.turnedAway, program.until(came)]);
        if (first === 'turned away') return first;
        return isWelcome(first) ? 'CONNACK' : 'not MQTT';
      });
      if (lab.trace.to('you').of('CONNACK').count > 0) await program.ends();
      else await program.stop();
      await lab.claim('firewall.value', ['21.5'], async () => {
        const messages = await lab.fence(lab.inbox(dashboard), await lab.connect('teller'), topic, 1);
        return messages.map(({ payload }) => payload);
      });
      await lab.claim('firewall.goodbye', 'DISCONNECT', lab.trace.from('you').last()?.type ?? 'nothing');
    });
  },
});

const awaiting = { en: 'your program to reach the broker', ja: 'あなたのプログラムがブローカーに届くこと' };
const isNotMqtt = (entry: TraceEntry) => entry.kind === 'connection' && entry.what === 'not-mqtt';
/** A connection to the broker that ended without CONNECT. */
const isNoMqttConnection = (entry: TraceEntry) =>
  entry.kind === 'connection' && entry.client === '?' && entry.what !== 'opened';
const isWelcome = (entry: TraceEntry) =>
  entry.kind === 'packet' && entry.client === 'you' && entry.type === 'CONNACK';

/** A server that closes each connection at once. */
async function turningAway() {
  const turned = Promise.withResolvers<'turned away'>();
  const server = createServer((socket) => {
    socket.on('error', () => {});
    socket.destroy();
    turned.resolve('turned away');
  });
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  // The type has other cases, but not for a server that listens on TCP.
  const { port } = server.address() as AddressInfo;
  return {
    port,
    turnedAway: turned.promise,
    [Symbol.asyncDispose]: async () => {
      server.close();
      await once(server, 'close');
    },
  };
}
