import type { Packet } from 'mqtt-packet';
import { changesConnack, type Faulty, faulty, overlooks, reads, welcomes } from '../../../faulty/faults.ts';
import { ignoresExpiryOfDisconnect } from '../../../faulty/flow-faults.ts';
import type { Mangle } from '../../../faulty/mangling-stream.ts';

/** Changes answers of this type. */
const answers =
  (cmd: Packet['cmd'], change: object): Mangle =>
  (packet, direction) =>
    packet?.cmd === cmd && direction === 'to-client' ? ({ ...packet, ...change } as Packet) : packet;

/** Treats every DISCONNECT as a normal disconnection. */
const takesForGoodbye: Mangle = (packet) =>
  packet?.cmd === 'disconnect' ? { ...packet, reasonCode: 0 } : packet;

/** Brokers that send or read reason codes wrongly. */
export const reasonGallery: readonly Faulty[] = [
  ...(['puback', 'pubrec'] as const).flatMap((cmd) => [
    faulty(`reason.${cmd}`, 'says that nobody subscribes', () => answers(cmd, { reasonCode: 0x10 })),
    faulty(`reason.${cmd}-nobody`, 'refuses what nobody subscribes to', () =>
      answers(cmd, { reasonCode: 0x97 }),
    ),
  ]),
  faulty('reason.disconnect', 'says a friendly goodbye to who breaks the rules', () =>
    answers('disconnect', { reasonCode: 0 }),
  ),
  faulty('reason.problem-information', 'explains itself to everybody', () =>
    answers('suback', { properties: { reasonString: 'granted' } }),
  ),
  faulty('reason.no-authentication', 'names an authentication method to everybody', () =>
    changesConnack((connack) => ({ ...connack, properties: { authenticationMethod: 'SCRAM-SHA-1' } })),
  ),
  faulty('reason.unknown-authentication', 'welcomes everybody', () => welcomes),
  faulty('reason.auth-uninvited', 'overlooks AUTH', () => overlooks),
  faulty('reason.disconnect-with-will', 'takes every DISCONNECT for a goodbye', () => takesForGoodbye),
  faulty(
    'reason.invalid-disconnect',
    'does not read the session expiry of DISCONNECT',
    () => ignoresExpiryOfDisconnect,
  ),
  faulty('reason.session-kept-too-late', 'keeps the session of whoever asks, however late', () =>
    reads((connect) => ({
      ...connect,
      properties: { sessionExpiryInterval: 60, ...connect.properties },
    })),
  ),
];
