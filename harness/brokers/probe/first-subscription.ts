import { generate, type IConnackPacket, type Packet, parser } from 'mqtt-packet';
import { ownTimeSignal } from '../../base/own-time.ts';
import { printable } from '../../base/visible.ts';
import { parseEndpoint } from '../../protocol/endpoint.ts';
import type { ProtocolVersion } from '../../protocol/version.ts';
import type { Link } from '../../wire/client/link.ts';
import { openLink } from '../../wire/client/open.ts';
import type { Credentials } from '../broker.ts';
import { leave } from './ask-connect.ts';
import { connack } from './connack.ts';

const topic = '$SYS/broker/version';

/** What a broker says to a client that subscribes to `$SYS/broker/version` at QoS 2. */
export interface FirstSubscription {
  /** What is kept there, e.g. `mosquitto version 2.0.22`. */
  readonly version?: string;
  /** The QoS that SUBACK grants; MQTT 3.1.1 has no other word for the highest that a broker has. */
  readonly grantedQoS?: number;
  /** User properties of CONNACK, names and values one after another; some brokers say there which they are. */
  readonly userProperties?: string;
}

export interface FirstSubscriptionOptions {
  readonly protocolVersion: ProtocolVersion;
  readonly credentials?: Credentials | undefined;
  readonly signal?: AbortSignal | undefined;
  /** In ms; a broker without the topic says nothing, so this is waited where PINGRESP is no fence. */
  readonly patience?: number;
}

/**
 * Subscribes to `$SYS/broker/version`. Says nothing where the subscription is refused, as EMQX does. Never throws, except
 * the signal's reason.
 */
export async function firstSubscription(
  endpoint: string,
  options: FirstSubscriptionOptions,
): Promise<FirstSubscription> {
  const { protocolVersion, credentials, signal, patience = 1000 } = options;
  const timeUp = ownTimeSignal(patience);
  const limit = signal === undefined ? timeUp : AbortSignal.any([timeUp, signal]);
  let link: Link | undefined;
  try {
    link = await openLink(parseEndpoint(endpoint), { signal: limit });
    const reply = await connack(link, protocolVersion, credentials, limit);
    if (reply.kind !== 'connack' || reply.code !== 0) return {};
    const answers = await answersOf(link, protocolVersion, limit);
    await leave(link);
    const userProperties = inWords(reply.connack);
    return { ...answers, ...(userProperties !== '' && { userProperties }) };
  } catch {
    signal?.throwIfAborted();
    return {};
  } finally {
    link?.destroy();
  }
}

const inWords = ({ properties }: IConnackPacket): string =>
  printable(
    Object.entries(properties?.userProperties ?? {})
      .flat(2)
      .join(' '),
    200,
  );

function answersOf(
  link: Link,
  protocolVersion: ProtocolVersion,
  limit: AbortSignal,
): Promise<FirstSubscription> {
  const subscribe: Packet = { cmd: 'subscribe', messageId: 1, subscriptions: [{ topic, qos: 2 }] };
  return new Promise((resolve) => {
    const parse = parser({ protocolVersion });
    const said: { version?: string; grantedQoS?: number } = {};
    const over = () => resolve(said);
    parse.on('error', over);
    parse.on('packet', (packet: Packet) => {
      if (packet.cmd === 'publish' && packet.topic === topic) {
        said.version = printable(packet.payload.toString(), 60);
      }
      if (packet.cmd === 'suback') {
        const code = Number(packet.granted[0]);
        if (code >= 0x80) over();
        else said.grantedQoS = code;
      }
      if (said.version !== undefined && said.grantedQoS !== undefined) over();
      // Retained messages were sent before this by a broker that keeps the order; the others get a moment.
      if (packet.cmd === 'pingresp') setTimeout(over, 250).unref();
    });
    link.onBytes((chunk) => parse.parse(chunk));
    link.closed.then(over, over);
    limit.addEventListener('abort', over, { once: true });
    const asked = [generate(subscribe, { protocolVersion }), generate({ cmd: 'pingreq' })];
    link.write(Buffer.concat(asked)).catch(over);
  });
}
