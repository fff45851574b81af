import { isError } from '../../../protocol/codes.ts';
import type { PacketProperties, WillFields } from '../../../protocol/packet.ts';
import type { Departing } from '../../../wire/gate/gate.ts';
import type { CloudLimits } from '../limits.ts';
import { levelsOf, sizeOf } from '../measures.ts';
import type { LimitName } from '../words.ts';
import type { GatedClient } from './client.ts';

type Test<T> = (value: T, packet: Departing, client: GatedClient) => boolean;
type ValueOf<K extends LimitName> = NonNullable<CloudLimits[K]>['value'];
type Tests = { readonly [K in LimitName]?: Test<ValueOf<K>> };

interface Message extends Pick<WillFields, 'topic' | 'qos' | 'retain' | 'payloadLength'> {
  readonly properties: PacketProperties;
}

/** The message of a PUBLISH, or the will of a CONNECT. An empty topic is that of an alias. */
function messageOf({ type, fields }: Departing): Message | undefined {
  const { topic = '', qos = 0, retain = false, payloadLength = 0, properties = {}, will } = fields;
  if (type === 'PUBLISH') return { topic, qos, retain, payloadLength, properties };
  return will && { ...will, properties: will.properties ?? {} };
}

const filtersOf = ({ fields }: Departing): readonly string[] =>
  fields.subscriptions?.map(({ filter }) => filter) ?? [];
/** `$share` and the name are not part of a filter's size. */
const withoutGroup = (filter: string): string => filter.replace(/^\$share\/[^/]*\//, '');
const topicsOf = (packet: Departing): readonly string[] => [
  ...(messageOf(packet)?.topic ? [messageOf(packet)?.topic ?? ''] : []),
  ...filtersOf(packet).map(withoutGroup),
];
const userPropertiesSize = (value: unknown): number =>
  typeof value !== 'object' || value === null
    ? 0
    : Object.entries(value).reduce(
        (sum, [name, values]) =>
          sum + [values].flat().reduce<number>((all, one) => all + sizeOf(name) + sizeOf(one), 0),
        0,
      );

/** Whether a topic is one of these, with `{id}` for the client id and `#` for any rest. */
const isAmong = (topic: string, patterns: readonly string[], clientId: string): boolean =>
  patterns.some((pattern) => {
    const own = pattern.replace('{id}', clientId);
    return own.endsWith('#') ? topic.startsWith(own.slice(0, -1)) : topic === own;
  });

/**
 * When a packet is beyond a limit. Limits without an entry show in no single packet. Invalid values, such as QoS 3, are beyond
 * no limit: every broker refuses them.
 */
const tests: Tests = {
  waitsForConnack: (_, { type }, client) => type !== 'CONNECT' && client.awaitsConnack,
  clientIdBytes: (most, { fields }) => sizeOf(fields.clientId) > most,
  clientIdNotBeginning: (begin, { fields }) => fields.clientId?.startsWith(begin) === true,
  keepAlive: ({ minimum = 1, maximum }, { fields: { keepAlive } }) =>
    keepAlive !== undefined && (keepAlive < minimum || keepAlive > maximum),
  assignedClientId: (isThere, { fields }) => !isThere && fields.clientId === '',
  enhancedAuthentication: (isThere, { type, fields }) =>
    !isThere && (type === 'AUTH' || fields.properties?.authenticationMethod !== undefined),
  userPropertiesOnPublishOnly: (_, { type, fields }) =>
    type !== 'PUBLISH' && fields.properties?.userProperties !== undefined,
  maximumQoS: (most, packet) => most < 2 && messageOf(packet)?.qos === 2,
  retain: (kept, packet) => kept === 'not-kept' && messageOf(packet)?.retain === true,
  retainUnder311: (_, packet, { version }) => version === 4 && messageOf(packet)?.retain === true,
  retainedBytes: (most, packet) => {
    const message = messageOf(packet);
    return message?.retain === true && message.payloadLength > most;
  },
  payloadBytes: (most, packet) => (messageOf(packet)?.payloadLength ?? 0) > most,
  packetBytes: (most, { size }) => size > most,
  topicBytes: (most, packet) => topicsOf(packet).some((topic) => sizeOf(topic) > most),
  topicLevels: (most, packet) => topicsOf(packet).some((topic) => levelsOf(topic) > most),
  allowedTopics: ({ publish, subscribe }, packet, { clientId }) => {
    const topic = packet.type === 'PUBLISH' ? packet.fields.topic : undefined;
    return (
      (topic !== undefined && !isAmong(topic, publish, clientId)) ||
      filtersOf(packet).some((filter) => !isAmong(filter, subscribe, clientId))
    );
  },
  willTopics: (patterns, { fields: { will } }, { clientId }) =>
    will !== undefined && !isAmong(will.topic, patterns, clientId),
  propertyBytes: (most, packet) => {
    const { properties = {} } = messageOf(packet) ?? {};
    return (
      userPropertiesSize(properties.userProperties) > most.userProperties ||
      (['responseTopic', 'contentType', 'correlationData'] as const).some(
        (name) => sizeOf(properties[name]) > most[name],
      )
    );
  },
  topicAliasMaximum: (most, packet) => Number(messageOf(packet)?.properties.topicAlias ?? 0) > most,
  receiveMaximum: (most, { type, fields }, client) =>
    type === 'PUBLISH' && fields.qos !== 0 && fields.dup !== true && client.unacknowledged >= most,
  messageExpiry: ({ minimum, maximum }, packet) => {
    const expiry = messageOf(packet)?.properties.messageExpiryInterval;
    return typeof expiry === 'number' && (expiry < minimum || expiry > maximum);
  },
  subscribeAtQoS2: (then, { fields }) =>
    then === 'unanswered' && fields.subscriptions?.some(({ qos }) => qos === 2) === true,
  filtersPerSubscribe: (most, packet) => filtersOf(packet).length > most,
  subscriptionsPerConnection: (most, packet, client) =>
    filtersOf(packet).length > 0 && client.subscriptionsWith(filtersOf(packet)) > most,
  filterLevels: (most, packet) => filtersOf(packet).some((filter) => levelsOf(withoutGroup(filter)) > most),
  sharedSubscriptions: (areThere, packet) =>
    !areThere && filtersOf(packet).some((filter) => filter.startsWith('$share/')),
  subscriptionIdentifiers: (areThere, { type, fields }) =>
    !areThere && type === 'SUBSCRIBE' && fields.properties?.subscriptionIdentifier !== undefined,
  errorPuback: (_, { type, fields: { reasonCode = 0 } }) => type === 'PUBACK' && isError(reasonCode),
};

/** The limits that a single packet can exceed. */
export const limitsOfPackets = Object.keys(tests) as LimitName[];

/** The first limit that this packet exceeds; undefined if it is inside of all. */
export function excessOf(limits: CloudLimits, packet: Departing, client: GatedClient): LimitName | undefined {
  return limitsOfPackets.find((name) => {
    const fact = limits[name];
    // The compiler cannot see that test and fact have the same name.
    const test = tests[name] as Test<unknown> | undefined;
    return fact !== undefined && test?.(fact.value, packet, client) === true;
  });
}
