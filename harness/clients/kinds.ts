import type { ClientKind } from './client-kind.ts';
import { mosquittoTools } from './mosquitto-tools/kind.ts';
import { mqttjs } from './mqttjs/kind.ts';
import { mqttx } from './mqttx/kind.ts';
import { paho } from './paho/kind.ts';

/** Every client that this project knows by name, in the usual order. A new one is one line here. */
const all = [mqttjs, paho, mosquittoTools, mqttx] as const;

export type ClientName = (typeof all)[number]['name'];

export const clientKinds: readonly ClientKind<ClientName>[] = all;

export const clientNames: readonly ClientName[] = all.map(({ name }) => name);
