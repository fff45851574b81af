import type { Text } from '../../base/text.ts';
import type { Deviation } from '../../brokers/deviations/of-broker.ts';

/** A limit in CONNACK that a library ignores, and the packets that show it. */
interface Unheeded {
  readonly claim: string;
  readonly statement: string;
  readonly seen: string;
  readonly limit: string;
  readonly sent: string;
  readonly sometimes?: Text;
}

const unheeded: readonly Unheeded[] = [
  {
    claim: 'limits.receive-maximum',
    statement: 'MQTT-3.3.4-7',
    seen: 'beyond',
    limit: 'Receive Maximum',
    sent: 'PUBLISH    qos 1  id 1, and before its PUBACK: PUBLISH  qos 2  id 2',
    // MQTT.js sends what was published before it was connected one by one, each after the acknowledgement of the one before.
    sometimes: {
      en: 'only where the program publishes several messages while it is connected',
      ja: '接続中に、プログラムがメッセージを続けて送る場合だけ',
    },
  },
  {
    claim: 'limits.packet-size',
    statement: 'MQTT-3.2.2-15',
    seen: 'beyond',
    limit: 'Maximum Packet Size',
    sent: 'PUBLISH    larger by one byte',
  },
  {
    claim: 'limits.maximum-qos',
    statement: 'MQTT-3.2.2-11',
    seen: 'beyond',
    limit: 'Maximum QoS',
    sent: 'PUBLISH    qos 2 where 1 is the highest',
  },
  {
    claim: 'limits.retain',
    statement: 'MQTT-3.2.2-14',
    seen: 'RETAIN 1',
    limit: 'Retain Available',
    sent: 'PUBLISH    retain',
  },
];

/** For a library that sends the program's topic alias even if CONNACK does not allow it. */
export const aliasUnheededBy = (library: string, link: string): Deviation => ({
  claim: 'alias.within-maximum',
  statements: { 5: 'MQTT-3.2.2-18' },
  sometimes: {
    en: 'only where the program sets a topic alias that CONNACK does not allow',
    ja: 'CONNACK の認めないトピックエイリアスを、プログラムが指定する場合だけ',
  },
  seen: 'beyond',
  does: {
    en: `${library} sends the topic alias that it was given, whatever CONNACK allows`,
    ja: `${library} は CONNACK が認めなくても、指定されたトピックエイリアスを送る`,
  },
  wire: [
    'broker → client     CONNACK    without Topic Alias Maximum',
    'client → broker     PUBLISH    stage/door  alias 1',
  ],
  link,
});

/**
 * The limits in CONNACK that a library leaves to the program.
 * @param claims those that were examined; by default all
 */
export const limitsUnheededBy = (library: string, link: string, claims?: readonly string[]): Deviation[] =>
  unheeded
    .filter(({ claim }) => claims?.includes(claim) !== false)
    .map(({ claim, statement, seen, limit, sent, sometimes }) => ({
      claim,
      statements: { 5: statement },
      ...(sometimes && { sometimes }),
      seen,
      does: leftToTheProgram(library, limit),
      wire: [`broker → client     CONNACK    with ${limit}`, `client → broker     ${sent}`],
      link,
    }));

const leftToTheProgram = (library: string, limit: string): Text => ({
  en: `${library} does not look at ${limit} in CONNACK: it leaves it to the program`,
  ja: `${library} は CONNACK の ${limit} を見ず、プログラムに任せている`,
});
