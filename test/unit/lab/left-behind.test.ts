import { once } from 'node:events';
import { createServer } from 'node:net';
import { expect, onTestFinished, test } from 'vitest';
import { same } from '../../../harness/base/text.ts';
import { openBroker, parseBroker } from '../../../harness/brokers/index.ts';
import { openFaultyBroker } from '../../../harness/faulty/faulty-broker.ts';
import type { Mangle } from '../../../harness/faulty/mangling-stream.ts';
import { defineLab, type Lab } from '../../../harness/lab/lab.ts';
import { runLab } from '../../../harness/lab/run.ts';
import { retainedAt } from '../../e2e/support/retained-at.ts';

const labThat = (run: (lab: Lab) => Promise<void>) =>
  defineLab({ id: '99-test', title: same('test'), claims: {}, run });

/** Retains on three topics, and leaves a session. */
const littering = labThat(async (lab) => {
  const client = await lab.connect('client', { clean: false, properties: { sessionExpiryInterval: 60 } });
  for (const name of ['a', 'b', 'c'])
    await client.publishAsync(lab.topic(name), name, { retain: true, qos: 1 });
});

async function brokerThat(mangle: Mangle) {
  const healthy = await openBroker(parseBroker('embedded'));
  onTestFinished(() => healthy.stop());
  // As a foreign broker, of which no other can be started.
  const faulty = { ...(await openFaultyBroker(healthy, { mangle })), another: undefined };
  onTestFinished(() => faulty.stop());
  return { healthy, faulty };
}

/** Closes the connection of a client that empties a retained topic with this ending. */
const keeps =
  (ending: string): Mangle =>
  (packet, direction, { hangUp }) => {
    const empties = packet?.cmd === 'publish' && packet.retain && packet.payload.length === 0;
    if (direction === 'to-broker' && empties && packet.topic.endsWith(ending)) hangUp();
    return packet;
  };

test('what can not be removed is named, and keeps nothing else from being', async () => {
  const { healthy, faulty } = await brokerThat(keeps('/b'));
  const run = await runLab(littering, faulty);
  expect(run.outcome).toBe('could-not-run');
  expect(run.reason?.en).toBe(
    `this could not be removed from the broker: retained on ${run.topicPrefix}b (Error: the broker closed the connection): an empty retained message clears a topic, and a client with that id and a clean start ends a session`,
  );
  expect(run.reason?.ja).toContain(`次のものをブローカーから消せませんでした: Retain: ${run.topicPrefix}b(`);
  expect(await retainedAt(healthy.endpoints.mqtt ?? '')).toEqual(['b']);
});

test('a session that can not be ended is named, and what is retained is removed all the same', async () => {
  let seen = 0;
  const { healthy, faulty } = await brokerThat((packet, direction, { hangUp, clientId }) => {
    const connects = packet?.cmd === 'connect' && direction === 'to-broker' && clientId.includes('client');
    if (connects && ++seen > 1) hangUp();
    return connects && seen > 1 ? undefined : packet;
  });
  const run = await runLab(littering, faulty);
  expect(run.reason?.en).toMatch(/^this could not be removed from the broker: sessions of \S*client \(/);
  expect(await retainedAt(healthy.endpoints.mqtt ?? '')).toEqual([]);
});

test('where the lab failed too, both are said', async () => {
  const { faulty } = await brokerThat(keeps('/b'));
  const failing = labThat(async (lab) => {
    await littering.run(lab);
    throw new Error('on purpose');
  });
  const { reason, topicPrefix } = await runLab(failing, faulty);
  expect(reason?.en).toMatch(/^Error: on purpose; this could not be removed from the broker: retained on /);
  expect(reason?.en).toContain(`retained on ${topicPrefix}b (`);
});

test('a broker that is gone is not asked again for each topic', async () => {
  const { faulty } = await brokerThat((packet) => packet);
  let asked = 0;
  const lab = labThat(async (run) => {
    await littering.run(run);
    await faulty.stop();
    const { port } = new URL(faulty.endpoints.mqtt ?? '');
    const server = createServer((socket) => {
      asked++;
      socket.destroy();
    });
    server.listen(Number(port), '127.0.0.1');
    await once(server, 'listening');
    onTestFinished(() => {
      server.close();
    });
  });
  const run = await runLab(lab, faulty);
  expect(run.reason?.en).toMatch(/retained on \S+a, \S+b, \S+c; sessions of \S+client \(/);
  // Twice for the session, once for what is retained.
  expect(asked).toBe(3);
});
