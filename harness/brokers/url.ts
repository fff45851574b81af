import type { Broker } from './broker.ts';
import type { UrlChoice } from './choose.ts';
import { probe } from './probe/probe.ts';
import { sysVersion } from './probe/sys-version.ts';
import { running } from './running.ts';

/** Somebody else's broker: asked whether it is there and what it can do, and left alone when stopped. */
export async function openUrl(choice: UrlChoice, signal?: AbortSignal): Promise<Broker> {
  const { name, scheme, url, credentials } = choice;
  const capabilities = await probe(url, { credentials, signal });
  const protocolVersion = capabilities.protocolVersions.includes(4) ? 4 : 5;
  const says = await sysVersion(url, { protocolVersion, credentials, signal });
  const isTitled = name !== url;
  const version = choice.version ?? (isTitled ? says?.match(/\d+\.\d+\S*/)?.[0] : says);
  const origin = {
    en: `a broker that was running already${isTitled ? ` at ${url}` : ''}`,
    ja: `${isTitled ? `${url} で` : ''}すでに動いているブローカー`,
  };
  const endpoints = { [scheme]: url };
  return running({ name, version, origin, endpoints, credentials, capabilities }, async () => {});
}
