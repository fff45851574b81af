import type { ProtocolVersion } from '../../../harness/protocol/version.ts';

/** What notices a restriction. */
export type Notice =
  /** A claim that is broken by it. */
  | { readonly claim: string; readonly under?: ProtocolVersion; readonly onMosquitto?: true }
  /** A claim that is unsupported by it, because the broker says so on the wire. */
  | { readonly unsupported: string; readonly under?: ProtocolVersion }
  /** An observation that has another answer, because the specification leaves it open. */
  | { readonly observation: string; readonly under?: ProtocolVersion }
  /** Why nothing does. */
  | { readonly nothing: string };

const open = 'the specification leaves it open, and no run sends so much';

/** By the name of the restriction, and for one cloud by `name of the cloud/name of the restriction`. */
export const notices: Readonly<Record<string, Notice>> = {
  protocolVersions: { claim: 'connect.session-not-present', under: 5 },
  'aws-iot-core/protocolVersions': { nothing: 'it speaks both versions' },
  waitsForConnack: { claim: 'websocket.several-packets' },
  clientIdBytes: { observation: 'connect.client-id-length' },
  clientIdNotBeginning: { nothing: 'a server may refuse ids beyond 23 letters and digits [MQTT-3.1.3-6]' },
  keepAlive: { observation: 'limits.server-keep-alive' },
  'aws-iot-core/keepAlive': { claim: 'keep-alive.from-last-packet' },
  connectsPerSecond: { claim: 'connect.session-present', under: 5 },
  webSocketSeconds: { nothing: 'it takes a day' },
  userPropertiesOnPublishOnly: { nothing: 'the specification gives these properties no meaning' },
  sessionExpiry: { observation: 'limits.session-expiry' },
  'emqx-serverless/sessionExpiry': { nothing: 'it takes two hours' },
  queue: { observation: 'session.queue-limit' },
  maximumQoS: { unsupported: 'qos.ends-at-2' },
  publishAtQoS2: { claim: 'qos.ends-at-2', under: 4 },
  retain: { claim: 'retain.wildcard' },
  retainedBytes: { nothing: open },
  retainedMessages: { nothing: open },
  payloadBytes: { claim: 'payload.large-at-1' },
  'emqx-serverless/payloadBytes': { observation: 'limits.two-mebibytes' },
  packetBytes: { observation: 'limits.maximum-packet-size' },
  topicBytes: { nothing: open },
  topicLevels: { observation: 'limits.topic-levels' },
  allowedTopics: { claim: 'filters.hash' },
  propertyBytes: { nothing: open },
  topicAliasMaximum: { observation: 'limits.topic-alias-maximum' },
  'azure-event-grid/topicAliasMaximum': { nothing: 'the broker behind has as many' },
  topicAliasesToClient: { nothing: 'the broker behind uses none' },
  receiveMaximum: { observation: 'limits.receive-maximum' },
  publishesPerSecond: { nothing: open },
  'emqx-serverless/publishesPerSecond': { claim: 'order.at-qos-1' },
  messagesPerSecond: { nothing: open },
  bytesPerSecond: { claim: 'payload.large-at-1' },
  'azure-event-grid/bytesPerSecond': { observation: 'limits.two-mebibytes' },
  messageExpiry: { nothing: open },
  willTopics: { claim: 'will.at-qos-0' },
  subscribeAtQoS2: { claim: 'filters.codes-in-order' },
  filtersPerSubscribe: { nothing: open },
  subscriptionsPerConnection: { nothing: open },
  filterLevels: { nothing: open },
  subscribesPerSecond: { nothing: open },
  subscriptionIdentifiers: { unsupported: 'identifier.delivered', under: 5 },
  subscriptionMayBeLate: { claim: 'filters.several-in-one' },
  hashMatchesParent: { claim: 'filters.hash' },
  dup: { claim: 'redelivery.dup-at-2', onMosquitto: true },
  packetIdAtResending: { claim: 'redelivery.unanswered-at-1', onMosquitto: true },
  errorPuback: { claim: 'redelivery.refused-at-1', under: 5 },
  concurrentSessions: { nothing: open },
};
