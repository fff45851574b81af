import { afterOwnTime } from '../../../base/own-time.ts';
import type { Text } from '../../../base/text.ts';
import { parseEndpoint } from '../../../protocol/endpoint.ts';
import { openTap } from '../../../wire/tap/tap.ts';
import type { Broker } from '../../broker.ts';
import { identityOf } from '../../identity/identity.ts';
import { kindOf } from '../../kinds.ts';
import { asDocumented } from '../../limits/documented.ts';
import type { LimitName } from '../words.ts';
import { beyondText } from './beyond-text.ts';
import { CloudGate } from './cloud-gate.ts';
import { Rates } from './rates.ts';

/** A documented limit that a packet was beyond. */
export interface Excess {
  readonly limit: LimitName;
  /** The limit and its source. */
  readonly why: Text;
}

/** A broker as its clients reach it during one run. */
export interface Gated extends AsyncDisposable {
  readonly broker: Broker;
  /** The limit that a packet of this run was beyond. Undefined if there was none. */
  readonly excess: Excess | undefined;
  /** Waits until no packet is held back. Only then does silence of the broker mean anything. */
  idle(): Promise<void>;
}

/** How much later than planned a packet may leave, in ms of own time: three turns. */
const LATE_MS = 60;

/** The rates, by the endpoints of a broker: runs at the same time share them. */
const ratesOf = new WeakMap<Broker['endpoints'], Rates>();

/**
 * Puts a gate in front of every endpoint of a cloud: a packet beyond its documented limits is never sent, and rates are kept.
 * Every other broker is returned unchanged.
 * @param onExcess called with the limit and its source when a packet is refused. It is not called for a broker whose limits are
 * ignored: there, every packet is sent.
 */
export async function behindGate(broker: Broker, onExcess: (why: Text) => void): Promise<Gated> {
  const kind = kindOf(identityOf(broker).name);
  const limits = kind?.cloud;
  if (limits === undefined) return ungated(broker);
  const rates = ratesOf.get(broker.endpoints) ?? new Rates(limits);
  ratesOf.set(broker.endpoints, rates);
  const onlyTells = broker.ignoresLimits === true;
  let excess: Excess | undefined;
  let heldUntil = 0;
  const onHold = (ms: number) => {
    heldUntil = Math.max(heldUntil, rates.now() + ms + LATE_MS);
  };
  const noteExcess = (name: LimitName) => {
    if (excess !== undefined) return;
    excess = { limit: name, why: beyondText(limits, name) };
    if (!onlyTells) onExcess(excess.why);
  };
  const taps = await Promise.all(
    Object.values(broker.endpoints).map((url) => {
      const gate = new CloudGate({ limits, rates, onlyTells, onExcess: noteExcess, onHold });
      return openTap(url, {
        keeps: false,
        gate,
        onEntry: (entry) => {
          if (entry.kind === 'packet' && entry.direction === 'to-client') gate.arrived(entry);
        },
      });
    }),
  );
  // A tap speaks to its clients without TLS.
  const endpoints = Object.fromEntries(taps.map(({ url }) => [parseEndpoint(url).scheme, url]));
  return {
    broker: { ...asDocumented(broker), endpoints },
    get excess() {
      return excess;
    },
    idle: async () => {
      while (heldUntil > rates.now()) await ownTime(heldUntil - rates.now());
    },
    [Symbol.asyncDispose]: async () => {
      await Promise.all(taps.map((tap) => tap.close()));
    },
  };
}

const ownTime = (ms: number): Promise<void> =>
  new Promise((resolve) => {
    afterOwnTime(ms, resolve);
  });

const ungated = (broker: Broker): Gated => ({
  broker,
  excess: undefined,
  idle: async () => {},
  [Symbol.asyncDispose]: async () => {},
});
