import { expect, test } from 'vitest';
import { fixedPatience } from '../../../harness/base/patience.ts';
import { openEmbedded } from '../../../harness/brokers/embedded/embedded.ts';
import type { Lab } from '../../../harness/lab/index.ts';
import type { Mangle } from '../../../harness/wire/mangling/mangle.ts';
import { openProxy } from '../../../harness/wire/mangling/proxy.ts';
import { measure } from '../../../labs/20-cost-of-qos/measure.ts';

test('a measurement whose messages are lost ends with what did not come, and leaves nothing that nobody awaits', async (context) => {
  const embedded = await openEmbedded();
  context.onTestFinished(() => embedded.stop());
  const { mqtt = '', ws = '' } = embedded.endpoints;
  const losesQoS1: Mangle = (packet, direction, { bytes }) => {
    const isDelivery = packet?.cmd === 'publish' && packet.qos === 1 && direction === 'to-client';
    return isDelivery || packet?.cmd === 'puback' ? [] : (packet ?? bytes);
  };
  const proxy = await openProxy({ mqtt, ws }, { begin: () => losesQoS1 });
  context.onTestFinished(() => proxy.close());
  const lab: Pick<Lab, 'broker' | 'patience' | 'protocolVersion' | 'clientId' | 'topic' | 'endpoint'> = {
    broker: embedded,
    patience: fixedPatience(500),
    protocolVersion: 5,
    clientId: (name) => name,
    topic: (topic) => topic,
    endpoint: () => proxy.doors.mqtt,
  };
  const measuring = measure(lab as Lab, { sizes: [1], messages: 10, longest: 1_000 });
  await expect(measuring).rejects.toMatchObject({ awaited: { en: 'the measured messages' } });
});
