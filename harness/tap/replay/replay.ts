import { setTimeout as wait } from 'node:timers/promises';
import type { Text } from '../../base/text.ts';
import { openRawClient, type RawClient } from '../../wire/client/raw-client.ts';
import { type Credentials, withCredentials } from './credentials.ts';
import type { Replayable } from './read.ts';
import type { RecordedConnection, Step } from './recorded.ts';

/** How long a broker may take for CONNACK, in ms. */
const CONNACK_MS = 10_000;
/** How long a connection stays open after its last packet at least, in ms, so that answers arrive. */
const LEAST_ENDING_MS = 300;
/** How long a broker may take to close its side, in ms. */
const CLOSES_MS = 1_000;
const CONNECT = 1;

export interface ReplayOptions {
  /** The tap that is in front of the broker. */
  readonly url: string;
  /** Those of the broker: the recorded ones are masked. */
  readonly credentials: Credentials | undefined;
  readonly tell: (text: Text) => void;
}

/**
 * Sends what recorded clients sent, byte for byte, but for the credentials in CONNECT. Each packet is sent as long after the first one
 * as it was in the recording, but not before the broker has accepted its connection. What the broker sends is not answered: the
 * recorded acknowledgements are sent at their time.
 */
export async function replay({ connections, missing }: Replayable, options: ReplayOptions): Promise<void> {
  const begun = performance.now();
  const ends = await Promise.all(connections.map((connection) => play(connection, begun, options)));
  const packets = ends.reduce((sum, count) => sum + count, 0);
  const left = connections.reduce((sum, { steps }) => sum + steps.length, 0) - packets + missing;
  options.tell({
    en: `sent again: ${packets} packets on ${connections.length} connections${left > 0 ? `; ${left} could not be sent` : ''}`,
    ja: `送り直し: ${connections.length} 本の接続で ${packets} パケット${left > 0 ? `、送れなかったもの ${left}` : ''}`,
  });
}

/** @returns how many packets were sent */
async function play(connection: RecordedConnection, begun: number, options: ReplayOptions): Promise<number> {
  const [first] = connection.steps;
  await until(begun + (first?.at ?? 0));
  await using client = await openRawClient(options.url, { name: 'the tap' });
  let sent = 0;
  for (const step of connection.steps) {
    await until(begun + step.at);
    if (!(await send(client, step, options.credentials))) return sent;
    sent++;
  }
  await until(Math.max(begun + connection.until, performance.now() + LEAST_ENDING_MS));
  client.end();
  // A broker that does not close its side is not waited for: the client goes away now.
  await client.closed({ deadline: CLOSES_MS }).catch(() => {});
  return sent;
}

/** @returns false if the connection is closed */
async function send(
  client: RawClient,
  { bytes }: Step,
  credentials: Credentials | undefined,
): Promise<boolean> {
  const isConnect = bytes.readUInt8(0) >> 4 === CONNECT;
  try {
    await client.send(isConnect ? (withCredentials(bytes, credentials) ?? bytes) : bytes);
    if (isConnect) await client.receive('CONNACK', { deadline: CONNACK_MS });
    return true;
  } catch {
    return false;
  }
}

const until = (time: number): Promise<void> => wait(Math.max(0, time - performance.now()));
