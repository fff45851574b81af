/**
 * Lab 05: how small a packet is.
 *
 * MQTT's fixed header is at least two bytes: type and flags, and how much follows. Once a client is connected, a message costs
 * its topic, its payload, and a handful of bytes. At work: what you pay for on a metered line is the topic name, and
 * how often you connect.
 */
import { defineLab, runDirectly } from '../../harness/lab/index.ts';
import { postOverHttp } from './http.ts';

const lab = defineLab({
  id: '05-small-packets',
  title: { en: 'The smallest packet', ja: 'いちばん小さなパケット' },
  lanes: ['sensor', 'broker', 'dashboard'],
  shows: ['sizes'],
  claims: {
    'packet.two-bytes': {
      says: {
        en: 'PINGREQ is two bytes, c0 00, and the broker answers with two bytes, d0 00',
        ja: 'PINGREQ は 2 バイト(c0 00)。ブローカーも 2 バイト(d0 00)で答える',
      },
      statements: { 4: ['MQTT-3.12.4-1'], 5: ['MQTT-3.12.4-1'] },
    },
    'packet.publish-size': {
      says: {
        en: 'A QoS 0 message costs its topic, its payload and 4 more bytes (5 under MQTT 5)',
        ja: 'QoS 0 のメッセージは、トピックとペイロードのほかに 4 バイト(MQTT 5 では 5 バイト)しか使わない',
      },
      statements: { 4: ['MQTT-3.3.2-1'], 5: ['MQTT-3.3.2-1'] },
    },
  },

  async run(lab) {
    const door = lab.topic('office/door');
    const sensor = await lab.connect('sensor');

    await lab.step(
      {
        en: 'The smallest packet there is',
        ja: 'これより小さなパケットはありません',
        question: { en: 'How many bytes?', ja: '何バイト?' },
      },
      async () => {
        //#region ping
        sensor.sendPing();
        const ping = await lab.trace.from('sensor').of('PINGREQ').next();
        //#endregion
        await lab.claim('packet.two-bytes', ['c0 00', 'd0 00'], async () => {
          const pong = await lab.trace.to('sensor').of('PINGRESP').next();
          return [hex(ping.bytes), hex(pong.bytes)];
        });
      },
    );

    await lab.step(
      {
        en: 'What a message costs',
        ja: 'メッセージ 1 通のコスト',
        question: {
          en: 'How many bytes more than topic and payload?',
          ja: 'トピックと中身のほかに、何バイト要る?',
        },
      },
      async () => {
        const dashboard = await lab.connect('dashboard');
        await dashboard.subscribeAsync(door);
        await sensor.publishAsync(door, 'open');
        const { size, fields } = await lab.trace.to('dashboard').of('PUBLISH').next();
        const around = lab.protocolVersion === 5 ? 5 : 4;
        await lab.claim('packet.publish-size', door.length + 'open'.length + around, size);

        const http = await postOverHttp('office/door', Buffer.from(fields.payload ?? []).toString());
        const sent = [...lab.trace.from('sensor').of('PUBLISH')].map((packet) => packet.size).join(', ');
        lab.note({
          en: `Over MQTT: ${sent} bytes from the sensor, ${size} to the dashboard, ${door.length} of them the topic. One such message over HTTP: ${http.request} bytes of request, ${http.response} of response.`,
          ja: `MQTT では、sensor から ${sent} バイト、dashboard へ ${size} バイト(うちトピック名が ${door.length} バイト)。同じメッセージ 1 通を HTTP で送ると、リクエストが ${http.request} バイト、レスポンスが ${http.response} バイトです。`,
        });
      },
    );

    await lab.step(
      {
        en: 'What connecting costs',
        ja: 'つなぐときのコスト',
        question: { en: 'And how many to connect?', ja: 'つなぐだけで、何バイト?' },
      },
      async () => {
        const connect = lab.trace.from('sensor').of('CONNECT').bytes();
        const connack = lab.trace.to('sensor').of('CONNACK').bytes();
        lab.note({
          en: `The sensor's CONNECT is ${connect} bytes, its CONNACK ${connack}: paid once a connection, however many messages follow.`,
          ja: `sensor の CONNECT は ${connect} バイト、CONNACK は ${connack} バイト。接続ごとに 1 回だけで、何通送っても増えません。`,
        });
      },
    );
  },
});

const hex = (bytes: Uint8Array) => Array.from(bytes, (byte) => byte.toString(16).padStart(2, '0')).join(' ');

export default lab;
await runDirectly(import.meta.url, lab);
