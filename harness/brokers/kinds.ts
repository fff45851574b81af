import type { BrokerKind } from './broker-kind.ts';
import { awsIotCore } from './clouds/aws-iot-core/kind.ts';
import { azureEventGrid } from './clouds/azure-event-grid/kind.ts';
import { azureIotHub } from './clouds/azure-iot-hub/kind.ts';
import { emqxServerless } from './clouds/emqx-serverless/kind.ts';
import { hivemqCloud } from './clouds/hivemq-cloud/kind.ts';
import { embedded } from './embedded/kind.ts';
import { emqx } from './emqx/kind.ts';
import { mosquitto } from './mosquitto/kind.ts';
import { nats } from './nats/kind.ts';
import { rabbitmq } from './rabbitmq/kind.ts';

/** Every broker that this project knows by name, in the order of all lists. A new broker adds one line here. */
const all = [
  embedded,
  mosquitto,
  emqx,
  rabbitmq,
  nats,
  awsIotCore,
  azureIotHub,
  azureEventGrid,
  emqxServerless,
  hivemqCloud,
] as const;

export type BrokerName = (typeof all)[number]['name'];

export const brokerKinds: readonly BrokerKind<BrokerName>[] = all;

export const brokerNames: readonly BrokerName[] = all.map(({ name }) => name);

/** The brokers that `npm test` runs on. */
export const testedBrokers: readonly BrokerName[] = all
  .filter(({ isInTests }) => isInTests)
  .map(({ name }) => name);

/** The kind of this name; undefined for a broker that the project does not know. */
export const kindOf = (name: string): BrokerKind<BrokerName> | undefined =>
  brokerKinds.find((kind) => kind.name === name);
