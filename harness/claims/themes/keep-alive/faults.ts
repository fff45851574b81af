import type { IConnectPacket } from 'mqtt-packet';
import type { Setup } from '../../../brokers/setup/setup.ts';
import {
  changesConnack,
  type Faulty,
  faulty,
  misconfigured,
  reads,
  swallows,
} from '../../../faulty/faults.ts';
import type { Mangle, Passage } from '../../../faulty/mangling-stream.ts';

/** Acts some milliseconds after a CONNECT that `isMeant` selects. */
const afterConnect =
  (isMeant: (connect: IConnectPacket) => boolean, ms: number, act: (passage: Passage) => void): Mangle =>
  (packet, _direction, passage) => {
    if (packet?.cmd === 'connect' && isMeant(packet)) setTimeout(() => act(passage), ms);
    return packet;
  };

const hangsUp = ({ hangUp }: Passage) => hangUp();
const never = (connect: IConnectPacket): IConnectPacket => ({ ...connect, keepalive: 0 });
const withoutLimit = ({ maximumKeepAlive: _, ...setup }: Setup): Setup => setup;

/** Answers the first PINGREQ of a connection only. */
const answersOnce = (): Mangle => {
  const answered = new Set<number>();
  return (packet, _direction, { connection }) => {
    if (packet?.cmd !== 'pingresp') return packet;
    const again = answered.has(connection);
    answered.add(connection);
    return again ? [] : packet;
  };
};

/** Brokers that break the claims about keep alive. */
export const keepAliveGallery: readonly Faulty[] = [
  faulty('keep-alive.kept-by-ping', 'does not count PINGREQ', () =>
    afterConnect(({ keepalive = 0 }) => keepalive > 0 && keepalive < 10, 3_000, hangsUp),
  ),
  faulty('keep-alive.kept-by-publish', 'counts PINGREQ only', () => swallows('publish')),
  faulty('keep-alive.zero', 'takes a keep alive of 0 for 1', () =>
    reads((connect) => ({ ...connect, keepalive: connect.keepalive || 1 })),
  ),
  faulty('keep-alive.not-early', 'hangs up on the silent too soon', () =>
    afterConnect(({ keepalive }) => keepalive === 1, 300, hangsUp),
  ),
  faulty('keep-alive.not-early', 'waits for ever', () => reads(never)),
  faulty('keep-alive.from-last-packet', 'counts from CONNECT', () =>
    afterConnect(({ keepalive }) => keepalive === 2, 2_100, hangsUp),
  ),
  faulty('keep-alive.from-last-packet', 'waits for ever', () => reads(never)),
  faulty('keep-alive.not-by-deliveries', 'waits for ever', () => reads(never)),
  faulty('keep-alive.reason-code', 'calls the silent malformed', () =>
    afterConnect(
      ({ keepalive }) => keepalive === 1,
      1_200,
      ({ tell, hangUp }) => {
        tell({ cmd: 'disconnect', reasonCode: 0x81 });
        hangUp();
      },
    ),
  ),
  faulty('keep-alive.every-ping', 'answers one PINGREQ a connection', answersOnce),
  faulty(
    'keep-alive.every-ping',
    'answers PINGREQ twice',
    () => (packet) => (packet?.cmd === 'pingresp' ? [packet, packet] : packet),
  ),
  misconfigured('keep-alive.server', 'has no limit', withoutLimit),
  {
    breaks: 'keep-alive.server',
    does: 'keeps its limit to itself',
    options: () => ({ mangle: changesConnack(({ properties: _, ...connack }) => connack) }),
  },
];
