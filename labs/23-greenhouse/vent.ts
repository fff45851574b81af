import type { MqttClient } from 'mqtt';
import { orderIn } from './messages.ts';

/** A motor that opens and closes a window. It reports what it did, with the id of the order. */
export class Vent {
  readonly #done = new Set<string>();
  /** Each time the motor ran. */
  readonly moves: string[] = [];

  /** @param topic of the vent: orders come to `…/set`, and reports go to `…/state` */
  constructor(client: MqttClient, topic: string) {
    //#region order
    client.on('message', (_topic, payload) => {
      const order = orderIn(payload);
      if (order === undefined || this.#done.has(order.id)) return;
      this.#done.add(order.id);
      this.moves.push(order.to);
      client.publish(`${topic}/state`, order.to, { qos: 1, retain: true });
    });
    //#endregion
  }
}
