import type { IPublishPacket } from 'mqtt-packet';
import { delivers, type Faulty, faulty, subscribes, takes } from '../../harness/faulty/faults.ts';
import type { Mangle } from '../../harness/faulty/mangling-stream.ts';
import { dropsIncomingProperties, type Properties } from '../../harness/faulty/properties-faults.ts';

/** Changes the topic for the answer, or the id, of a letter: in its properties under MQTT 5, else in its payload. */
const changes = (
  properties: (all: Properties) => Properties,
  [from, to]: readonly [RegExp, string],
): Mangle =>
  takes((publish) => ({
    ...publish,
    ...(publish.properties
      ? { properties: properties(publish.properties) }
      : { payload: `${publish.payload}`.replace(from, to) }),
  }));

/** Acknowledges no message to the attic. */
const keepsQuietAboutTheAttic = (): Mangle => {
  const unheard = new Set<string>();
  return (packet, direction, { connection }) => {
    const key = `${connection} ${packet?.messageId}`;
    if (packet?.cmd === 'publish' && direction === 'to-broker' && isForAttic(packet)) unheard.add(key);
    return packet?.cmd === 'puback' && direction === 'to-client' && unheard.delete(key) ? [] : packet;
  };
};

const isForAttic = ({ topic }: IPublishPacket): boolean => topic.endsWith('/attic');

/** Brokers that break the claims of lab 14. */
export const requestResponseFaults: readonly Faulty[] = [
  faulty('reply.where-asked', 'forgets where an answer goes', () =>
    changes(({ responseTopic: _, ...others }) => others, [/,"replyTo":"[^"]*"/, '']),
  ),
  faulty('reply.own-only', 'sends the answers to one client to all', () =>
    subscribes((filter) => filter.replace(/answers\/\w+$/, 'answers/+')),
  ),
  faulty('reply.which-question', 'gives every question the same id', () =>
    changes((all) => ({ ...all, correlationData: Buffer.from('0') }), [/"id":"\d+"/, '"id":"0"']),
  ),
  faulty('reply.nobody-there', 'acknowledges only what somebody hears', keepsQuietAboutTheAttic),
  faulty('reply.too-late', 'forgets the questions to a responder that is away', () =>
    delivers((publish, { clientId }) => (clientId.endsWith('gatekeeper') ? [] : publish)),
  ),
  faulty('reply.expired', 'lets no question expire', () => dropsIncomingProperties('messageExpiryInterval')),
];
