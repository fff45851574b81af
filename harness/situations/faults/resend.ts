import type { IPublishPacket, Packet } from 'mqtt-packet';
import { isError } from '../../protocol/codes.ts';
import type { FaultyClient } from '../faulty-client.ts';
import type { Script } from '../scripted/script.ts';
import { faulty, impatient, keepsBack, sends, swaps } from './making.ts';

const isAgain = ({ dup }: IPublishPacket) => dup;

/** Replaces a repeated PUBREL by the result of `change`. */
const releasesAgain = (
  change: (pubrel: Packet, publish: IPublishPacket | undefined) => Packet | [],
): Pick<Script, 'sends'> => {
  const published = new Map<number | undefined, IPublishPacket>();
  const released = new Set<number | undefined>();
  return {
    sends: (packet) => {
      const { messageId } = packet;
      if (packet.cmd === 'publish') published.set(messageId, packet);
      if (packet.cmd !== 'pubrel') return packet;
      if (released.has(messageId)) return change(packet, published.get(messageId));
      released.add(messageId);
      return packet;
    },
  };
};

/** Clients that send again what they must not, or do not send again what they must. */
export const resendFaults: readonly FaultyClient[] = [
  faulty('publish.first-without-dup', 'publishes at QoS 0 with DUP', () =>
    sends('publish', (publish) => (publish.qos === 0 ? { ...publish, dup: true } : publish)),
  ),
  faulty('publish.first-without-dup', 'publishes everything with DUP', () =>
    sends('publish', (publish) => (publish.qos > 0 ? { ...publish, dup: true } : publish)),
  ),
  faulty(
    'resend.again',
    'does not send again what was not acknowledged',
    () => keepsBack('publish', isAgain),
    {
      situations: ['lost.puback', 'lost.pubrec', 'lost.several'],
    },
  ),
  faulty(
    'resend.again',
    'does not send again what was not acknowledged, and says goodbye to a broker that closes',
    () => ({ ...keepsBack('publish', isAgain), whenClosed: 'says goodbye and closes' }),
    { situations: ['lost.puback'] },
  ),
  faulty('resend.again', 'does not send PUBREL again', () => releasesAgain(() => []), {
    situations: ['lost.pubcomp', 'lost.pubrel'],
  }),
  faulty('resend.same-identifier', 'sends again with a new packet identifier', () =>
    sends('publish', (publish) =>
      publish.dup ? { ...publish, messageId: (publish.messageId ?? 0) + 100 } : publish,
    ),
  ),
  faulty('resend.dup', 'sends again with DUP 0', () =>
    sends('publish', (publish) => ({ ...publish, dup: false })),
  ),
  faulty('resend.order', 'sends again the other way round', () => swaps('publish', isAgain)),
  faulty('resend.not-after-pubrel', 'sends PUBLISH again where PUBREL is due', () =>
    releasesAgain((pubrel, publish) => (publish === undefined ? pubrel : { ...publish, dup: true })),
  ),
  faulty(
    'resend.not-while-connected',
    'sends again what is not acknowledged in half a second',
    () => impatient(500),
    { situations: ['lost.puback', 'lost.pubrec', 'lost.several'] },
  ),
  faulty(
    'resend.not-while-connected',
    'sends PUBREL again if PUBCOMP does not come in half a second',
    () => impatient(500),
    { situations: ['lost.pubcomp'] },
  ),
  ...(['PUBACK', 'PUBREC'] as const).map((answer) =>
    faulty('resend.not-after-refusal', `takes no notice of a ${answer} that refuses`, () => ({
      hears: (packet) =>
        packet.type === answer && isError(packet.fields.reasonCode ?? 0) ? undefined : packet,
    })),
  ),
];
