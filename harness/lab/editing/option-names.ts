import type { IClientOptions, IClientPublishOptions, IClientSubscribeOptions } from 'mqtt';
import type { IConnectPacket, IPublishPacket } from 'mqtt-packet';

/** All names of a type. The compiler reports a missing one. */
type Names<T> = Readonly<Record<keyof T, true>>;
const names = <T>(all: Names<T>): readonly string[] => Object.keys(all);

export const publishOptions = names<Required<IClientPublishOptions>>({
  qos: true,
  retain: true,
  dup: true,
  properties: true,
  cbStorePut: true,
});

export const subscribeOptions = names<Required<IClientSubscribeOptions>>({
  qos: true,
  nl: true,
  rap: true,
  rh: true,
  properties: true,
});

export const publishProperties = names<Required<NonNullable<IPublishPacket['properties']>>>({
  payloadFormatIndicator: true,
  messageExpiryInterval: true,
  topicAlias: true,
  responseTopic: true,
  correlationData: true,
  userProperties: true,
  subscriptionIdentifier: true,
  contentType: true,
});

export const connectProperties = names<Required<NonNullable<IConnectPacket['properties']>>>({
  sessionExpiryInterval: true,
  receiveMaximum: true,
  maximumPacketSize: true,
  topicAliasMaximum: true,
  requestResponseInformation: true,
  requestProblemInformation: true,
  userProperties: true,
  authenticationMethod: true,
  authenticationData: true,
});

export const connectOptions = names<Required<IClientOptions>>({
  key: true,
  keyPath: true,
  cert: true,
  certPath: true,
  ca: true,
  caPaths: true,
  rejectUnauthorized: true,
  ALPNProtocols: true,
  encoding: true,
  browserBufferSize: true,
  binary: true,
  my: true,
  manualConnect: true,
  authPacket: true,
  writeCache: true,
  servername: true,
  defaultProtocol: true,
  query: true,
  auth: true,
  socksProxy: true,
  socksTimeout: true,
  customHandleAcks: true,
  port: true,
  host: true,
  hostname: true,
  unixSocket: true,
  path: true,
  protocol: true,
  wsOptions: true,
  reconnectPeriod: true,
  reconnectOnConnackError: true,
  connectTimeout: true,
  incomingStore: true,
  outgoingStore: true,
  queueQoSZero: true,
  log: true,
  autoUseTopicAlias: true,
  autoAssignTopicAlias: true,
  reschedulePings: true,
  servers: true,
  resubscribe: true,
  subscribeBatchSize: true,
  transformWsUrl: true,
  createWebsocket: true,
  messageIdProvider: true,
  browserBufferTimeout: true,
  objectMode: true,
  clientId: true,
  protocolVersion: true,
  protocolId: true,
  clean: true,
  keepalive: true,
  username: true,
  password: true,
  will: true,
  properties: true,
  timerVariant: true,
  forceNativeWebSocket: true,
});
