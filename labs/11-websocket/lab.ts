/**
 * Lab 11: MQTT inside WebSocket.
 *
 * A browser cannot open a TCP connection, but it can open a WebSocket. The same packets are sent in binary frames, and the
 * subprotocol is called mqtt. At work: a wrong path or subprotocol is the usual mistake.
 */
import { defineLab, runDirectly } from '../../harness/lab/index.ts';
import { handshake } from './handshake.ts';

const lab = defineLab({
  id: '11-websocket',
  title: { en: 'MQTT inside WebSocket', ja: 'WebSocket の中の MQTT' },
  lanes: ['device', 'broker', 'browser'],
  claims: {
    'websocket.subprotocol': {
      says: {
        en: 'When asked for the subprotocol mqtt, the broker agrees to it',
        ja: 'サブプロトコル mqtt を求めると、ブローカーも mqtt と答える',
      },
      statements: { 4: ['MQTT-6.0.0-4'], 5: ['MQTT-6.0.0-4'] },
    },
    'websocket.same-packets': {
      says: {
        en: 'The packet is the same over WebSocket as over TCP, byte for byte',
        ja: 'WebSocket でも TCP でも、届くパケットは 1 バイトも違わない',
      },
      statements: { 4: ['MQTT-6.0.0-1', 'MQTT-6.0.0-2'], 5: ['MQTT-6.0.0-1', 'MQTT-6.0.0-2'] },
    },
  },

  async run(lab) {
    const door = lab.topic('office/door');
    const endpoint = lab.endpoint('ws');

    await lab.step(
      {
        en: 'The handshake: HTTP, then WebSocket',
        ja: 'まず HTTP、それから WebSocket',
        question: { en: 'What do they agree on?', ja: '何を取り決める?' },
      },
      async () => {
        await lab.claim('websocket.subprotocol', '101, subprotocol mqtt', () =>
          handshake(endpoint, ['mqtt']),
        );
      },
    );

    await lab.step(
      {
        en: 'One over TCP, one over WebSocket',
        ja: '片方は TCP、もう片方は WebSocket でつなぎます',
        question: { en: 'Are the packets the same?', ja: 'パケットは、同じ?' },
      },
      async () => {
        const device = await lab.connect('device');
        //#region websocket
        const browser = await lab.connect('browser', {}, { via: 'ws' });
        await browser.subscribeAsync(door);
        //#endregion
        await device.subscribeAsync(door);
        await device.publishAsync(door, 'open');
        const bytesTo = async (name: string) => {
          const packet = await lab.trace.to(name).of('PUBLISH').next();
          return Buffer.from(packet.bytes).toString('hex');
        };
        await lab.claim('websocket.same-packets', await bytesTo('device'), () => bytesTo('browser'));
        const { payload } = await lab.inbox(browser).next();
        lab.note({
          en: `The browser's client got "${payload}".`,
          ja: `ブラウザー側のクライアントに「${payload}」が届きました。`,
        });
      },
    );

    await lab.step(
      {
        en: 'The wrong door',
        ja: '入り口を間違えると',
        question: { en: 'What does the broker say?', ja: 'ブローカーは、何と言う?' },
      },
      async () => {
        const elsewhere = new URL('/elsewhere', endpoint);
        lab.observe(
          'websocket.wrong-path',
          {
            en: `The path ${elsewhere.pathname} is answered with`,
            ja: `パス ${elsewhere.pathname} への返事`,
          },
          await handshake(elsewhere.href, ['mqtt']),
        );
        const offered = ['chat'];
        const named = offered.join(', ');
        lab.observe(
          'websocket.wrong-subprotocol',
          {
            en:
              named === '' ? 'No subprotocol is answered with' : `The subprotocol ${named} is answered with`,
            ja: named === '' ? 'サブプロトコルなしへの返事' : `サブプロトコル ${named} への返事`,
          },
          await handshake(endpoint, offered),
        );
      },
    );
  },
});

export default lab;
await runDirectly(import.meta.url, lab);
