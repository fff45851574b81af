import { setTimeout as wait } from 'node:timers/promises';
import type { Text } from '../../base/text.ts';
import { openRawClient } from '../../wire/client/raw-client.ts';
import { Answers } from './answers.ts';
import { type Credentials, withCredentials } from './credentials.ts';
import type { Replayable } from './read.ts';
import { type RecordedConnection, typeOfByte } from './recorded.ts';

/** How long a broker may take for an answer that came before the next packet in the recording, in ms. */
const ANSWER_MS = 2_000;
/** How long a connection stays open after its last packet at least, in ms, so that answers arrive. */
const LEAST_ENDING_MS = 300;
/** How long a broker may take to close its side, in ms. */
const CLOSES_MS = 1_000;

export interface ReplayOptions {
  /** The tap that is in front of the broker. */
  readonly url: string;
  /** Those of the broker: the recorded ones are masked. */
  readonly credentials: Credentials | undefined;
  readonly tell: (text: Text) => void;
}

/**
 * Sends what recorded clients sent, byte for byte, but for the credentials in CONNECT. Each packet is sent as long after the first one
 * as it was in the recording, but not before the answers that had come until then, for which it waits two seconds at most. What the
 * broker sends is not answered: the recorded acknowledgements are sent.
 */
export async function replay({ connections, missing }: Replayable, options: ReplayOptions): Promise<void> {
  const begun = performance.now();
  await Promise.all(connections.map((connection) => play(connection, begun, options)));
  const packets = connections.reduce((sum, { steps }) => sum + steps.length, 0);
  options.tell({
    en: `sent again: ${packets} packets on ${connections.length} connections${missing > 0 ? `; ${missing} are not in the file` : ''}`,
    ja: `送り直し: ${connections.length} 本の接続で ${packets} パケット${missing > 0 ? `、ファイルにないもの ${missing}` : ''}`,
  });
}

async function play(connection: RecordedConnection, begun: number, options: ReplayOptions): Promise<void> {
  const [first] = connection.steps;
  await until(begun + (first?.at ?? 0));
  await using client = await openRawClient(options.url, { name: 'the tap' });
  const answers = new Answers(client);
  for (const { at, bytes, answers: wanted } of connection.steps) {
    await until(begun + at);
    await answers.reach(wanted, ANSWER_MS);
    const isConnect = typeOfByte(bytes.readUInt8(0)) === 'CONNECT';
    await client.send(isConnect ? (withCredentials(bytes, options.credentials) ?? bytes) : bytes);
  }
  await until(Math.max(begun + connection.until, performance.now() + LEAST_ENDING_MS));
  client.end();
  // A broker that does not close its side is not waited for: the client goes away now.
  await client.closed({ deadline: CLOSES_MS }).catch(() => {});
}

const until = (time: number): Promise<void> => wait(Math.max(0, time - performance.now()));
