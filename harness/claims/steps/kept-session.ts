import { UnsupportedError } from '../../lab/set-up/unsupported.ts';
import type { Bench, ConnectFields } from '../bench.ts';
import type { Peer } from '../peer.ts';

/** Longer than a claim takes on the busiest machine, in s: what a session lost must not be lost to its expiry. */
export const KEPT_SECONDS = 1_800;

/** The fields of a CONNECT whose session outlives the connection. MQTT 3.1.1 has no field for how long. */
export const kept = (bench: Bench, seconds = KEPT_SECONDS): ConnectFields => ({
  clean: false,
  ...(bench.isMqtt5 && { properties: { sessionExpiryInterval: seconds } }),
});

/**
 * Connects a peer whose session outlives the connection. The session is a new one or the one that the peer had before.
 * @throws UnsupportedError if CONNACK says that the broker keeps the session for a shorter time [MQTT 5, 3.2.2.3.2]
 */
export async function connectKept(bench: Bench, name: string, seconds = KEPT_SECONDS): Promise<Peer> {
  const peer = await bench.connect(name, kept(bench, seconds));
  const granted = peer.connack.fields.properties?.sessionExpiryInterval;
  if (typeof granted !== 'number' || granted >= seconds) return peer;
  throw new UnsupportedError({
    en: `CONNACK: session expiry ${granted} s where ${seconds} s were asked for`,
    ja: `${seconds} 秒を求めた CONNECT に、session expiry ${granted} 秒の CONNACK が返りました`,
  });
}
