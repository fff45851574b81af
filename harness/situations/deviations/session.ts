import type { Deviation } from '../../brokers/deviations/of-broker.ts';

/** For a library that ignores Session Present after it asked for a clean start. */
export const sessionUnheededBy = (library: string, link: string): Deviation => ({
  claim: 'connect.session-not-asked-for',
  statements: { 5: 'MQTT-3.2.2-4' },
  seen: 'goes on',
  does: {
    en: `${library} goes on when CONNACK says that a session is present, though it asked for a clean start`,
    ja: `${library} は、クリーンスタートを求めたのに CONNACK がセッションありと答えても、そのまま続ける`,
  },
  wire: [
    'client → broker     CONNECT    clean start',
    'broker → client     CONNACK    session present',
    'client → broker     SUBSCRIBE',
  ],
  link,
});
