import { documentedAt, type Setting } from '../limits/setting.ts';

const acl = documentedAt('https://docs.emqx.com/en/emqx/v58/access-control/authz/file.html');
const mqtt = documentedAt('https://docs.emqx.com/en/emqx/v58/configuration/mqtt.html');
/** The source of EMQX's configuration manual, for settings that the pages leave out. */
const schema = documentedAt('https://github.com/emqx/emqx/blob/v5.8.9/rel/i18n/emqx_schema.hocon');
const listener = documentedAt('https://docs.emqx.com/en/emqx/v58/configuration/listener.html');

/** The settings of EMQX that decide what an observation sees. */
export const emqxSettings: Readonly<Record<string, Setting>> = {
  'access.everything': acl('acl.conf'),
  'access.sys': acl('acl.conf'),
  'access.sys-version': acl('acl.conf'),
  'connect.client-id-length': mqtt('max_clientid_len'),
  'connect.response-information': schema('mqtt.response_information'),
  'limits.receive-maximum': mqtt('max_inflight'),
  'limits.maximum-packet-size': mqtt('max_packet_size'),
  'limits.topic-alias-maximum': mqtt('max_topic_alias'),
  'limits.server-keep-alive': schema('mqtt.server_keepalive'),
  'limits.maximum-qos': mqtt('max_qos_allowed'),
  'limits.two-mebibytes': mqtt('max_packet_size'),
  'limits.topic-levels': mqtt('max_topic_levels'),
  'session.queues-qos-0': mqtt('mqueue_store_qos0'),
  'session.queue-limit': mqtt('max_mqueue_len'),
  'session.queue-overflow': mqtt('max_mqueue_len'),
  'session.in-flight': mqtt('max_inflight'),
  'shared.distribution': mqtt('shared_subscription_strategy'),
  'shared.member-away': mqtt('shared_subscription_strategy'),
  'errors.receive-maximum-exceeded': mqtt('max_awaiting_rel'),
  'keep-alive.cut-off': mqtt('keepalive_multiplier'),
  'websocket.no-subprotocol': schema('listeners.ws.default.websocket.fail_if_no_subprotocol'),
  'websocket.unknown-subprotocol': schema('listeners.ws.default.websocket.supported_subprotocols'),
  'websocket.other-path': listener('listeners.ws.default.websocket.mqtt_path'),
};
