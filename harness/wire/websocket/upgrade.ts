const headEnd = Buffer.from('\r\n\r\n');
/** More bytes than any server reads. */
const maximumHead = 64 * 1024;

/** Collects the head of an HTTP message, up to the empty line that ends it. */
export class HttpHead {
  readonly #begin: string;
  bytes = Buffer.alloc(0);

  /** @param begin how the head must begin */
  constructor(begin: string) {
    this.#begin = begin;
  }

  /**
   * Takes the bytes that belong to the head.
   * @returns how many bytes of the chunk these are; undefined, without taking any, if this is not a head
   */
  take(chunk: Buffer): number | undefined {
    const all = Buffer.concat([this.bytes, chunk]);
    const begin = all.toString('latin1', 0, this.#begin.length);
    const end = all.indexOf(headEnd);
    const length = end === -1 ? all.length : end + headEnd.length;
    if (!this.#begin.startsWith(begin) || length > maximumHead) return;
    const taken = length - this.bytes.length;
    this.bytes = all.subarray(0, length);
    return taken;
  }

  get complete(): boolean {
    return this.bytes.subarray(-headEnd.length).equals(headEnd);
  }

  /** `HTTP/1.1 404 Not Found`. */
  get firstLine(): string {
    return this.bytes.toString('latin1', 0, this.bytes.indexOf('\r\n'));
  }
}

/**
 * The request's path, and the subprotocols that it offers. Values of the query are left out, because one may be a signature.
 */
export function describeRequest(head: Buffer): string {
  const [, target = ''] = /^GET (\S*)/.exec(head.toString('latin1')) ?? [];
  const [path = '', query] = target.split('?', 2);
  const names = query?.split('&').map((pair) => pair.replace(/=.*/s, '=…'));
  const shown = names === undefined ? path : `${path}?${names.join('&')}`;
  return `${shown}, ${describeSubprotocol(head, 'MQTT-6.0.0-3')}`;
}

/** The subprotocol that the server chose. */
export const describeResponse = (head: Buffer): string => describeSubprotocol(head, 'MQTT-6.0.0-4');

/** @param statement requires `mqtt` among the subprotocols */
function describeSubprotocol(head: Buffer, statement: string): string {
  const offered = [...head.toString('latin1').matchAll(/^sec-websocket-protocol:[ \t]*([^\r\n]*)/gim)]
    .map(([, value = '']) => value.trim())
    .join(', ');
  const isMqtt = offered.split(/[ ,]+/).includes('mqtt');
  const shown = offered === '' ? 'no Sec-WebSocket-Protocol' : `Sec-WebSocket-Protocol: ${offered}`;
  return isMqtt ? shown : `${shown} [${statement}]`;
}

/** Whether the request asks for a WebSocket [RFC 6455, 4.1]. */
export const isUpgrade = (head: Buffer): boolean =>
  /^upgrade:[^\r\n]*\bwebsocket\b/im.test(head.toString('latin1'));

/** Whether the server agreed [RFC 6455, 4.2.2]. */
export const isSwitching = (head: Buffer): boolean => /^HTTP\/1\.1 101\b/.test(head.toString('latin1'));

/**
 * The request for the broker: with the broker's name as `Host`, and without extensions, because the tap cannot read compressed
 * frames. Everything else stays byte for byte.
 */
export function upgradeRequestFor(host: string, head: Buffer): Buffer {
  const lines = head
    .toString('latin1')
    .split('\r\n')
    .filter((line) => !/^sec-websocket-extensions:/i.test(line))
    .map((line) => (/^host:/i.test(line) ? `Host: ${host}` : line));
  return Buffer.from(lines.join('\r\n'), 'latin1');
}
