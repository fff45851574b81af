import type { Broker } from './broker.ts';
import type { BrokerName } from './choose.ts';

/** What the makers call it. */
const titles: Readonly<Record<BrokerName, string>> = {
  embedded: 'aedes',
  mosquitto: 'Mosquitto',
  emqx: 'EMQX',
};

/** A broker and its version as a sentence names them: `Mosquitto 2.0.21`; an address as it is. */
export function brokerTitle({ name, version }: Pick<Broker, 'name' | 'version'>): string {
  const title = name in titles ? titles[name as BrokerName] : name;
  return version === undefined ? title : `${title} ${version}`;
}
