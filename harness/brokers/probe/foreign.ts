import { CannotRunError } from '../../base/errors.ts';
import { printable } from '../../base/visible.ts';
import { type Endpoint, hostAndPort, pathOf, type Scheme } from '../../protocol/endpoint.ts';
import { identify, isHttp, type Spoken } from './identify.ts';

/** Finds out which protocol the port speaks. @returns an error if it is not the one of its URL */
export async function otherThanAsked(address: Endpoint): Promise<CannotRunError | undefined> {
  const spoken = await identify(address);
  return spoken === undefined || expected[address.scheme].includes(spoken)
    ? undefined
    : speaks(address, spoken);
}

const expected: Readonly<Record<Scheme, readonly Spoken[]>> = {
  mqtt: ['mqtt'],
  mqtts: ['tls'],
  ws: ['http'],
  wss: ['tls'],
};

/** The error for a server whose first bytes are not a CONNACK, with the protocol that they belong to. */
export function foreignBytes(address: Endpoint, bytes: Buffer): CannotRunError {
  if (isHttp(bytes)) return speaks(address, 'http');
  if (isTlsAlert(bytes)) return speaks(address, 'tls');
  const place = hostAndPort(address);
  const start = printable(bytes.toString('latin1', 0, 60).trim(), 40);
  return new CannotRunError(
    'not-mqtt',
    {
      en: `${place} speaks something other than MQTT; it says '${start}'`,
      ja: `${place} は MQTT 以外のプロトコルを使っています(応答: '${start}')`,
    },
    checkPort,
  );
}

/** A TLS record of type alert (21), version 3.x [RFC 8446, 5.1]. */
const isTlsAlert = (bytes: Buffer): boolean => bytes[0] === 21 && bytes[1] === 3;

const checkPort = {
  en: 'check the port number of the broker',
  ja: 'ブローカーのポート番号を確認してください',
};

function speaks(address: Endpoint, spoken: Spoken): CannotRunError {
  const place = hostAndPort(address);
  const overWebSocket = address.scheme === 'ws' || address.scheme === 'wss';
  switch (spoken) {
    case 'tls': {
      const url = overWebSocket ? `wss://${place}${pathOf(address)}` : `mqtts://${place}`;
      return new CannotRunError(
        'wants-tls',
        { en: `${place} wants TLS`, ja: `${place} は TLS での接続を求めています` },
        { en: `use ${url}`, ja: `${url} を指定してください` },
      );
    }
    case 'mqtt':
      return new CannotRunError(
        overWebSocket ? 'not-websocket' : 'not-tls',
        {
          en: `${place} speaks plain MQTT, ${overWebSocket ? 'not WebSocket' : 'without TLS'}`,
          ja: `${place} は${overWebSocket ? ' WebSocket ではなく' : ' TLS を使わない'}そのままの MQTT を話しています`,
        },
        { en: `use mqtt://${place}`, ja: `mqtt://${place} を指定してください` },
      );
    case 'http':
      return new CannotRunError(
        'http-server',
        { en: `${place} is an HTTP server`, ja: `${place} は HTTP サーバーです` },
        {
          en: `${checkPort.en}; if this is its WebSocket port, use ws://${place}/mqtt`,
          ja: `${checkPort.ja}。WebSocket のポートであれば ws://${place}/mqtt を指定してください`,
        },
      );
  }
}
