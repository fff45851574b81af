import { CannotRunError } from '../base/errors.ts';
import { watchStandstill } from '../base/standstill.ts';
import { same } from '../base/text.ts';
import { printable } from '../base/visible.ts';
import type { PacketEntry, TraceEntry } from '../protocol/packet.ts';
import { type Conduct, type Published, receivesAt } from './conduct.ts';
import { NotReached } from './not-reached.ts';
import { LONGEST_MS, type PerformOptions, QUIET_MS, recordOf } from './perform.ts';
import type { Cast } from './performer.ts';
import type { Played } from './played.ts';
import { messageFor } from './stage/message.ts';
import { Stage } from './stage/stage.ts';
import { UNDISTURBED } from './table/plain.ts';

/** How long it may take from the beginning of a TLS handshake to CONNECT, in milliseconds of own time. */
const HANDSHAKE_MS = 3_000;

/**
 * Runs a client once, undisturbed, to see what it does; and once with a certificate that it can trust.
 * @throws CannotRunError `no-client` where it does not connect
 */
export async function rehearse(cast: Cast, options: PerformOptions): Promise<Played> {
  const [record, overTls] = await Promise.all([watch(cast, options), lookAtTls(cast, options)]);
  const conduct = { ...conductIn(record), overTls };
  return { situation: UNDISTURBED, protocolVersion: conduct.protocolVersion, conduct, ...record };
}

type Watched = Pick<Played, 'entries' | 'attended' | 'exit' | 'lines' | 'standstill' | 'milliseconds'>;

async function watch(cast: Cast, options: PerformOptions): Promise<Watched> {
  const began = performance.now();
  using standstill = watchStandstill();
  await using stage = await Stage.open(options);
  stage.start(cast);
  await connected(stage);
  await stage.quiet(QUIET_MS, LONGEST_MS);
  const seen = subscriptionsIn([...stage.trace]);
  for (const qos of [0, 1, 2] as const) {
    if (qos <= (receivesAt({ subscriptions: seen }) ?? -1))
      stage.broker.connection?.deliver(messageFor({ subscriptions: seen }, qos, qos + 1));
  }
  await stage.quiet();
  // Its goodbye is part of its conduct: it is stopped before anything else is taken away.
  const { exit, lines } = recordOf(stage);
  await stage.stop();
  return {
    ...recordOf(stage),
    exit,
    lines,
    standstill: standstill.longest,
    milliseconds: performance.now() - began,
  };
}

async function connected(stage: Stage): Promise<void> {
  try {
    await stage.sent('CONNECT');
    await stage.accepted();
  } catch (error) {
    if (error instanceof NotReached && !stage.isInterrupted) throw doesNotConnect(stage);
    throw error;
  }
}

async function lookAtTls(cast: Cast, options: PerformOptions): Promise<Conduct['overTls']> {
  await using stage = await Stage.open({ ...options, certificate: 'good' });
  stage.start(cast);
  try {
    await stage.greeted();
    await stage.next(same('CONNECT'), ({ type }) => type === 'CONNECT', { ms: HANDSHAKE_MS });
    return 'connects';
  } catch (error) {
    if (!(error instanceof NotReached)) throw error;
    return stage.hellos > 0 ? 'refused' : 'no-handshake';
  }
}

function conductIn({ entries, exit }: Watched): Omit<Conduct, 'overTls'> {
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

function doesNotConnect({ exit, lines }: Stage): CannotRunError {
  const last = printable(lines.at(-1) ?? '', 200);
  const said = last === '' ? { en: '', ja: '' } : { en: `; it says: ${last}`, ja: `。出力: ${last}` };
  const how =
    exit === undefined
      ? { en: 'the program does not connect', ja: 'プログラムが接続してこない' }
      : {
          en: `the program ended (exit code ${exit.code}) without connecting`,
          ja: `プログラムが接続せずに終了した(終了コード ${exit.code})`,
        };
  return new CannotRunError(
    'no-client',
    { en: `${how.en}${said.en}`, ja: `${how.ja}${said.ja}` },
    {
      en: 'it is to connect to MQTT_URL, or MQTT_HOST and MQTT_PORT, or {url} {host} {port} in its words',
      ja: '接続先は MQTT_URL、または MQTT_HOST と MQTT_PORT、または引数の {url} {host} {port} から取ってください',
    },
  );
}
