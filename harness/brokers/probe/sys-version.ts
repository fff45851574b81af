import type { Duplex } from 'node:stream';
import { generate, type Packet, parser } from 'mqtt-packet';
import type { Credentials, ProtocolVersion } from '../broker.ts';
import { printable } from '../printable.ts';
import { addressOf } from './address.ts';
import { connack } from './connack.ts';
import { leave } from './knock.ts';
import { openStream } from './open.ts';

const topic = '$SYS/broker/version';

export interface SysVersionOptions {
  readonly protocolVersion: ProtocolVersion;
  readonly credentials?: Credentials | undefined;
  readonly signal?: AbortSignal | undefined;
  /** In ms; a broker without the topic says nothing, so this is waited where PINGRESP is no fence. */
  readonly patience?: number;
}

/**
 * What the broker keeps at `$SYS/broker/version`, e.g. `mosquitto version 2.0.22`. Undefined where the
 * subscription is refused, as EMQX does, or nothing is kept there. Never throws, except the signal's reason.
 */
export async function sysVersion(endpoint: string, options: SysVersionOptions): Promise<string | undefined> {
  const { protocolVersion, credentials, signal, patience = 1000 } = options;
  const timeUp = AbortSignal.timeout(patience);
  const limit = signal === undefined ? timeUp : AbortSignal.any([timeUp, signal]);
  let stream: Duplex | undefined;
  try {
    stream = await openStream(addressOf(endpoint), limit);
    const reply = await connack(stream, protocolVersion, credentials, limit);
    if (reply.kind !== 'connack' || reply.code !== 0) return undefined;
    const version = await retained(stream, protocolVersion, limit);
    await leave(stream);
    return version;
  } catch {
    signal?.throwIfAborted();
    return undefined;
  } finally {
    stream?.destroy();
  }
}

function retained(
  stream: Duplex,
  protocolVersion: ProtocolVersion,
  limit: AbortSignal,
): Promise<string | undefined> {
  const subscribe: Packet = { cmd: 'subscribe', messageId: 1, subscriptions: [{ topic, qos: 0 }] };
  return new Promise((resolve) => {
    const parse = parser({ protocolVersion });
    const nothing = () => resolve(undefined);
    parse.on('error', nothing);
    parse.on('packet', (packet: Packet) => {
      if (packet.cmd === 'publish' && packet.topic === topic) {
        resolve(printable(packet.payload.toString(), 60));
      }
      if (packet.cmd === 'suback' && Number(packet.granted[0]) >= 0x80) nothing();
      // Retained messages were sent before this by a broker that keeps the order; the others get a moment.
      if (packet.cmd === 'pingresp') setTimeout(nothing, 250).unref();
    });
    stream
      .on('data', (chunk: Buffer) => parse.parse(chunk))
      .on('end', nothing)
      .on('close', nothing);
    limit.addEventListener('abort', nothing, { once: true });
    stream.write(generate(subscribe, { protocolVersion }));
    stream.write(generate({ cmd: 'pingreq' }));
  });
}
