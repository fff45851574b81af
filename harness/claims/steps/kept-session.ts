import type { Bench, ConnectFields } from '../bench.ts';
import type { Peer } from '../peer.ts';
import { UnsupportedError } from '../unsupported.ts';

/** Fields of a CONNECT whose session outlives the connection; MQTT 3.1.1 cannot say by how many seconds. */
export const kept = (bench: Bench, seconds = 60): ConnectFields => ({
  clean: false,
  ...(bench.isMqtt5 && { properties: { sessionExpiryInterval: seconds } }),
});

/**
 * A peer whose session outlives the connection: a new one, or the one it left.
 * @throws UnsupportedError where CONNACK says that the broker keeps it for less than that [MQTT 5, 3.2.2.3.2]
 */
export async function connectKept(bench: Bench, name: string, seconds = 60): Promise<Peer> {
  const peer = await bench.connect(name, kept(bench, seconds));
  const granted = peer.connack.fields.properties?.sessionExpiryInterval;
  if (typeof granted !== 'number' || granted >= seconds) return peer;
  throw new UnsupportedError({
    en: `CONNACK: session expiry ${granted} s where ${seconds} s were asked for`,
    ja: `${seconds} 秒を求めた CONNECT に、session expiry ${granted} 秒の CONNACK が返りました`,
  });
}
