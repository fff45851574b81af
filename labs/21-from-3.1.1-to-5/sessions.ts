import type { IClientOptions, MqttClient } from 'mqtt';
import type { Lab } from '../../harness/lab/index.ts';

//#region options
/** As it is under 3.1.1. */
const old: IClientOptions = { protocolVersion: 4, clean: false };
/** Moved without looking: only the version is another. */
const same: IClientOptions = { protocolVersion: 5, clean: false };
/** Moved: clean: false keeps what there is, and the interval says for how long there is something. */
const moved: IClientOptions = { protocolVersion: 5, clean: false, properties: { sessionExpiryInterval: 60 } };
//#endregion

/** The programs that take part, by their names. Under 3.1.1 there is only the old one. */
const programs = { 4: { old }, 5: { old, same, moved } } as const;

/** Each program subscribes, leaves, and comes back after a message was sent. */
export async function sessions(
  lab: Lab<'move.session-lost' | 'move.session-kept'>,
  teller: MqttClient,
): Promise<void> {
  const orders = lab.topic('orders');
  const all = Object.entries<IClientOptions>(programs[lab.protocolVersion]);
  for (const [name, options] of all) {
    const client = await lab.connect(name, options);
    await client.subscribeAsync(orders, { qos: 1 });
    await client.endAsync();
  }
  await teller.publishAsync(orders, 'three lamps', { qos: 1 });

  const back = new Map(
    await Promise.all(all.map(async ([name, options]) => [name, await lab.connect(name, options)] as const)),
  );
  /** Whether the broker still knows the program, and what has waited for it: both are known with CONNACK and a fence. */
  const found = async (name: string) => {
    const client = back.get(name);
    if (client === undefined) return undefined;
    const { sessionPresent } = lab.connack(client);
    if (!sessionPresent) return { sessionPresent, waited: [] };
    const waited = await lab.fence(lab.inbox(client), teller, orders, 1);
    return { sessionPresent, waited: waited.map(({ payload }) => payload) };
  };
  const kept = { sessionPresent: true, waited: ['three lamps'] };
  if (lab.protocolVersion === 4) {
    await lab.claim('move.session-kept', { old: kept }, async () => ({ old: await found('old') }));
  } else {
    await lab.claim('move.session-lost', { sessionPresent: false, waited: [] }, () => found('same'));
    await lab.claim('move.session-kept', { old: kept, moved: kept }, async () => ({
      old: await found('old'),
      moved: await found('moved'),
    }));
  }
}
