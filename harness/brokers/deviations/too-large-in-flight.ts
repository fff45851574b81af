import type { Deviation } from './of-broker.ts';

/** The broker does not send a message that is too large, but counts it as in flight. */
export const countsTooLargeAsInFlight = (name: string, link: string): Deviation => ({
  claim: 'maximum-packet.goes-on',
  statements: { 5: 'MQTT-3.1.2-25' },
  seen: false,
  does: {
    en: `${name} keeps counting a message that was too large to send as in flight: with Receive Maximum 1, nothing more comes`,
    ja: `${name} は大きすぎて送らなかったメッセージを応答待ちに数え続けるため、Receive Maximum が 1 のクライアントには以後何も届かない`,
  },
  wire: [
    'broker    → small   SUBACK   id 1  granted qos 1',
    'publisher → broker  PUBLISH  qos 1  id 1  a  "xxxxxxxx"…  230 B',
    'broker    → normal  PUBLISH  qos 1  id 1  a  "xxxxxxxx"…  230 B',
    'publisher → broker  PUBLISH  qos 1  id 2  a  "last"',
    'broker    → normal  PUBLISH  qos 1  id 2  a  "last"',
  ],
  link,
});
