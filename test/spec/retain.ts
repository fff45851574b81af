import type { SpecClaim } from '../../harness/claims/spec-claim.ts';

/** Retained messages, from all sides. */
export const retain: readonly SpecClaim[] = ([0, 1, 2] as const).map((qos) => ({
  id: `retain.kept-at-qos-${qos}`,
  says: {
    en: `A message retained at QoS ${qos} reaches a later subscriber at QoS ${qos}, with the retain flag`,
    ja: `QoS ${qos} で retain したメッセージは、あとからの購読者に QoS ${qos}、retain フラグ付きで届く`,
  },
  statements: { 4: ['MQTT-3.3.1-5', 'MQTT-3.3.1-8'], 5: ['MQTT-3.3.1-5', 'MQTT-3.3.1-9'] },
  async check(bench) {
    const topic = bench.topic('a');
    const publisher = await bench.connect('publisher');
    await publisher.publish(topic, 'kept', { qos, retain: true });
    if (qos === 0) await bench.settled(publisher);
    const late = await bench.connect('late');
    await late.subscribe({ topic, qos: 2 });
    return {
      expected: [{ payload: 'kept', qos, retain: true }],
      seen: await bench.untilFence(late, publisher, topic, qos),
    };
  },
}));
