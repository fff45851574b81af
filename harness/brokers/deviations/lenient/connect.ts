import type { Text } from '../../../base/text.ts';
import { mqtt311Sections } from '../../../protocol/mqtt311-sections.ts';
import type { Lenience } from './lenience.ts';

/** What a claim sees if the broker accepts a CONNECT that it must refuse. */
export const ACCEPTED = { connack: 0, connection: 'still open: CONNACK came' };

/** What the tap prints then. */
export const accepted = (connect: string): readonly string[] => [
  `client → broker  CONNECT  ${connect}`,
  'broker → client  CONNACK  Accepted',
];

const accepts = (
  what: Text,
  statements: Lenience['statements'],
  connect: string,
  section: string,
): Lenience => ({
  statements,
  seen: ACCEPTED,
  does: { en: `accepts a CONNECT with ${what.en}`, ja: `${what.ja} CONNECT を受け入れる` },
  wire: accepted(connect),
  section,
});

const { connect, connectFlags, fixedHeaderFlags, strings } = mqtt311Sections;

/** CONNECT packets that are accepted. */
export const lenientAboutConnect = {
  'connect.fixed-header-flags': accepts(
    { en: 'a flag set in its fixed header', ja: '固定ヘッダーにフラグのある' },
    { 4: 'MQTT-2.2.2-2', 5: 'MQTT-2.1.3-1' },
    'malformed: Invalid header flag bits, must be 0x0 for connect packet',
    fixedHeaderFlags,
  ),
  'connect.reserved-flag': accepts(
    { en: 'the reserved connect flag set', ja: '予約されたフラグの立った' },
    { 4: 'MQTT-3.1.2-3' },
    'malformed: Connect flag bit 0 must be 0, but got 1',
    connectFlags,
  ),
  'connect.will-qos-3': accepts(
    { en: 'a will at QoS 3', ja: '遺言の QoS が 3 の' },
    { 4: 'MQTT-3.1.2-14', 5: 'MQTT-3.1.2-12' },
    'will  qos 3  never  "never"',
    connectFlags,
  ),
  'connect.will-qos-without-will': accepts(
    { en: 'a Will QoS but no will', ja: '遺言がないのに遺言の QoS のある' },
    { 4: 'MQTT-3.1.2-13' },
    'malformed: Will QoS must be set to zero when Will Flag is set to 0',
    connectFlags,
  ),
  'connect.will-retain-without-will': accepts(
    { en: 'Will Retain but no will', ja: '遺言がないのに Will Retain の立った' },
    { 4: 'MQTT-3.1.2-15' },
    'malformed: Will Retain Flag must be set to zero when Will Flag is set to 0',
    connectFlags,
  ),
  'connect.password-without-user-name': accepts(
    { en: 'a password but no user name, as MQTT 5 allows', ja: 'ユーザー名なしでパスワードだけの' },
    { 4: 'MQTT-3.1.2-22' },
    'MQTT 3.1.1  (connect flags 0x42)',
    connect,
  ),
  'connect.client-id-ill-formed': accepts(
    { en: 'a client id that is not UTF-8', ja: 'クライアント ID が UTF-8 でない' },
    { 4: 'MQTT-1.5.3-1', 5: 'MQTT-1.5.4-1' },
    '(client id mho27pb61clien\\xff)',
    strings,
  ),
  'connect.client-id-null': accepts(
    { en: 'U+0000 in its client id', ja: 'クライアント ID に U+0000 を含む' },
    { 4: 'MQTT-1.5.3-2', 5: 'MQTT-1.5.4-2' },
    '(client id mho1jhw5sclien\\x00)',
    strings,
  ),
} satisfies Record<string, Lenience>;
