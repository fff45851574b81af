import { parseEndpoint } from '../../protocol/endpoint.ts';
import { isInsecure } from '../access/access.ts';
import { withPassword } from '../access/password.ts';
import { reach } from '../access/reach.ts';
import type { Broker, Capabilities } from '../broker.ts';
import { type Identity, saysItIs } from '../identity/identity.ts';
import { identifiedBy, nameFor } from '../identity/spelling.ts';
import { kindOf } from '../kinds.ts';
import { type FirstSubscription, firstSubscription } from '../probe/first-subscription.ts';
import { probe } from '../probe/probe.ts';
import { stoppable } from '../startup/stoppable.ts';
import type { UrlChoice } from './choose.ts';

/** Opens a broker that was already running: asks whether it answers and what it can do. `stop` leaves it running. */
export async function openUrl(choice: UrlChoice, signal?: AbortSignal): Promise<Broker> {
  const { name, url, clientIds } = choice;
  const credentials = await withPassword(choice);
  const reached = await reach(choice, signal);
  try {
    const who = { credentials, clientIds, signal };
    const probed = await reached.explained(probe(reached.url, { ...who, shownAs: parseEndpoint(url) }));
    // Only CONNACK of MQTT 5 has properties in which it could say which broker it is.
    const protocolVersion = probed.protocolVersions.includes(5) ? 5 : 4;
    const isTitled = name !== url;
    // A cloud is known by its title. It may not answer this SUBSCRIBE, or end the connection.
    const isCloud = isTitled && kindOf(nameFor(name))?.cloud !== undefined;
    const said = isCloud ? {} : await firstSubscription(reached.url, { protocolVersion, ...who });
    const capabilities = withGranted(probed, said.grantedQoS);
    const version = choice.version ?? (isTitled ? said.version?.match(/\d+\.\d+\S*/)?.[0] : said.version);
    const identity = isTitled ? { name: nameFor(name), version } : identifiedBy(wordsOf(said));
    const endpoints = { [parseEndpoint(reached.url).scheme]: reached.url };
    const origin = originOf(choice, identity);
    const facts = { name, version, identity, origin, endpoints, credentials, clientIds, capabilities };
    return stoppable(facts, reached.stop);
  } catch (error) {
    await reached.stop();
    throw error;
  }
}

/** What a broker says about itself. */
const wordsOf = ({ version, userProperties }: FirstSubscription): string[] =>
  [version, userProperties].filter((words) => words !== undefined);

function originOf({ name, url, behind }: UrlChoice, identity: Identity | undefined): Broker['origin'] {
  const isTitled = name !== url;
  const says = identity?.ownWord && saysItIs(identity);
  const unchecked = isInsecure(behind?.access);
  return {
    en: `a broker that was already running${isTitled ? ` at ${url}` : ''}${says ? `; it ${says.en}` : ''}${unchecked ? '; its certificate is not checked (--insecure)' : ''}`,
    ja: `${isTitled ? `${url} で` : ''}すでに動いているブローカー${says ? `(${says.ja})` : ''}${unchecked ? '。証明書は確かめていません(--insecure)' : ''}`,
  };
}

/**
 * An MQTT 5 broker names its maximum QoS in CONNACK; a 3.1.1 broker only shows it by granting less than was asked for. A
 * granted QoS 0 proves nothing, because the broker may limit only topics under `$SYS`.
 */
const withGranted = (probed: Capabilities, grantedQoS: number | undefined): Capabilities =>
  grantedQoS === 1 && !probed.protocolVersions.includes(5) ? { ...probed, maximumQoS: 1 } : probed;
