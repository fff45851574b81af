import type { Text } from '../../base/text.ts';
import { hex } from '../hex.ts';
import { staying } from '../reach.ts';
import type { Situation } from '../situation.ts';

/** Time for a client to close its side, in ms of own time. */
const CLOSES_MS = 1_000;

interface Malformed {
  readonly name: string;
  readonly says: Text;
  readonly bytes: Buffer;
}

const packets: readonly Malformed[] = [
  {
    name: 'qos3',
    says: { en: 'a PUBLISH with both QoS bits set', ja: 'QoS のビットが両方 1 の PUBLISH' },
    // Topic `a`, packet identifier 9, payload `1`; the empty list of properties is a payload byte in 3.1.1.
    bytes: hex('36 07 0001 61 0009 00 31'),
  },
  {
    name: 'flags',
    says: { en: 'a PUBREL with wrong flags', ja: 'フラグが違う PUBREL' },
    bytes: hex('60 02 0009'),
  },
  {
    name: 'length',
    says: { en: 'a remaining length of five bytes', ja: '5 バイトの残り長' },
    bytes: hex('30 ff ff ff ff 01'),
  },
  {
    name: 'type',
    says: { en: 'a packet of the reserved type 0', ja: '予約されたタイプ 0 のパケット' },
    bytes: hex('00 00'),
  },
];

/** The broker sends bytes that are not MQTT. The client must close. */
export const malformed: readonly Situation[] = packets.map(({ name, says, bytes }) => ({
  id: `malformed.${name}`,
  title: { en: `The broker sends ${says.en}`, ja: `ブローカーが${says.ja}を送る` },
  outOfReach: staying,
  async play(stage) {
    const connack = await stage.accepted();
    await stage.quiet();
    stage.broker.connection?.write(bytes);
    await stage.closes(CLOSES_MS);
    if (stage.isClosed) await stage.comesBack(connack);
  },
}));
