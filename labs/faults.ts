import type { IConnectPacket } from 'mqtt-packet';
import {
  changesConnack,
  delivers,
  each,
  type Faulty,
  faulty,
  isFence,
  reads,
  subscribes,
  swallows,
  takes,
  withOptions,
  withoutWill,
} from '../harness/faulty/faults.ts';
import { resends } from '../harness/faulty/flow-faults.ts';
import { requestResponseFaults } from './14-request-response/faults.ts';
import { sharedSubscriptionFaults } from './15-shared-subscriptions/faults.ts';
import { limitFaults } from './16-limits-and-expiry/faults.ts';
import { topicsGallery } from './17-topics-by-design/faults.ts';
import { securityGallery } from './18-security/faults.ts';
import { browserGallery } from './19-in-a-browser/faults.ts';
import { costFaults } from './20-cost-of-qos/faults.ts';
import { versionFaults } from './21-from-3.1.1-to-5/faults.ts';
import { cloudsFaults } from './22-clouds/faults.ts';
import { greenhouseFaults } from './23-greenhouse/faults.ts';

/** Changes CONNECT so that the session outlives its connection. */
const withSession = (connect: IConnectPacket): IConnectPacket =>
  connect.protocolVersion === 5
    ? { ...connect, properties: { ...connect.properties, sessionExpiryInterval: 600 } }
    : { ...connect, clean: false };

