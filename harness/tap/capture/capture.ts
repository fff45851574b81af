import { closeSync, openSync, writeSync } from 'node:fs';
import type { ConnectionEntry, Direction, PacketEntry, TraceEntry } from '../../protocol/packet.ts';
import { withoutSecrets } from '../secrets.ts';
import { fileHead, packetBlock } from './pcapng.ts';
import { flags, inIp, MQTT_PORT } from './segment.ts';

const FIRST_PORT = 49_152;
const PORTS = 65_536 - FIRST_PORT;
/** An IPv4 packet has at most 65,535 bytes. */
const LONGEST_SEGMENT = 32 * 1024;
const nothing = new Uint8Array();

/**
 * Writes the packets of a tap as MQTT over TCP, also those that came over TLS or WebSocket, so that Wireshark and tshark read them
 * without keys. TCP is made up: loopback addresses, a port for each connection, no retransmissions. Each entry of the trace is one
 * MQTT packet here; what the tap did with it is a comment.
 */
export class Capture {
  readonly #file: number;
  /** Microseconds since 1970 when the tap opened. */
  readonly #opened: bigint;
  /** The next sequence number of each direction, by connection. */
  readonly #next = new Map<number, Record<Direction, number>>();

  /** @throws the system's error if the file cannot be written */
  constructor(file: string, opened: Date = new Date()) {
    this.#file = openSync(file, 'w');
    this.#opened = BigInt(opened.getTime()) * 1000n;
    writeSync(this.#file, fileHead());
  }

  add(entry: TraceEntry): void {
    if (entry.kind === 'packet') this.#packet(entry);
    else if (entry.kind === 'connection') this.#event(entry);
  }

  close(): void {
    closeSync(this.#file);
  }

  #packet(entry: PacketEntry): void {
    const bytes = withoutSecrets(entry);
    const comment = entry.fate === 'passed' ? undefined : `${entry.fate} by the tap`;
    for (let at = 0; at < bytes.length; at += LONGEST_SEGMENT) {
      const payload = bytes.subarray(at, at + LONGEST_SEGMENT);
      this.#segment(entry, entry.direction, flags.psh | flags.ack, payload, at === 0 ? comment : undefined);
    }
  }

  #event(entry: ConnectionEntry): void {
    const { what } = entry;
    if (what === 'opened') {
      this.#next.set(entry.connection, { 'to-broker': 1, 'to-client': 1 });
      this.#segment(entry, 'to-broker', flags.syn);
      this.#segment(entry, 'to-client', flags.syn | flags.ack);
      this.#segment(entry, 'to-broker', flags.ack);
    } else if (what === 'closed-by-client') this.#segment(entry, 'to-broker', flags.fin | flags.ack);
    else if (what === 'closed-by-broker') this.#segment(entry, 'to-client', flags.fin | flags.ack);
    else if (what === 'cut' || what === 'closed-by-tap') {
      this.#segment(entry, 'to-client', flags.rst | flags.ack, nothing, what);
    }
  }

  #segment(
    { connection, at }: PacketEntry | ConnectionEntry,
    direction: Direction,
    set: number,
    payload: Uint8Array = nothing,
    comment?: string,
  ): void {
    const next = this.#next.get(connection);
    if (next === undefined) return;
    const back = direction === 'to-broker' ? 'to-client' : 'to-broker';
    const client = FIRST_PORT + (connection % PORTS);
    const [from, to] = direction === 'to-broker' ? [client, MQTT_PORT] : [MQTT_PORT, client];
    const ip = inIp({ from, to, sequence: next[direction], acknowledged: next[back], flags: set, payload });
    writeSync(this.#file, packetBlock(this.#opened + BigInt(Math.round(at * 1000)), ip, comment));
    // SYN and FIN count as one byte.
    next[direction] += payload.length + (set & (flags.syn | flags.fin) ? 1 : 0);
  }
}
