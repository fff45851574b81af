import { watchStandstill } from '../base/standstill.ts';
import { same } from '../base/text.ts';
import type { PacketEntry, TraceEntry } from '../protocol/packet.ts';
import type { StartClient } from './client-under-test.ts';
import { type Conduct, type Published, receivesAt } from './conduct.ts';
import { NotReached } from './not-reached.ts';
import { type PerformOptions, recordOf } from './perform.ts';
import type { Played } from './played.ts';
import { kindOf } from './stage/kind-of.ts';
import { messageFor } from './stage/message.ts';
import { noClient, requireLevel } from './stage/no-client.ts';
import { Stage } from './stage/stage.ts';
import { UNDISTURBED } from './table/plain.ts';

/** Extra time with TLS until a handshake begins, and again until CONNECT, in ms of own time. */
const GREETING_MS = 5_000;
const HANDSHAKE_MS = 3_000;
/** A client that always does something new is watched for this many settle times. */
const PATIENCE = 4;
/** Longest time until it answers a message, perhaps with a message of its own, in ms of own time. */
const REPLY_MS = 1_000;

/** Longest time until the tap knows that a process that has ended has closed its connection, in ms. */
const CLOSED_MS = 1_500;

export interface RehearsalOptions extends Omit<PerformOptions, 'starting'> {
  /** Milliseconds without a packet of a new kind after which the client counts as done. */
  readonly settle: number;
}

/**
 * Runs a client once without disturbance, to see what it does, and once with a valid certificate.
 * @throws CannotRunError `no-client` if it does not connect, `unknown-protocol` if it speaks neither MQTT 3.1.1 nor 5
 */
export async function rehearse(startClient: StartClient, options: RehearsalOptions): Promise<Played> {
  const arrival = Promise.withResolvers<number>();
  const failed = new AbortController();
  const signal = AbortSignal.any([options.signal, failed.signal]);
  const overTls = arrival.promise.then((ms) => lookAtTls(startClient, { ...options, signal }, ms));
  // Its error is thrown where it is awaited, below.
  overTls.catch(() => {});
  const watched = await watch(startClient, options, arrival.resolve).catch(async (error: unknown) => {
    // The program that looks at TLS ends before the files that it reads are removed.
    failed.abort();
    arrival.reject(error);
    await overTls.catch(() => {});
    throw error;
  });
  const { takes, ...record } = watched;
  const conduct = { ...conductIn(record), takes, overTls: await overTls };
  return { situation: UNDISTURBED, protocolVersion: conduct.protocolVersion, conduct, ...record };
}

type Watched = Pick<
  Played,
  'entries' | 'attended' | 'exit' | 'lines' | 'standstill' | 'arrival' | 'milliseconds'
>;

/** @param onArrival called with the time until the client connected, in ms */
async function watch(
  startClient: StartClient,
  options: RehearsalOptions,
  onArrival: (ms: number) => void,
): Promise<Watched & Pick<Conduct, 'takes'>> {
  const { settle } = options;
  const began = performance.now();
  using standstill = watchStandstill();
  await using stage = await Stage.open(options);
  if (!(await stage.start(startClient)) && !stage.isInterrupted) throw noClient(stage);
  onArrival(stage.arrival);
  await connected(stage);
  await stage.nothingNew(settle, PATIENCE * settle);
  const takes = timeTaken([...stage.trace]);
  const seen = subscriptionsIn([...stage.trace]);
  for (const qos of [0, 1, 2] as const) {
    if (qos <= (receivesAt({ subscriptions: seen }) ?? -1))
      stage.broker.connection?.deliver(messageFor({ subscriptions: seen }, qos, qos + 1));
  }
  await stage.nothingNew(Math.min(settle, REPLY_MS), PATIENCE * settle);
  if (stage.isOverdone) throw noClient(stage);
  // Its DISCONNECT is part of its conduct: the client is stopped before the stage.
  const { exit, lines } = recordOf(stage);
  await stage.stop();
  // The end of its connection may be told a little later than that of its process.
  await stage.closes(CLOSED_MS);
  return {
    ...recordOf(stage),
    takes,
    exit,
    lines,
    standstill: standstill.longest,
    arrival: stage.arrival,
    milliseconds: performance.now() - began,
  };
}

/** A program may end before CONNACK: many publish, and do not wait for an answer. */
async function connected(stage: Stage): Promise<void> {
  const hasEnded = () => stage.exit !== undefined || stage.isInterrupted;
  const connect = await stage.sent('CONNECT').catch((error) => {
    throw error instanceof NotReached && !stage.isInterrupted ? noClient(stage) : error;
  });
  if (connect.malformed !== undefined) throw noClient(stage);
  requireLevel(connect);
  await stage.accepted().catch((error) => {
    if (error instanceof NotReached && stage.isOverdone) throw noClient(stage);
    if (!(error instanceof NotReached) || !hasEnded()) throw error;
  });
}

/** @param arrival time until the client connects without TLS, in ms */
async function lookAtTls(
  startClient: StartClient,
  options: RehearsalOptions,
  arrival: number,
): Promise<Conduct['overTls']> {
  await using stage = await Stage.open({ ...options, certificate: 'good' });
  try {
    if (!(await stage.start(startClient, GREETING_MS + 3 * arrival))) return 'no-handshake';
    await stage.next(same('CONNECT'), ({ type }) => type === 'CONNECT', { ms: HANDSHAKE_MS });
    return 'connects';
  } catch (error) {
    if (!(error instanceof NotReached)) throw error;
    return 'refused';
  }
}

function conductIn({ entries, exit }: Watched): Omit<Conduct, 'overTls' | 'takes'> {
  const sent = entries.filter(isSent);
  const connect = sent.find(({ type }) => type === 'CONNECT');
  if (connect === undefined) throw new TypeError('it has connected, and there is no CONNECT');
  const { protocolVersion, clean, keepAlive = 0, properties = {} } = connect.fields;
  const asksFor = protocolVersion === 5 ? Number(properties.sessionExpiryInterval ?? 0) > 0 : true;
  return {
    protocolVersion: protocolVersion === 5 ? 5 : 4,
    connect,
    keepsSession: clean === false && asksFor,
    keepAlive,
    subscriptions: subscriptionsIn(entries),
    published: sent.filter(({ type }) => type === 'PUBLISH').map(publishedBy),
    exit,
  };
}

/** Milliseconds from CONNECT to the last packet that was the first of its kind. */
function timeTaken(entries: readonly TraceEntry[]): number {
  const firsts = new Map<string, number>();
  for (const entry of entries.filter(isSent)) {
    const kind = kindOf(entry);
    if (kind !== '' && !firsts.has(kind)) firsts.set(kind, entry.at);
  }
  return Math.max(0, ...firsts.values()) - (firsts.get('CONNECT') ?? 0);
}

const isSent = (entry: TraceEntry): entry is PacketEntry =>
  entry.kind === 'packet' && entry.direction === 'to-broker';

const subscriptionsIn = (entries: readonly TraceEntry[]) =>
  entries.filter(isSent).flatMap(({ fields }) => fields.subscriptions ?? []);

const publishedBy = ({ fields, size }: PacketEntry): Published => ({
  topic: fields.topic || (fields.aliasedTopic ?? ''),
  qos: (fields.qos ?? 0) as 0 | 1 | 2,
  retain: fields.retain === true,
  size,
  hasAlias: fields.properties?.topicAlias !== undefined,
});