export const gallery: readonly Faulty[] = [
  faulty('connect.connack', 'refuses everybody', () =>
    changesConnack((connack) => ({ ...connack, returnCode: 3, reasonCode: 0x88 })),
  ),
  faulty('connect.clean-session', 'claims to remember a client that starts clean', () =>
    changesConnack((connack) => ({ ...connack, sessionPresent: true })),
  ),
  faulty('publish.delivered', 'loses every message', () => delivers(() => [])),
  faulty(
    'filter.no-match',
    'delivers to the wrong subscriber',
    () => (packet, direction) =>
      packet?.cmd === 'publish' && direction === 'to-client' && isFence(packet)
        ? [{ ...packet, qos: 0, topic: packet.topic.replace('window', 'door'), payload: 'open' }, packet]
        : packet,
  ),
  faulty('filter.single-level', 'reads + as #', () => subscribes((filter) => filter.replace('+', '#'))),
  faulty('filter.multi-level', 'reads # as +', () => subscribes((filter) => filter.replace('#', '+'))),
  faulty('retain.established-subscriber', 'sets retain on whatever it delivers', () =>
    delivers((publish) => ({ ...publish, retain: true })),
  ),
  faulty('retain.late-subscriber', 'forgets the retain flag', () =>
    delivers((publish) => ({ ...publish, retain: false })),
  ),
  faulty('retain.only-last', 'keeps the first message', () => {
    let kept = false;
    return takes((publish) => {
      const retain = publish.retain && !kept;
      kept ||= retain;
      return { ...publish, retain };
    });
  }),
  faulty('retain.not-retained', 'retains whatever it takes', () =>
    takes((publish) => ({ ...publish, retain: true })),
  ),
  faulty('retain.cleared', 'does not clear', () =>
    takes((publish) => ({ ...publish, retain: publish.retain && publish.payload.length > 0 })),
  ),
  faulty('retain.keeps-its-flag', 'knows no retain as published', () => withOptions({ rap: false })),
  faulty('retain.keeps-its-flag', 'sets retain on whatever it delivers', () =>
    delivers((publish) => ({ ...publish, retain: true })),
  ),
  faulty(
    'qos.granted',
    'says that it grants QoS 0',
    () => (packet) =>
      packet?.cmd === 'suback' ? { ...packet, granted: packet.granted.map(() => 0) } : packet,
  ),
  faulty('qos.lower-of-both', 'delivers at QoS 0', () =>
    delivers(({ messageId: _, ...publish }) => ({ ...publish, qos: 0 })),
  ),
  faulty('packet.two-bytes', 'does not answer PINGREQ', () => swallows('pingresp')),
  faulty('packet.publish-size', 'adds to the payload', () =>
    delivers((publish) => ({ ...publish, payload: `${publish.payload} ` })),
  ),
  faulty(
    'qos0.at-most-once',
    'delivers what was never sent',
    () => (packet, direction) =>
      packet?.cmd === 'publish' && direction === 'to-client' && isFence(packet)
        ? [{ ...packet, qos: 0, payload: 'open' }, packet]
        : packet,
  ),
  faulty('qos1.at-least-once', 'takes the second copy of a QoS 1 message for the first', () => {
    const seen = new Set<string>();
    return delivers((publish) => {
      const known = publish.qos === 1 && seen.has(`${publish.payload}`);
      seen.add(`${publish.payload}`);
      return known ? [] : publish;
    });
  }),
  ...each(['qos2.exactly-once', 'paho.gone-early', 'paho.waits-until-done'], 'delivers QoS 2 twice', () =>
    delivers((publish) => (publish.qos === 2 ? [{ ...publish, qos: 0 }, publish] : publish)),
  ),
  ...each(
    ['qos2.four-packets', 'paho.waits-until-done'],
    'sends PUBREC twice',
    () => (packet, direction) =>
      packet?.cmd === 'pubrec' && direction === 'to-client' ? [packet, packet] : packet,
  ),
  faulty('redelivery.not-while-connected', 'sends again without being asked', () =>
    delivers((publish, { clientId }) =>
      clientId.endsWith('slow') ? [publish, { ...publish, dup: true }] : publish,
    ),
  ),
  faulty('redelivery.on-reconnect', 'takes another packet id when it sends again', () => {
    const seen = new Set<string>();
    return delivers((publish, { clientId }) => {
      const key = `${clientId} ${publish.messageId}`;
      const again = clientId.endsWith('slow') && seen.has(key);
      seen.add(key);
      return again ? { ...publish, messageId: (publish.messageId ?? 0) + 7 } : publish;
    });
  }),
  faulty('redelivery.dup', 'sends again without DUP', () =>
    resends((publish) => ({ ...publish, dup: false })),
  ),
  faulty('session.new', 'claims to remember a stranger', () => {
    const seen = new Set<string>();
    return changesConnack((connack, { clientId }) => {
      const stranger = !seen.has(clientId);
      seen.add(clientId);
      return { ...connack, sessionPresent: connack.sessionPresent || stranger };
    });
  }),
  faulty('session.present', 'does not say that it remembers', () =>
    changesConnack((connack) => ({ ...connack, sessionPresent: false })),
  ),
  faulty('session.queued', 'loses one of the messages that wait', () =>
    delivers((publish) => (`${publish.payload}` === 'open' ? [] : publish)),
  ),
  faulty('session.discarded', 'keeps the session of a client that starts clean', () =>
    reads((connect) => ({ ...connect, clean: false })),
  ),
  faulty('session.expired', 'lets no session expire', () =>
    reads((connect) =>
      connect.protocolVersion === 5 && connect.properties?.sessionExpiryInterval === 1
        ? { ...connect, properties: { ...connect.properties, sessionExpiryInterval: 600 } }
        : connect,
    ),
  ),
  faulty('keep-alive.ping', 'does not answer PINGREQ', () => swallows('pingresp')),
  faulty('keep-alive.cut-off', 'has all the patience in the world', () =>
    reads((connect) => ({ ...connect, keepalive: 0 })),
  ),
  faulty('reconnect.subscribed-again', 'delivers nothing to whoever came back', () => delivers(() => [])),
  faulty('will.after-cut', 'ignores the will', () => reads(withoutWill)),
  faulty('will.not-after-disconnect', 'does not hear the goodbye', () => swallows('disconnect')),
  faulty('will.after-silence', 'ignores the will of the silent', () =>
    reads((connect) => (connect.keepalive === 1 ? withoutWill(connect) : connect)),
  ),
  faulty('will.presence', 'does not retain the will', () =>
    reads((connect) => (connect.will ? { ...connect, will: { ...connect.will, retain: false } } : connect)),
  ),
  faulty('takeover.first-is-disconnected', 'welcomes two of the same name', () =>
    reads((connect, { connection }) => ({
      ...connect,
      clientId: `${connect.clientId.slice(0, 20)}${connection}`,
    })),
  ),
  faulty('takeover.second-works', 'delivers nothing', () => delivers(() => [])),
  faulty('takeover.for-ever', 'welcomes two of the same name', () =>
    reads((connect, { connection }) => ({
      ...connect,
      clientId: `${connect.clientId.slice(0, 20)}${connection}`,
    })),
  ),
  {
    breaks: 'websocket.subprotocol',
    does: 'agrees to no subprotocol',
    options: () => ({ mangle: (packet) => packet, subprotocol: false }),
  },
  faulty('clients.delivered', 'takes a QoS 2 message from any client for two', () =>
    delivers((publish) => (publish.qos === 2 ? [{ ...publish, qos: 0 }, publish] : publish)),
  ),
  faulty(
    'clients.packets',
    'sends PUBREC twice',
    () => (packet, direction) =>
      packet?.cmd === 'pubrec' && direction === 'to-client' ? [packet, packet] : packet,
  ),
  faulty('clients.retained', 'forgets the retain flag', () =>
    delivers((publish) => ({ ...publish, retain: false })),
  ),
  faulty('websocket.same-packets', 'says something else over WebSocket', () =>
    delivers((publish, { webSocket }) => (webSocket ? { ...publish, payload: 'opened' } : publish)),
  ),
  faulty('paho.too-early', 'delivers what was lost in the client', () =>
    delivers((publish) =>
      `${publish.payload}` === 'at QoS 1' ? { ...publish, payload: 'at QoS 0' } : publish,
    ),
  ),
  faulty('paho.not-subscribed-again', 'says that it remembers who it has forgotten', () => {
    const seen = new Set<string>();
    return changesConnack((connack, { clientId }) => {
      const isBack = seen.has(clientId);
      seen.add(clientId);
      return { ...connack, sessionPresent: isBack };
    });
  }),
  faulty('paho.not-subscribed-again', 'keeps the subscriptions of a session that is over', () =>
    reads((connect, { clientId }) => (clientId.endsWith('deaf') ? withSession(connect) : connect)),
  ),
  faulty('paho.subscribed-again', 'delivers nothing to a program that came back', () =>
    delivers((publish, { clientId }) =>
      clientId.endsWith('right') && publish.topic.endsWith('office/door') ? [] : publish,
    ),
  ),
  faulty('paho.presence', 'ignores the will', () => reads(withoutWill)),
  faulty('paho.presence', 'does not retain', () => takes((publish) => ({ ...publish, retain: false }))),
  ...requestResponseFaults,
  ...sharedSubscriptionFaults,
  ...limitFaults,
  ...topicsGallery,
  ...securityGallery,
  ...browserGallery,
  ...costFaults,
  ...versionFaults,
  ...cloudsFaults,
  ...greenhouseFaults,
];
