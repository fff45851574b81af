import type { Broker, Capabilities } from './broker.ts';
import type { UrlChoice } from './choose.ts';
import { firstSubscription } from './probe/first-subscription.ts';
import { probe } from './probe/probe.ts';
import { running } from './running.ts';

/** Somebody else's broker: asked whether it is there and what it can do, and left alone when stopped. */
export async function openUrl(choice: UrlChoice, signal?: AbortSignal): Promise<Broker> {
  const { name, scheme, url, credentials } = choice;
  const probed = await probe(url, { credentials, signal });
  const protocolVersion = probed.protocolVersions.includes(4) ? 4 : 5;
  const { version: says, grantedQoS } = await firstSubscription(url, {
    protocolVersion,
    credentials,
    signal,
  });
  const capabilities = withGranted(probed, grantedQoS);
  const isTitled = name !== url;
  const version = choice.version ?? (isTitled ? says?.match(/\d+\.\d+\S*/)?.[0] : says);
  const origin = {
    en: `a broker that was already running${isTitled ? ` at ${url}` : ''}`,
    ja: `${isTitled ? `${url} で` : ''}すでに動いているブローカー`,
  };
  const endpoints = { [scheme]: url };
  return running({ name, version, origin, endpoints, credentials, capabilities }, async () => {});
}

/**
 * A broker of MQTT 5 says its maximum QoS in CONNACK; one of 3.1.1 only by granting less. QoS 0 says too little: it may be
 * meant for what is under `$SYS` alone.
 */
const withGranted = (probed: Capabilities, grantedQoS: number | undefined): Capabilities =>
  grantedQoS === 1 && !probed.protocolVersions.includes(5) ? { ...probed, maximumQoS: 1 } : probed;
