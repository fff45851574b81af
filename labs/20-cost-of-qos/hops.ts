import type { MqttClient } from 'mqtt';
import type { Lab } from '../../harness/lab/index.ts';

/** Sent at QoS 2 to a subscriber that asked for QoS 0. */
export async function eachHop(lab: Lab<'cost.each-hop'>, publisher: MqttClient): Promise<void> {
  const topic = lab.topic('cost/hop');
  //#region hop
  const thrifty = await lab.connect('thrifty');
  await thrifty.subscribeAsync(topic, { qos: 0 });
  await publisher.publishAsync(topic, 'open', { qos: 2 });
  //#endregion
  const hops = { toBroker: ['PUBLISH', 'PUBREC', 'PUBREL', 'PUBCOMP'], toThrifty: ['PUBLISH'] };
  await lab.claim('cost.each-hop', hops, async () => {
    const came = await lab.fence(lab.inbox(thrifty), publisher, topic, 2);
    const [first] = lab.trace.handshakes().filter((one) => one.client === 'publisher' && one.topic === topic);
    const answers = lab.trace.from('thrifty').of('PUBACK', 'PUBREC', 'PUBCOMP').types();
    return { toBroker: first?.types, toThrifty: [...came.map(() => 'PUBLISH'), ...answers] };
  });
  await thrifty.endAsync();
}
