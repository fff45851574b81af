import type { Text } from '../base/text.ts';
import type { Broker } from '../brokers/broker.ts';
import { documentedLacks, lacksOf } from '../brokers/limits/documented.ts';
import { lackText } from '../brokers/limits/lack-text.ts';
import { type Need, needs } from '../brokers/limits/need.ts';
import type { Lack } from '../brokers/limits/profile.ts';
import { capabilitiesOf } from '../brokers/probe/probe.ts';
import type { PacketEntry } from '../protocol/packet.ts';
import { reasonCodes } from '../protocol/reason-codes.ts';
import type { Trace } from '../wire/trace/trace.ts';
import type { Claim } from './claim.ts';

type Known = Pick<Broker, 'name' | 'version' | 'identity' | 'capabilities' | 'ignoresLimits'>;
type Needy = Pick<Claim, 'id' | 'needs'>;

/**
 * Why a claim could not hold on this broker: the broker (in CONNACK or by a reason code) or its makers say that it lacks
 * something the claim needs. Undefined if neither says so; then the claim is broken.
 */
export function lacking(
  broker: Known,
  claim: Needy,
  trace: Pick<Trace, typeof Symbol.iterator>,
): Text | undefined {
  const packets = [...trace].filter((entry) => entry.kind === 'packet');
  const sent = packets.filter(({ direction }) => direction === 'to-broker');
  const answers = packets.filter(({ direction }) => direction === 'to-client');
  const used = (Object.keys(needs) as Need[]).filter(
    (need) => claim.needs?.includes(need) || sent.some((packet) => needs[need].isUsedBy(packet)),
  );
  return (
    documentedFor(broker, claim.id) ??
    firstOf(
      used,
      (need) => deniedBy({ ...broker, ...announcedIn(answers) }, need) ?? refusedBy(answers, need),
    )
  );
}

/** What the MQTT 5 CONNACK of this run said; without one, what the broker said when it was opened. */
function announcedIn(answers: readonly PacketEntry[]): Pick<Broker, 'capabilities'> | undefined {
  const connack = answers.find(({ type, fields }) => type === 'CONNACK' && fields.reasonCode === 0);
  return connack && { capabilities: capabilitiesOf({ properties: connack.fields.properties ?? {} }, [5]) };
}

/** Why a claim cannot be run at all: the broker lacks something that the claim declares to need. */
export const lackingBeforehand = (broker: Known, claim: Needy): Text | undefined =>
  firstOf(claim.needs ?? [], (need) => deniedBy(broker, need));

/** Why a broker lacks this part of MQTT, as CONNACK, SUBACK or its makers say. Undefined if none of them says so. */
export function deniedBy(broker: Known, need: Need): Text | undefined {
  const { isDenied, announced } = needs[need];
  return (
    documented(broker, (lack) => lack.need === need) ??
    (isDenied(broker.capabilities) ? inItsWords(broker.capabilities, announced) : undefined)
  );
}

/** An MQTT 3.1.1 CONNACK cannot say it; a SUBACK that grants less than QoS 2 does. */
const inItsWords = ({ protocolVersions }: Known['capabilities'], announced: string): Text =>
  protocolVersions.includes(5)
    ? { en: `its CONNACK says: ${announced}`, ja: `CONNACK にそう書かれている: ${announced}` }
    : { en: `its SUBACK grants less: ${announced}`, ja: `SUBACK が認めた QoS が低い: ${announced}` };

/** Why this observation, or claim, is documented to see something else than it asks about. */
export const documentedFor = (broker: Known, id: string): Text | undefined =>
  documented(broker, ({ claims }) => claims?.includes(id) === true);

/**
 * What the makers document as missing although a run of the claim has just shown it: by the claim's id, or by a part of MQTT that it
 * needs or its packets use. Whether the limits of the broker are ignored does not matter.
 */
export function documentedAsMissing(
  broker: Known,
  claim: Needy,
  trace: Pick<Trace, typeof Symbol.iterator>,
): Text | undefined {
  const sent = [...trace].filter((entry) => entry.kind === 'packet' && entry.direction === 'to-broker');
  const isUsed = (need: Need) =>
    claim.needs?.includes(need) === true ||
    sent.some((packet) => packet.kind === 'packet' && needs[need].isUsedBy(packet));
  const all = lacksOf(broker).filter(({ isOnlyPossible }) => isOnlyPossible !== true);
  const lack =
    all.find(({ claims }) => claims?.includes(claim.id)) ??
    all.find(({ need }) => need !== undefined && isUsed(need));
  return lack && lackText(lack);
}

function documented(broker: Known, fits: (lack: Lack) => boolean): Text | undefined {
  const lack = documentedLacks(broker).find(fits);
  return lack && lackText(lack);
}

/** If a broker's CONNACK names this part as available, a later reason code does not make it unavailable. */
function refusedBy(answers: readonly PacketEntry[], need: Need): Text | undefined {
  const { code, leftOut } = needs[need];
  const isPromised = answers.some(({ type, fields: { properties = {} } }) =>
    Object.keys(leftOut).some((name) => type === 'CONNACK' && properties[name] === true),
  );
  if (isPromised) return undefined;
  const refusal = answers.find(
    ({ fields: { reasonCode, granted } }) => reasonCode === code || granted?.includes(code),
  );
  if (refusal === undefined) return undefined;
  const words = `0x${code.toString(16)} ${reasonCodes[code]}`;
  return {
    en: `its ${refusal.type} says: ${words}`,
    ja: `${refusal.type} にそう書かれている: ${words}`,
  };
}

function firstOf<T, R>(items: readonly T[], find: (item: T) => R | undefined): R | undefined {
  for (const item of items) {
    const found = find(item);
    if (found !== undefined) return found;
  }
  return undefined;
}
