import { Duplex } from 'node:stream';
import type { RawData, WebSocket } from 'ws';

/** Faults of a broker in the WebSocket frames below MQTT. */
export interface FrameFaults {
  /** Accepts text frames like binary ones. */
  readonly readsText?: true;
  /** Sends text frames. */
  readonly sendsText?: true;
  /** Does not answer ping frames. */
  readonly ignoresPing?: true;
  /** Closes the connection at a message in fragments. */
  readonly refusesFragments?: true;
  /** Changes the payload of a received frame; if it returns `undefined`, the connection is closed. */
  readonly reads?: (payload: Buffer) => Buffer | undefined;
}

/** The payload bytes of a WebSocket, as a broker with these faults reads and writes them. */
export function streamOf(client: WebSocket, faults: FrameFaults): Duplex {
  const { readsText = false, sendsText = false, reads = (payload: Buffer) => payload } = faults;
  const stream = new Duplex({
    read: () => {},
    write: (chunk: Buffer, _encoding, done) => client.send(chunk, { binary: !sendsText }, () => done()),
    final: (done) => {
      client.close();
      done();
    },
    destroy: (error, done) => {
      client.terminate();
      done(error);
    },
  });
  client.on('message', (data: RawData, isBinary) => {
    const payload = isBinary || readsText ? reads(data as Buffer) : undefined;
    if (payload === undefined) stream.destroy();
    else if (payload.length > 0) stream.push(payload);
  });
  client.on('error', () => {});
  client.on('close', () => {
    stream.push(null);
  });
  return stream;
}

/** Whether these bytes begin with the first of several frames of a message [RFC 6455, 5.4]. */
export const beginsFragments = (bytes: Buffer): boolean =>
  bytes.length > 0 && (bytes.readUInt8(0) & 0x80) === 0 && (bytes.readUInt8(0) & 0x0f) !== 0;
