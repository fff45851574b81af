import { delivers, type Faulty, faulty, greets, swallows } from './faults.ts';
import { telling } from './limiting.ts';
import type { Mangle } from './mangling-stream.ts';

/** Bytes that the claims' client with a maximum packet size takes. */
const MAXIMUM = 200;

/** Refuses what is more than it likes, whatever it said. */
const takesAtMost = (count: number): Mangle => {
  let taken = 0;
  return (packet) => (packet?.cmd === 'pubrec' && ++taken > count ? { ...packet, reasonCode: 0x97 } : packet);
};

/** Brokers that send too much, or stop. */
export const flowGallery: readonly Faulty[] = [
  faulty('receive-maximum.goes-on', 'loses one of the messages that wait', () =>
    delivers((publish) => (`${publish.payload}` === '3' ? [] : publish)),
  ),
  faulty('receive-maximum.other-packets', 'answers no PINGREQ while a message is unanswered', () =>
    swallows('pingresp'),
  ),
  faulty('receive-maximum.of-broker', 'takes fewer messages than it says', () => takesAtMost(5)),
  faulty('receive-maximum.of-broker-not-0', 'takes no messages', () =>
    greets((connack) => ({ ...connack, properties: { receiveMaximum: 0 } })),
  ),
  faulty('maximum-packet.goes-on', 'hangs up on who takes small packets only', () =>
    delivers((publish, { clientId, hangUp }) => {
      if (publish.payload.length < MAXIMUM || !clientId.endsWith('small')) return publish;
      hangUp();
      return [];
    }),
  ),
  faulty('maximum-packet.fits', 'takes a maximum for less than it is', () =>
    delivers((publish, { bytes }) => (bytes.length < MAXIMUM ? publish : [])),
  ),
  faulty('maximum-packet.of-broker', 'names a maximum and takes larger packets', () => telling),
];
