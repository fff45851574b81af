import type { Duplex } from 'node:stream';
import type { Address } from './address.ts';
import { openTcp, overTls, overWebSocket } from './stream.ts';

/** The layers of a connection below MQTT, in the order in which they are opened. */
export type Layer = 'tcp' | 'tls' | 'websocket';

/** A connection that was not opened: the layer at which it failed, and that layer's error as `cause`. */
export class NotOpened extends Error {
  override readonly name = 'NotOpened';
  readonly layer: Layer;
  constructor(layer: Layer, cause: unknown) {
    super(`no ${layer}`, { cause });
    this.layer = layer;
  }
}

/** A stream that MQTT can be spoken on. The caller destroys it. @throws NotOpened */
export async function openStream(address: Address, signal: AbortSignal): Promise<Duplex> {
  const { scheme, host } = address;
  let layer: Layer = 'tcp';
  let stream: Duplex | undefined;
  try {
    stream = await openTcp(address, signal);
    layer = 'tls';
    if (scheme === 'mqtts' || scheme === 'wss') stream = await overTls(stream, host, signal);
    layer = 'websocket';
    if (scheme === 'ws' || scheme === 'wss') stream = await overWebSocket(stream, address, signal);
    return stream;
  } catch (error) {
    stream?.destroy();
    throw new NotOpened(layer, error);
  }
}
