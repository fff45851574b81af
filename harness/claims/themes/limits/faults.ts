import {
  changesConnack,
  delivers,
  each,
  type Faulty,
  faulty,
  reads,
  swallows,
} from '../../../faulty/faults.ts';
import { telling } from '../../../faulty/limiting.ts';
import { inFrontOf, type Mangle } from '../../../faulty/mangling-stream.ts';
import { keepsBack } from '../../../faulty/mosquitto-workarounds.ts';

/** The Maximum Packet Size of the claims' client, in bytes. */
const MAXIMUM = 200;

/** Refuses messages after this many, although CONNACK allows more. */
const takesAtMost = (count: number): Mangle => {
  let taken = 0;
  return (packet) => (packet?.cmd === 'pubrec' && ++taken > count ? { ...packet, reasonCode: 0x97 } : packet);
};

/** Ignores a limit of the client's CONNECT. */
const ignoresLimit = (limit: 'receiveMaximum' | 'maximumPacketSize'): Mangle =>
  reads(({ properties: { [limit]: _, ...properties } = {}, ...connect }) => ({ ...connect, properties }));

/** Sends packets that are one byte larger than the client allows. */
const allowsOneMore: Mangle = reads(
  ({ properties: { maximumPacketSize = 0, ...properties } = {}, ...connect }) => ({
    ...connect,
    properties: { ...properties, ...(maximumPacketSize > 0 && { maximumPacketSize: maximumPacketSize + 1 }) },
  }),
);

/** Brokers that exceed the limits of a client, or stop sending. */
export const flowGallery: readonly Faulty[] = [
  ...each(
    [
      'receive-maximum.qos-1',
      'receive-maximum.qos-2',
      'receive-maximum.until-pubcomp',
      'receive-maximum.resumed',
    ],
    'sends as many messages at once as it likes',
    () => ignoresLimit('receiveMaximum'),
  ),
  faulty('receive-maximum.until-pubcomp', 'makes room for the next message at PUBREC', () =>
    inFrontOf(ignoresLimit('receiveMaximum'), keepsBack('pubrec')),
  ),
  faulty('receive-maximum.goes-on', 'loses one of the messages that wait', () =>
    delivers((publish) => (`${publish.payload}` === '3' ? [] : publish)),
  ),
  faulty('receive-maximum.other-packets', 'answers no PINGREQ while a message is unanswered', () =>
    swallows('pingresp'),
  ),
  faulty('receive-maximum.of-broker', 'takes fewer messages than it says', () => takesAtMost(5)),
  faulty('receive-maximum.of-broker-not-0', 'takes no messages', () =>
    changesConnack((connack) => ({ ...connack, properties: { receiveMaximum: 0 } })),
  ),
  ...each(
    [
      'maximum-packet.dropped-at-qos-0',
      'maximum-packet.dropped-at-qos-1',
      'maximum-packet.dropped-at-qos-2',
      'maximum-packet.retained',
    ],
    'sends packets as large as it likes',
    () => ignoresLimit('maximumPacketSize'),
  ),
  faulty('maximum-packet.goes-on', 'hangs up on who takes small packets only', () =>
    delivers((publish, { clientId, hangUp }) => {
      if (publish.payload.length < MAXIMUM || !clientId.endsWith('small')) return publish;
      hangUp();
      return [];
    }),
  ),
  faulty('maximum-packet.by-one-byte', 'takes a maximum for one byte more than it is', () => allowsOneMore),
  faulty('maximum-packet.fits', 'takes a maximum for less than it is', () =>
    delivers((publish, { bytes }) => (bytes.length < MAXIMUM ? publish : [])),
  ),
  faulty('maximum-packet.of-broker', 'names a maximum and takes larger packets', () => telling),
];
