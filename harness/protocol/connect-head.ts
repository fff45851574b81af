import { connectFlags } from './connect-flags.ts';
/** The first fields of a CONNECT, which may be malformed after them. */
export interface ConnectHead {
  /** 3 is MQTT 3.1, 4 is MQTT 3.1.1, 5 is MQTT 5; other values unchanged. */
  readonly protocolVersion: number;
  /** Undefined if the bytes end before it. */
  readonly clientId?: string;
}

const names = new Set(['MQTT', 'MQIsdp']);

/** Undefined if this is not a CONNECT of a protocol called MQTT [MQTT-3.1.2-1]. `packet` may be incomplete. */
export function readConnectHead(packet: Buffer): ConnectHead | undefined {
  if (packet.length === 0 || packet.readUInt8(0) >> 4 !== 1) return;
  const name = stringAt(packet, endOfVariableInteger(packet, 1));
  if (name === undefined || !names.has(name.text) || name.end >= packet.length) return;
  // Bridges of Mosquitto set the highest bit.
  const protocolVersion = packet.readUInt8(name.end) & 0x7f;
  const properties = name.end + 4;
  const clientId = stringAt(packet, protocolVersion === 5 ? afterProperties(packet, properties) : properties);
  return { protocolVersion, ...(clientId && { clientId: clientId.text }) };
}

function afterProperties(packet: Buffer, at: number): number {
  const end = endOfVariableInteger(packet, at);
  let length = 0;
  for (let byte = end - 1; byte >= at && byte < packet.length; byte--) {
    length = length * 0x80 + (packet.readUInt8(byte) & 0x7f);
  }
  return end + length;
}

function endOfVariableInteger(packet: Buffer, at: number): number {
  let end = at;
  while (end < packet.length && end < at + 4 && packet.readUInt8(end) >= 0x80) end++;
  return end + 1;
}

function stringAt(packet: Buffer, at: number): { readonly text: string; readonly end: number } | undefined {
  if (at + 2 > packet.length) return;
  const end = at + 2 + packet.readUInt16BE(at);
  if (end > packet.length) return;
  return { text: packet.toString('utf8', at + 2, end), end };
}

/**
 * Overwrites user name and password with `*`, byte by byte; lengths stay. In a malformed packet whose fields cannot be found,
 * overwrites everything from there on.
 */
export function maskCredentials(packet: Buffer): void {
  const name = stringAt(packet, endOfVariableInteger(packet, 1));
  if (name === undefined || name.end + 1 >= packet.length) return;
  const isVersion5 = (packet.readUInt8(name.end) & 0x7f) === 5;
  const flags = packet.readUInt8(name.end + 1);
  const { userName, password, will } = connectFlags;
  if ((flags & (userName | password)) === 0) return;
  const field = (at: number): number => (at + 2 > packet.length ? at + 2 : at + 2 + packet.readUInt16BE(at));
  const properties = (at: number): number => (isVersion5 ? afterProperties(packet, at) : at);
  let at = field(properties(name.end + 4));
  if (flags & will) at = field(field(properties(at)));
  for (const present of [flags & userName, flags & password]) {
    if (present && at + 2 < packet.length) packet.fill('*', at + 2, Math.min(field(at), packet.length));
    if (present) at = field(at);
  }
  if (at < packet.length) packet.fill('*', at);
}
