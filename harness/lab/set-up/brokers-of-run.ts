import type { Patience } from '../../base/patience.ts';
import type { Broker, Credentials, OwnBroker } from '../../brokers/broker.ts';
import type { Setup } from '../../brokers/setup/setup.ts';
import type { Scheme } from '../../protocol/endpoint.ts';
import type { Tap } from '../../wire/tap/tap.ts';
import type { Clients } from '../clients.ts';
import type { LabBroker } from '../lab.ts';
import { endpointOf, type Network } from '../network.ts';
import type { ProvedSilence } from '../silence/proved-silence.ts';
import { openInCloud } from './in-cloud.ts';
import { openOwnBroker } from './open.ts';

interface OwnBrokersParts {
  /** The broker of the run. */
  readonly broker: Broker;
  readonly clients: Clients;
  readonly network: Network;
  readonly silence: ProvedSilence;
  /** The patience of clients with another broker than the run's. */
  readonly patienceWith: (own: Broker) => Patience;
}

/** The brokers that a lab has started for itself, besides the run's own. They end with the run. */
export class OwnBrokers implements AsyncDisposable {
  readonly #parts: OwnBrokersParts;
  readonly #open: Pick<OwnBroker, 'stop'>[] = [];
  #isOver = false;

  constructor(parts: OwnBrokersParts) {
    this.#parts = parts;
  }

  /** @throws as {@link openOwnBroker} */
  async open(setup: Setup): Promise<LabBroker> {
    const { broker, silence } = this.#parts;
    using _starting = silence.waiting();
    const own = await openOwnBroker(broker, setup);
    this.#open.push(own);
    if (this.#isOver) {
      await own.stop();
      throw new Error('this run is over');
    }
    const tap = (address: string) => this.#parts.network.tapElsewhere(address, {});
    return this.#labBroker(own, undefined, tap);
  }

  /** @throws as {@link openInCloud} */
  async inCloud(name: string): Promise<LabBroker> {
    const { broker } = this.#parts;
    const limited = await openInCloud(broker, name);
    this.#open.push({ stop: () => limited.close() });
    const { mqtt } = limited.doors;
    const tap = (address: string) => this.#parts.network.tapAround(address);
    return this.#labBroker({ ...broker, endpoints: { mqtt } }, broker.credentials, tap);
  }

  #labBroker(
    own: Broker,
    credentials: Credentials | undefined,
    tap: (address: string) => Promise<Tap>,
  ): LabBroker {
    const { clients, patienceWith } = this.#parts;
    const taps = new Map<Scheme, Promise<string>>();
    const url = (scheme: Scheme = 'mqtt'): Promise<string> => {
      const address = taps.get(scheme) ?? tapped(own, scheme, tap);
      taps.set(scheme, address);
      return address;
    };
    const reach = { credentials, patience: patienceWith(own), url };
    return {
      connect: (name, options, how) => {
        const connecting = clients.connect(name, options, how, reach);
        // A lab may look at the packets first. It gets the error of a refusal when it awaits the client.
        connecting.catch(() => {});
        return connecting;
      },
      tapped: url,
    };
  }

  async [Symbol.asyncDispose](): Promise<void> {
    this.#isOver = true;
    await Promise.all(this.#open.map((own) => own.stop()));
  }
}

/** The address of a tap that passes on what it sees, also TLS, which only the client and the broker can read. */
async function tapped(own: Broker, scheme: Scheme, tap: (address: string) => Promise<Tap>): Promise<string> {
  const withoutTls = endpointOf(own, scheme).replace(/^(mqtt|ws)s:/, '$1:');
  const { url } = await tap(withoutTls);
  return url.replace(/^\w+:/, `${scheme}:`);
}
