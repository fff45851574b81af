import { randomBytes } from 'node:crypto';
import { generate, type IConnackPacket, type Packet, parser } from 'mqtt-packet';
import type { ProtocolVersion } from '../../protocol/version.ts';
import type { Link } from '../../wire/client/link.ts';
import { type ClientIds, clientIdBy } from '../access/client-ids.ts';
import type { Credentials } from '../broker.ts';

/** The answer to a CONNECT. */
export type Reply =
  | { readonly kind: 'connack'; readonly code: number; readonly connack: IConnackPacket }
  /** The first bytes are not a CONNACK. */
  | { readonly kind: 'foreign'; readonly bytes: Buffer }
  /** The connection was closed before a complete CONNACK. */
  | { readonly kind: 'closed'; readonly error: Error | undefined }
  | { readonly kind: 'silent' };

/** At most 23 letters and digits, which every server must accept [MQTT-3.1.3-5]. */
const ownId = () => `mqtthandson${randomBytes(6).toString('hex')}`;

/** Who connects: the credentials, and how client ids must look. */
export interface Who {
  readonly credentials?: Credentials | undefined;
  readonly clientIds?: ClientIds | undefined;
}

function connectPacket(version: ProtocolVersion, { credentials, clientIds }: Who): Buffer {
  return generate({
    cmd: 'connect',
    protocolId: 'MQTT',
    protocolVersion: version,
    clean: true,
    clientId: clientIdBy(clientIds, ownId()),
    keepalive: 30,
    ...(credentials === undefined ? {} : { username: credentials.username }),
    ...(credentials?.password === undefined ? {} : { password: Buffer.from(credentials.password) }),
  });
}

/** CONNACK is type 2 without flags [MQTT 5, figure 2-1]. */
const connackByte = 0x20;
/** More bytes than any CONNACK has; after them, reading stops. */
const longest = 65_536;

/** Sends CONNECT on an open link and reads the first answer, until the signal aborts. */
export function connack(
  link: Link,
  version: ProtocolVersion,
  who: Who,
  silence: AbortSignal,
): Promise<Reply> {
  return new Promise<Reply>((resolve, reject) => {
    const parse = parser({ protocolVersion: version });
    let seen = Buffer.alloc(0);
    let isSettled = false;
    const settle = (reply: Reply) => {
      isSettled = true;
      resolve(reply);
    };
    const foreign = () => settle({ kind: 'foreign', bytes: seen });
    parse.on('error', foreign);
    parse.on('packet', (packet: Packet) => {
      if (packet.cmd !== 'connack') return foreign();
      settle({ kind: 'connack', code: packet.reasonCode ?? packet.returnCode ?? 0, connack: packet });
    });
    link.onBytes((chunk) => {
      if (isSettled) return;
      seen = Buffer.concat([seen, chunk]);
      if (seen[0] !== connackByte || seen.length > longest) foreign();
      else parse.parse(chunk);
    });
    link.closed.then(() => settle({ kind: 'closed', error: link.error }), reject);
    const silent = () => settle({ kind: 'silent' });
    silence.addEventListener('abort', silent, { once: true });
    if (silence.aborted) silent();
    else link.write(connectPacket(version, who)).catch(reject);
  });
}
