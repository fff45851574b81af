import { settlesWithin } from '../../base/deadline.ts';
import { CannotRunError } from '../../base/errors.ts';
import { isOneClient } from '../../brokers/access/client-ids.ts';
import type { Broker } from '../../brokers/broker.ts';
import { identityOf } from '../../brokers/identity/identity.ts';
import { kindOf } from '../../brokers/kinds.ts';
import type { ProtocolVersion } from '../../protocol/version.ts';
import { openRawClient, type RawClient } from '../../wire/client/raw-client.ts';
import { newFence } from '../fences/fence.ts';
import type { Identity } from '../identity.ts';
import { endpointOf, mainScheme } from '../network.ts';

/** How long the control question may stay unanswered, in ms. */
const LONGEST_MS = 10_000;

/** How long the next answers may take: `least` milliseconds, or `times` as long as the answer before, whichever is longer. */
const NEXT = { first: { least: 1_000, times: 10 }, others: { least: 100, times: 4 } };

export interface Asked {
  readonly broker: Pick<
    Broker,
    'name' | 'version' | 'identity' | 'endpoints' | 'credentials' | 'clientIds' | 'ignoresLimits'
  >;
  readonly identity: Pick<Identity, 'topic' | 'clientId'>;
  readonly protocolVersion: ProtocolVersion;
}

/**
 * Asks a broker what every broker must answer, on a new connection without a tap: CONNECT, then SUBSCRIBE, PUBLISH to the
 * same topic, and PINGREQ; a cloud that allows only topics of its own, PINGREQ alone. A PINGREQ on the silent connection would change what the claim looks at: the keep alive, the
 * packets, and the packet that a fault hits.
 * @returns milliseconds of the slower step. If only some of the answers come, the missing ones are ignored: the claim may be
 * about them.
 * @throws CannotRunError `no-control-answer` if the broker answers nothing, `no-second-client` if it cannot be asked
 */
export async function controlQuestion({ broker, identity, protocolVersion }: Asked): Promise<number> {
  if (isOneClient(broker.clientIds)) throw noSecondClient(broker.name);
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
    const topic = hasOnlyOwnTopics(broker) ? undefined : identity.topic('control');
    return Math.max(connecting, await roundTrip(client, topic, connecting));
  } catch (cause) {
    throw unanswered(broker.name, performance.now() - began, cause);
  }
}

/** A packet beyond this limit would count as one of the run's own. */
const hasOnlyOwnTopics = (broker: Asked['broker']): boolean =>
  broker.ignoresLimits !== true && kindOf(identityOf(broker).name)?.cloud?.allowedTopics !== undefined;

/** Milliseconds until the last answer; 0 if there is none. Without a topic, only PINGREQ is sent. */
async function roundTrip(client: RawClient, topic: string | undefined, connecting: number): Promise<number> {
  const deadline = Math.max(NEXT.first.least, NEXT.first.times * connecting);
  const began = performance.now();
  let last = began;
  const answers =
    topic === undefined ? (['PINGRESP'] as const) : (['SUBACK', 'PUBLISH', 'PINGRESP'] as const);
  const awaited = answers.map(async (type) => {
    await client.receive(type, { deadline });
    last = performance.now();
  });
  const all = Promise.allSettled(awaited);
  if (topic !== undefined) {
    await client.send({ cmd: 'subscribe', messageId: 1, subscriptions: [{ topic, qos: 0 }] });
    await client.send({ cmd: 'publish', topic, payload: 'control', qos: 0, dup: false, retain: false });
  }
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
      en: `${name} no longer answers, not even on a new connection (${seconds} s)`,
      ja: `${name} が何にも答えなくなりました。新しい接続にも答えません(${seconds} 秒)`,
    },
    { en: 'check that the broker is still running', ja: 'ブローカーが動いているか確かめてください' },
    { cause },
  );
};

const noSecondClient = (name: string) =>
  new CannotRunError(
    'no-second-client',
    {
      en: `an answer is missing, and ${name} is reached as one device: no other client can ask whether it still answers`,
      ja: `応答が来ませんが、${name} には 1 つのデバイスとしてつないでいるため、別のクライアントで応答の有無を確かめられません`,
    },
    { en: 'run it alone, and look at its packets', ja: '単独で実行して、パケットを確認してください' },
  );
