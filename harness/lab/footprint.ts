import type { IClientOptions, MqttClient } from 'mqtt';
import { CannotRunError } from '../errors.ts';
import type { Patience } from '../patience.ts';
import type { Text } from '../text.ts';
import type { PacketEntry, TraceEntry } from '../wire/packet.ts';

/**
 * What a run may leave on the broker: retained messages and sessions. Kept by watching what crosses the wire, so that
 * nobody has to remember, and cleared afterwards also when the run failed.
 */
export class Footprint {
  readonly #retained = new Set<string>();
  /** Client ids with a session, or with a will that is yet to be retained. */
  readonly #ids = new Set<string>();

  watch(entry: TraceEntry): void {
    if (entry.kind !== 'packet' || entry.direction !== 'to-broker') return;
    if (entry.type === 'CONNECT') this.#connects(entry);
    if (entry.type === 'PUBLISH' && entry.fields.retain === true) this.#retains(entry);
  }

  /**
   * Removes it all, whatever of it cannot be removed. The next run has names of its own, so a failure here can spoil nothing
   * but somebody's broker.
   * @param connect opens a connection with these options on the broker itself, past any fault
   * @throws CannotRunError `not-removed` that names what is left
   */
  async clear(connect: (options: IClientOptions) => Promise<MqttClient>, patience: Patience): Promise<void> {
    const left: Left[] = [];
    // Who takes over an id ends its session; by CONNACK the broker has dealt with the connection before, and its will.
    const takeOver = async (clientId: string) => {
      const client = await twice(() => connect({ clientId, clean: true }));
      await client.endAsync();
    };
    await Promise.all(
      Array.from(this.#ids, (id) =>
        takeOver(id).catch((cause: unknown) => left.push({ session: id, cause })),
      ),
    );
    const topics = [...this.#retained];
    if (topics.length > 0) {
      try {
        const client = await connect({ clean: true });
        const forget = (topic: string) =>
          patience.until(client.publishAsync(topic, '', { retain: true, qos: 1 }), forgetting);
        await Promise.all(
          topics.map((topic) =>
            twice(() => forget(topic)).catch((cause: unknown) => left.push({ topic, cause })),
          ),
        );
        await client.endAsync(true);
      } catch (cause) {
        left.push(...topics.map((topic) => ({ topic, cause })));
      }
    }
    if (left.length > 0) throw notRemoved(left);
  }

  #connects({ fields: { clientId, clean, properties, will } }: PacketEntry): void {
    const expiry = properties?.sessionExpiryInterval;
    const outlives = clean === false || (typeof expiry === 'number' && expiry > 0);
    if ((outlives || will?.retain) && clientId) this.#ids.add(clientId);
    if (will?.retain) this.#retained.add(will.topic);
  }

  #retains({ fields: { topic, aliasedTopic, payloadLength } }: PacketEntry): void {
    const name = topic || aliasedTopic;
    // An empty message takes nothing off the list: who knows whether the broker took it.
    if (name && payloadLength !== 0) this.#retained.add(name);
  }
}

/**
 * Once more where it fails: nats-server makes an id wait for a second, and closes its connection, where its last one was just
 * taken over; and a packet may be lost.
 */
const twice = <T>(act: () => Promise<T>): Promise<T> => act().catch(act);

const forgetting: Text = { en: 'PUBACK to the cleaner', ja: '後片付けへの PUBACK' };

/** A retained message or a session that is still there. */
type Left = ({ readonly topic: string } | { readonly session: string }) & { readonly cause: unknown };

function notRemoved(left: readonly Left[]): CannotRunError {
  const topics = left.flatMap((one) => ('topic' in one ? one.topic : []));
  const sessions = left.flatMap((one) => ('session' in one ? one.session : []));
  const en = [
    ...(topics.length > 0 ? [`retained on ${topics.join(', ')}`] : []),
    ...(sessions.length > 0 ? [`sessions of ${sessions.join(', ')}`] : []),
  ].join('; ');
  const ja = [
    ...(topics.length > 0 ? [`retain メッセージ ${topics.join('、')}`] : []),
    ...(sessions.length > 0 ? [`セッション ${sessions.join('、')}`] : []),
  ].join(' / ');
  const [first] = left;
  return new CannotRunError(
    'not-removed',
    { en: `could not be removed from the broker: ${en}`, ja: `ブローカーから消せなかったもの: ${ja}` },
    {
      en: 'remove it by hand, or see why the broker does not answer',
      ja: '手で消すか、ブローカーが答えない理由を確かめてください',
    },
    { cause: first?.cause },
  );
}
