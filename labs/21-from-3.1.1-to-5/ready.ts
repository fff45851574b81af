import type { MqttClient } from 'mqtt';
import type { Lab } from '../../harness/lab/index.ts';

/** What a broker of MQTT 5 may lack, by the name of the property in which CONNACK says so. */
interface Abilities {
  readonly qos2: boolean;
  readonly retain: boolean;
  readonly wildcard: boolean;
  readonly shared: boolean;
}

/** Asks the broker what it can do, and tries it. */
export async function ready(lab: Lab<'ready.as-told' | 'ready.silent'>): Promise<void> {
  const visitor = await lab.connect('visitor');
  if (lab.protocolVersion === 4) {
    const { size, fields } = await lab.trace.to('visitor').of('CONNACK').next();
    const { returnCode, sessionPresent } = fields;
    const silent = { size: 4, returnCode: 0, sessionPresent: false };
    await lab.claim('ready.silent', silent, { size, returnCode, sessionPresent });
    return;
  }
  //#region told
  const { properties = {} } = lab.connack(visitor);
  const told: Abilities = {
    qos2: (properties.maximumQoS ?? 2) === 2,
    retain: properties.retainAvailable ?? true,
    wildcard: properties.wildcardSubscriptionAvailable ?? true,
    shared: properties.sharedSubscriptionAvailable ?? true,
  };
  //#endregion
  await lab.claim('ready.as-told', told, () => tried(lab, visitor, told));
  if (lab.isForStage) return;
  const { receiveMaximum, maximumPacketSize, topicAliasMaximum = 0, serverKeepAlive } = properties;
  lab.observe(
    'ready.limits',
    { en: 'The limits that CONNACK names', ja: 'CONNACK に書かれた上限' },
    { receiveMaximum, maximumPacketSize, topicAliasMaximum, serverKeepAlive },
  );
}

/** What works. What the broker has ruled out is not tried: the standard lets it close the connection. */
async function tried(
  lab: Pick<Lab, 'topic' | 'inbox' | 'trace' | 'fence' | 'retainedFence'>,
  client: MqttClient,
  told: Abilities,
): Promise<Abilities> {
  const inbox = lab.inbox(client);
  const came = async (filter: string, topic: string): Promise<boolean> => {
    await client.subscribeAsync(filter, { qos: 1 });
    await client.publishAsync(topic, 'here', { qos: 1 });
    const { payload } = await inbox.next();
    await client.unsubscribeAsync(filter);
    return payload === 'here';
  };
  const qos2 = async (): Promise<boolean> => {
    await client.publishAsync(lab.topic('ready/qos2'), 'here', { qos: 2 });
    return lab.trace.to('visitor').of('PUBREC', 'PUBCOMP').count === 2;
  };
  const retain = async (): Promise<boolean> => {
    const topic = lab.topic('ready/retained');
    await client.publishAsync(topic, 'here', { qos: 1, retain: true });
    await client.subscribeAsync(topic, { qos: 1 });
    const found = await lab.retainedFence(inbox, client, client);
    return found.length === 1;
  };
  return {
    qos2: told.qos2 && (await qos2()),
    retain: told.retain && (await retain()),
    wildcard: told.wildcard && (await came(lab.topic('ready/+/door'), lab.topic('ready/any/door'))),
    shared: told.shared && (await came(`$share/ready/${lab.topic('ready/jobs')}`, lab.topic('ready/jobs'))),
  };
}
