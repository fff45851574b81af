import pLimit from 'p-limit';
import { same, type Text } from '../../base/text.ts';
import type { Broker } from '../../brokers/broker.ts';
import { endpointOf } from '../../lab/network.ts';
import type { ProtocolVersion } from '../../protocol/version.ts';
import type { ClientCell, ClientColumn } from './document.ts';
import type { Client, Question } from './question.ts';
import { Stage } from './stage.ts';

/** Most of the time a client is waited for; more of them would keep each other from being in time. */
const SIDE_BY_SIDE = 4;

export interface MeasuredColumn {
  readonly column: ClientColumn;
  /** What could not be looked at, and why; it has no cell. */
  readonly notRun: readonly { readonly question: string; readonly reason: Text }[];
}

/** Asks one client every question, in front of this broker. */
export async function measureClient(
  client: Client,
  broker: Broker,
  questions: readonly Question[],
  now = new Date(),
): Promise<MeasuredColumn> {
  const url = endpointOf(broker, 'mqtt');
  const limit = pLimit(SIDE_BY_SIDE);
  const asked = questions.flatMap((question) =>
    versionsOf(question).map((protocolVersion) => ({ question, protocolVersion })),
  );
  const answers = await limit.map(asked, ({ question, protocolVersion }) =>
    ask(client, url, question, protocolVersion),
  );
  const { name, title, version } = client;
  const measuredAt = now.toISOString().slice(0, 'yyyy-mm-dd'.length);
  return {
    column: {
      client: { name, title, version, measuredAt },
      cells: answers.flatMap((answer) => ('error' in answer ? [] : [answer])),
    },
    notRun: answers.flatMap((answer) =>
      'error' in answer ? [{ question: answer.question, reason: same(answer.error) }] : [],
    ),
  };
}

/** One without a version is asked with the client's own choice. */
const versionsOf = ({ protocolVersions }: Question): readonly (ProtocolVersion | undefined)[] =>
  protocolVersions.length === 0 ? [undefined] : protocolVersions;

type Failed = { readonly question: string; readonly error: string };

async function ask(
  client: Client,
  url: string,
  { id, senseless, look }: Question,
  protocolVersion: ProtocolVersion | undefined,
): Promise<ClientCell | Failed> {
  const about = { question: id, ...(protocolVersion !== undefined && { protocolVersion }) };
  const reason = senseless?.(client);
  if (reason !== undefined) return { ...about, reason };
  try {
    await using stage = await Stage.open(url);
    return { ...about, seen: await look(stage, client, protocolVersion) };
  } catch (error) {
    return { question: id, error: error instanceof Error ? error.message : String(error) };
  }
}
