import type { PacketEntry } from '../../protocol/packet.ts';
import { type ClientClaim, everyTime } from './claim.ts';
import { connectionsOf, sentOn } from './reading.ts';

const methodOf = (packet: PacketEntry | undefined): unknown =>
  packet?.fields.properties?.authenticationMethod;

/** Enhanced authentication of MQTT 5. */
export const authentication: readonly ClientClaim[] = [
  {
    id: 'auth.only-before-connack',
    says: {
      en: 'If its CONNECT names an authentication method, it sends only AUTH or DISCONNECT until CONNACK comes',
      ja: 'CONNECT で認証方式を指定したら、CONNACK が届くまで AUTH と DISCONNECT 以外を送らない',
    },
    statements: { 5: ['MQTT-3.1.2-30'] },
    occasion: {
      en: 'its CONNECT names an authentication method',
      ja: 'CONNECT で認証方式を指定する',
    },
    shownIn: ['plain.undisturbed', 'connack.late'],
    judge: (played) =>
      everyTime(
        'nothing else',
        connectionsOf(played)
          .filter(({ connect }) => methodOf(connect) !== undefined)
          .flatMap((connection) => {
            const { connack, connect } = connection;
            const early = sentOn(connection).find(
              (packet) =>
                packet !== connect &&
                packet.at < (connack?.at ?? Number.POSITIVE_INFINITY) &&
                packet.type !== 'AUTH' &&
                packet.type !== 'DISCONNECT',
            );
            return [early?.type ?? 'nothing else'];
          }),
      ),
  },
  {
    id: 'auth.as-connected',
    says: {
      en: 'It sends AUTH only if its CONNECT named an authentication method, and with the same one',
      ja: 'AUTH は、CONNECT で認証方式を指定したときだけ、同じ認証方式で送る',
    },
    statements: { 5: ['MQTT-4.12.0-5', 'MQTT-4.12.0-7', 'MQTT-4.12.1-1'] },
    occasion: { en: 'it sends AUTH', ja: 'AUTH を送る' },
    shownIn: ['plain.undisturbed'],
    judge: (played) =>
      everyTime(
        'the method of CONNECT',
        connectionsOf(played).flatMap((connection) => {
          const method = methodOf(connection.connect);
          return sentOn(connection, 'AUTH').map((auth) => {
            if (method === undefined) return 'AUTH without a method in CONNECT';
            return methodOf(auth) === method ? 'the method of CONNECT' : 'another method';
          });
        }),
      ),
  },
];
