import { CannotRunError } from '../../../base/errors.ts';
import type { Text } from '../../../base/text.ts';
import { findProgram } from '../../../process/find-program.ts';
import { type Doors, openProxy } from '../../../wire/mangling/proxy.ts';
import type { Broker, OwnBroker } from '../../broker.ts';
import type { Opening } from '../../docker/container-broker.ts';
import { openEmbedded } from '../../embedded/embedded.ts';
import { nameAndVersion } from '../../identity/name-and-version.ts';
import { openMosquitto } from '../../mosquitto/mosquitto.ts';
import { openMosquittoProgram } from '../../mosquitto/program.ts';
import { probeAll } from '../../probe/probe.ts';
import type { Setup } from '../../setup/setup.ts';
import { stoppable } from '../../startup/stoppable.ts';
import type { Front } from './front.ts';
import { beginAll, type Restriction } from './restriction.ts';
import { withoutStatus } from './without-status.ts';

export interface StandIn {
  /** The name of the cloud's kind. */
  readonly name: string;
  /** As its makers write it. */
  readonly title: string;
  /** The first one is on the side of the clients. */
  readonly restrictions: readonly Restriction[];
  /** How clients from outside reach and enter it. */
  readonly front: Front;
}

/** The name of a stand-in in every output. */
export const standInTitle = (title: string): string => `${title} (stand-in)`;

/**
 * Starts a stand-in for a cloud broker: Mosquitto, or the embedded broker if there is neither Docker nor a program, behind a
 * proxy that enforces restrictions.
 * @throws CannotRunError as Mosquitto does
 */
export async function openStandIn(opening: Opening, setup: Setup, standIn: StandIn): Promise<OwnBroker> {
  const behind = await openBehind(opening, setup);
  try {
    return await standInFor(behind, standIn, opening.signal);
  } catch (error) {
    await behind.stop();
    throw error;
  }
}

/** Puts the restrictions in front of a broker, which is stopped together with the stand-in. */
export async function standInFor(
  behind: OwnBroker,
  { name, title, restrictions, front }: StandIn,
  signal?: AbortSignal,
): Promise<OwnBroker> {
  const doors = doorsOf(behind);
  const begin = beginAll([...restrictions, withoutStatus], doors);
  const proxy = await openProxy(doors, { begin });
  const stop = async () => {
    await proxy.close();
    await behind.stop();
  };
  try {
    const capabilities = await probeAll({ ...proxy.doors }, { signal });
    const { version } = behind;
    const facts = {
      name: standInTitle(title),
      version: undefined,
      identity: { name, behind: { name: behind.name, version } },
      origin: originOf(behind, restrictions.length),
      endpoints: { ...proxy.doors },
      credentials: undefined,
      capabilities,
      front,
    };
    return { ...stoppable(facts, stop), restart: () => behind.restart() };
  } catch (error) {
    await proxy.close();
    throw error;
  }
}

const doorsOf = ({ endpoints: { mqtt = '', ws = '' } }: Broker): Doors => ({ mqtt, ws });

const originOf = (behind: Broker, count: number): Text => ({
  en: `not the cloud: ${nameAndVersion(behind)} (${behind.origin.en}) behind a proxy that enforces ${count} of the cloud's documented limits`,
  ja: `クラウドそのものではない。${nameAndVersion(behind)}(${behind.origin.ja})の手前で、クラウドの文書にある制限 ${count} 件をプロキシが課す`,
});

async function openBehind(opening: Opening, setup: Setup): Promise<OwnBroker> {
  try {
    return await openMosquitto(opening, setup);
  } catch (error) {
    opening.signal.throwIfAborted();
    if (!(error instanceof CannotRunError) || !isMissing.has(error.code)) throw error;
    const program = await findProgram('mosquitto');
    if (program !== undefined) return openMosquittoProgram(program, opening.signal, setup);
    opening.report({
      en: `${error.what.en}: the embedded broker stands behind the stand-in instead of Mosquitto`,
      ja: `${error.what.ja}: 代役の背後には、Mosquitto の代わりに組み込みのブローカーを置きます`,
    });
    return openEmbedded(opening.signal, setup);
  }
}

/** The codes that say that Mosquitto is not on this machine. Any other error is shown. */
const isMissing = new Set<CannotRunError['code']>([
  'docker-not-installed',
  'docker-not-running',
  'docker-no-permission',
  'image-not-available',
]);
