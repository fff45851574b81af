import type { Text } from '../../base/text.ts';
import { parseEndpoint } from '../../protocol/endpoint.ts';
import { isOneClient } from '../access/client-ids.ts';
import type { Broker } from '../broker.ts';
import { identityOf } from '../identity/identity.ts';
import { kindOf } from '../kinds.ts';
import { type Gate, newMark, openGate } from './gate.ts';
import { subscriptionDelay } from './measure.ts';

export interface GatedIfLateOptions {
  readonly signal?: AbortSignal | undefined;
  /** The first level(s) of the topics of probes; default: `mqtt-hands-on`. */
  readonly topicPrefix?: string | undefined;
}

/**
 * The broker behind gates, if its subscriptions may become effective some time after SUBACK: its makers document it, or it is
 * measured now, with a few messages on two connections. Otherwise the same broker, at its own addresses. A broker on which no
 * message came gets gates, too: it may be later than was waited for.
 * @throws the signal's reason
 */
export async function gatedIfLate(
  broker: Broker,
  { signal, topicPrefix = 'mqtt-hands-on' }: GatedIfLateOptions = {},
): Promise<Broker> {
  const { endpoints, credentials, clientIds, capabilities } = broker;
  const [address] = Object.values(endpoints);
  // A second client would take over the connection of the first.
  if (address === undefined || isOneClient(clientIds)) return broker;
  // Only a 3.1.1 broker refuses 5; and only 5 has limits that a client would have to read first.
  const protocolVersion = capabilities.protocolVersions.includes(4) ? 4 : 5;
  const prober = { credentials, clientIds, protocolVersion, topicPrefix } as const;
  const cloud = kindOf(identityOf(broker).name)?.cloud;
  const isDocumented = cloud?.subscriptionMayBeLate !== undefined;
  // Of a cloud it is known; and it may close the connection of a client that uses topics of its own.
  if (cloud !== undefined && !isDocumented) return broker;
  const delay = isDocumented ? undefined : await subscriptionDelay(address, { ...prober, signal });
  if (!isDocumented && (delay ?? 0) === 0) return broker;
  const mark = newMark();
  const gates = await Promise.all(Object.values(endpoints).map((one) => openGate(one, { ...prober, mark })));
  return behind(broker, gates, why(delay));
}

function behind(broker: Broker, gates: readonly Gate[], reason: Text): Broker {
  const stop = async () => {
    await Promise.all(gates.map((gate) => gate.stop()));
    await broker.stop();
  };
  const { en, ja } = broker.origin;
  return {
    ...broker,
    endpoints: Object.fromEntries(gates.map(({ url }) => [parseEndpoint(url).scheme, url])),
    ungated: broker.endpoints,
    origin: {
      en: `${en}; ${reason.en}`,
      ja: `${ja}。${reason.ja}`,
    },
    stop,
    [Symbol.asyncDispose]: stop,
  };
}

/** Why there are gates. @param delay as it was measured; undefined if it was not */
function why(delay: number | undefined): Text {
  if (delay === Number.POSITIVE_INFINITY) {
    return {
      en: 'no message came through a subscription when it was opened, so SUBACK is kept back until one does',
      ja: '接続時に試した購読にメッセージが届かなかったため、届くまで SUBACK を止めています',
    };
  }
  return delay === undefined
    ? {
        en: 'its subscriptions may become effective some time after SUBACK, and that is awaited',
        ja: '購読が SUBACK の少し後で有効になることがあるため、それを待っています',
      }
    : {
        en: 'its subscriptions become effective some time after SUBACK, and that is awaited',
        ja: '購読は SUBACK の少し後で有効になるため、それを待っています',
      };
}
