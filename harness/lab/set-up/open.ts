import { CannotRunError } from '../../base/errors.ts';
import type { Broker, OwnBroker } from '../../brokers/broker.ts';
import { brokerTitle } from '../../brokers/identity/title.ts';
import type { Setup } from '../../brokers/setup/setup.ts';
import { UnsupportedError } from './unsupported.ts';

/**
 * Starts a broker of the same kind with another setup. Stop it before the first one.
 * @throws CannotRunError `no-own-broker` for a broker that this project did not start, or why the new one did not start
 * @throws UnsupportedError for a setup that this project cannot make
 */
export function openOwnBroker(broker: Broker, setup: Setup): Promise<OwnBroker> {
  if (broker.another === undefined) throw noOwnBroker();
  const missing = broker.cannot?.filter((part) => part in setup) ?? [];
  if (missing.length > 0) throw notMade(broker, missing);
  return broker.another(setup);
}

/** The error for a setup that this project cannot make. It says nothing against the broker. */
const notMade = (broker: Broker, missing: readonly string[]): UnsupportedError =>
  new UnsupportedError({
    en: `unsupported by this harness: it does not know how to set up ${brokerTitle(broker)} with ${missing.join(' and ')}`,
    ja: `このハーネスが対応していない: ${brokerTitle(broker)} に ${missing.join('・')} を設定する方法がない`,
  });

/** Why a claim that needs its own setup has no verdict on a broker that this project did not start. */
export const notOursToSetUp = {
  en: 'this needs a broker with its own setup, and this project did not start this broker',
  ja: '専用に設定したブローカーが必要ですが、このブローカーの設定は変えられません',
};

const noOwnBroker = () =>
  new CannotRunError('no-own-broker', notOursToSetUp, {
    en: 'use a broker that is started here, such as mosquitto or embedded',
    ja: 'mosquitto や embedded など、ここで起動するブローカーで確かめてください',
  });
