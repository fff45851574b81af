import { settlesWithin } from '../../base/deadline.ts';
import { CannotRunError } from '../../base/errors.ts';
import type { Broker } from '../../brokers/broker.ts';
import type { ProtocolVersion } from '../../protocol/version.ts';
import { openRawClient, type RawClient } from '../../wire/client/raw-client.ts';
import { newFence } from '../fence.ts';
import type { Identity } from '../identity.ts';
import { endpointOf, mainScheme } from '../network.ts';

/** Milliseconds that the question may stay unanswered altogether. */
const LONGEST_MS = 10_000;

/** How long an answer is awaited once another one came: at least this many milliseconds, and this many times what that took. */
const NEXT = { first: { least: 1_000, times: 10 }, others: { least: 100, times: 4 } };

export interface Asked {
  readonly broker: Pick<Broker, 'name' | 'endpoints' | 'credentials'>;
  readonly identity: Pick<Identity, 'topic' | 'clientId'>;
  readonly protocolVersion: ProtocolVersion;
}

/**
 * Asks a broker what every broker must answer, on a connection of its own and past the taps: CONNECT, then SUBSCRIBE,
 * PUBLISH to the same topic, and PINGREQ. A PINGREQ on the connection that is silent would change what is looked at: its
 * keep alive, its packets, and which of them a fault hits.
 * @returns milliseconds of the slower step. An answer that is missing while others came does not count: the broker may
 * break that very promise.
 * @throws CannotRunError `no-control-answer` where nothing is answered
 */
export async function controlQuestion({ broker, identity, protocolVersion }: Asked): Promise<number> {
  const began = performance.now();
  const { username, password } = broker.credentials ?? {};
  try {
    await using client = await openRawClient(endpointOf(broker, mainScheme(broker)), {
      protocolVersion,
      deadline: LONGEST_MS,
    });
    await client.send({
      cmd: 'connect',
      protocolId: 'MQTT',
      protocolVersion,
      clientId: identity.clientId(newFence()),
      clean: true,
      keepalive: 60,
      ...(username !== undefined && { username }),
      ...(password !== undefined && { password: Buffer.from(password) }),
    });
    const { fields } = await client.receive('CONNACK', { deadline: LONGEST_MS });
    const connecting = performance.now() - began;
    if ((fields.reasonCode ?? fields.returnCode) !== 0) return connecting;
    return Math.max(connecting, await roundTrip(client, identity.topic('control'), connecting));
  } catch (cause) {
    throw unanswered(broker.name, performance.now() - began, cause);
  }
}

/** Milliseconds until the last answer that comes; 0 where none does. */
async function roundTrip(client: RawClient, topic: string, connecting: number): Promise<number> {
  const deadline = Math.max(NEXT.first.least, NEXT.first.times * connecting);
  const began = performance.now();
  let last = began;
  const awaited = (['SUBACK', 'PUBLISH', 'PINGRESP'] as const).map(async (type) => {
    await client.receive(type, { deadline });
    last = performance.now();
  });
  const all = Promise.allSettled(awaited);
  await client.send({ cmd: 'subscribe', messageId: 1, subscriptions: [{ topic, qos: 0 }] });
  await client.send({ cmd: 'publish', topic, payload: 'control', qos: 0, dup: false, retain: false });
  await client.send({ cmd: 'pingreq' });
  await Promise.any(awaited).catch(() => {});
  await settlesWithin(all, Math.max(NEXT.others.least, NEXT.others.times * (last - began)));
  return last - began;
}

const unanswered = (name: string, milliseconds: number, cause: unknown) => {
  const seconds = (milliseconds / 1_000).toFixed(1);
  return new CannotRunError(
    'no-control-answer',
    {
      en: `${name} answers nothing at all any more, a new connection neither (${seconds} s)`,
      ja: `${name} が何にも答えなくなりました。新しい接続にも答えません(${seconds} 秒)`,
    },
    { en: 'check that the broker is still running', ja: 'ブローカーが動いているか確かめてください' },
    { cause },
  );
};
