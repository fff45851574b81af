import { expect, test } from 'vitest';
import { behindGate } from '../../../harness/brokers/clouds/gate/behind-gate.ts';
import { openEmbedded } from '../../../harness/brokers/embedded/embedded.ts';
import { brokerKinds } from '../../../harness/brokers/kinds.ts';
import { Identity } from '../../../harness/lab/identity.ts';
import { controlQuestion } from '../../../harness/lab/silence/control-question.ts';
import type { PacketEntry } from '../../../harness/protocol/packet.ts';
import { openTap } from '../../../harness/wire/tap/tap.ts';

const clouds = brokerKinds.filter(({ cloud }) => cloud !== undefined);

test.for(clouds)('the control question stays inside the limits of $name', async ({ name, cloud }) => {
  await using embedded = await openEmbedded();
  await using tap = await openTap(embedded.endpoints.mqtt ?? '');
  const broker = { ...embedded, identity: { name }, endpoints: { mqtt: tap.url } };
  const refused: string[] = [];
  await using gated = await behindGate(broker, ({ en }) => refused.push(en));
  const identity = new Identity(undefined, undefined, broker.clientIds);
  await controlQuestion({ broker: gated.broker, identity, protocolVersion: 4 });
  expect(refused).toEqual([]);
  const answers = tap.entries.filter(
    (entry): entry is PacketEntry => entry.kind === 'packet' && entry.direction === 'to-client',
  );
  const asksMore = cloud?.allowedTopics === undefined;
  expect(answers.map(({ type }) => type).toSorted()).toEqual(
    asksMore ? ['CONNACK', 'PINGRESP', 'PUBLISH', 'SUBACK'] : ['CONNACK', 'PINGRESP'],
  );
});
