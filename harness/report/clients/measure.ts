import pLimit from 'p-limit';
import { same, type Text } from '../../base/text.ts';
import type { Broker } from '../../brokers/broker.ts';
import { endpointOf } from '../../lab/network.ts';
import type { ProtocolVersion } from '../../protocol/version.ts';
import type { ClientCell, ClientColumn } from './document.ts';
import type { Client, Question } from './questions/question.ts';
import { Stage } from './stage.ts';

/** How many clients are measured at the same time. More would delay each other. */
const SIDE_BY_SIDE = 4;

export interface MeasuredColumn {
  readonly column: ClientColumn;
  /** Questions that could not be asked, and why. They have no cell. */
  readonly notRun: readonly { readonly question: string; readonly reason: Text }[];
}

/** Asks one client every question, on this broker. */
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

/** Undefined stands for the version that the client chooses. */
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
