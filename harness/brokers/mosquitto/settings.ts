import { documentedAt, type Setting } from '../limits/setting.ts';

const conf = documentedAt('https://mosquitto.org/man/mosquitto-conf-5.html');

/** The settings of Mosquitto that decide what an observation sees. */
export const mosquittoSettings: Readonly<Record<string, Setting>> = {
  'access.everything': conf('acl_file'),
  'access.sys': conf('acl_file'),
  'access.sys-version': conf('sys_interval'),
  'connect.mqtt-3.1': conf('accept_protocol_versions'),
  'connect.empty-client-id': conf('allow_zero_length_clientid'),
  'limits.receive-maximum': conf('max_inflight_messages'),
  'limits.maximum-packet-size': conf('max_packet_size'),
  'limits.topic-alias-maximum': conf('max_topic_alias'),
  'limits.server-keep-alive': conf('max_keepalive'),
  'limits.session-expiry': conf('persistent_client_expiration'),
  'limits.maximum-qos': conf('max_qos'),
  'limits.two-mebibytes': conf('max_packet_size'),
  'session.queues-qos-0': conf('queue_qos0_messages'),
  'session.queue-limit': conf('max_queued_messages'),
  'session.queue-overflow': conf('max_queued_messages'),
  'session.in-flight': conf('max_inflight_messages'),
  'delivery.overlapping-copies': conf('allow_duplicate_messages'),
  'delivery.topic-alias': conf('max_topic_alias_broker'),
  'errors.receive-maximum-exceeded': conf('max_inflight_messages'),
};
