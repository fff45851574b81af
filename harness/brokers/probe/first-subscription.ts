import { generate, type IConnackPacket, type Packet, parser } from 'mqtt-packet';
import { ownTimeSignal } from '../../base/own-time.ts';
import { printable } from '../../base/visible.ts';
import { isError } from '../../protocol/codes.ts';
import { parseEndpoint } from '../../protocol/endpoint.ts';
import type { ProtocolVersion } from '../../protocol/version.ts';
import type { Link } from '../../wire/client/link.ts';
import { openLink } from '../../wire/client/open.ts';
import { leave } from './ask-connect.ts';
import { connack, type Who } from './connack.ts';

const topic = '$SYS/broker/version';

/** What a broker answers to a client that subscribes to `$SYS/broker/version` at QoS 2. */
export interface FirstSubscription {
  /** The retained message, e.g. `mosquitto version 2.0.22`. */
  readonly version?: string;
  /** The QoS that SUBACK grants. In MQTT 3.1.1, only this shows the highest QoS of a broker. */
  readonly grantedQoS?: number;
  /** The user properties of CONNACK as names and values in a row; some brokers name themselves there. */
  readonly userProperties?: string;
}

export interface FirstSubscriptionOptions extends Who {
  readonly protocolVersion: ProtocolVersion;
  readonly signal?: AbortSignal | undefined;
  /** How long to wait for the retained message, in ms, if PINGRESP does not come. A broker without the topic sends nothing. */
  readonly patience?: number;
}

/**
 * Subscribes to `$SYS/broker/version`. Returns no version if the broker refuses the subscription, as EMQX does.
 * @throws nothing but the signal's reason
 */
export async function firstSubscription(
  endpoint: string,
  options: FirstSubscriptionOptions,
): Promise<FirstSubscription> {
  const { protocolVersion, signal, patience = 1000 } = options;
  const timeUp = ownTimeSignal(patience);
  const limit = signal === undefined ? timeUp : AbortSignal.any([timeUp, signal]);
  let link: Link | undefined;
  try {
    link = await openLink(parseEndpoint(endpoint), { signal: limit });
    const reply = await connack(link, protocolVersion, options, limit);
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
        if (isError(code)) over();
        else said.grantedQoS = code;
      }
      if (said.version !== undefined && said.grantedQoS !== undefined) over();
      // Some brokers send retained messages after PINGRESP, so this waits for a moment.
      if (packet.cmd === 'pingresp') setTimeout(over, 250).unref();
    });
    link.onBytes((chunk) => parse.parse(chunk));
    link.closed.then(over, over);
    limit.addEventListener('abort', over, { once: true });
    const asked = [generate(subscribe, { protocolVersion }), generate({ cmd: 'pingreq' })];
    link.write(Buffer.concat(asked)).catch(over);
  });
}
