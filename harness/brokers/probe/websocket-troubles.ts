import { errorCode } from '../../base/error-code.ts';
import { CannotRunError } from '../../base/errors.ts';
import type { Text } from '../../base/text.ts';
import { type Endpoint, hostAndPort, pathOf } from '../../protocol/endpoint.ts';
import { HandshakeRefused } from '../../wire/client/open.ts';

/** The error for a refused WebSocket handshake; undefined if it was not answered. */
export function handshakeRefused(address: Endpoint, cause: unknown): CannotRunError | undefined {
  if (cause instanceof HandshakeRefused) return refusedWith(address, cause);
  const place = hostAndPort(address);
  if (cause instanceof Error && cause.message.includes('subprotocol')) {
    return new CannotRunError(
      'websocket-subprotocol',
      {
        en: `${place} speaks WebSocket, but not the subprotocol 'mqtt'`,
        ja: `${place} は WebSocket を話しますが、サブプロトコル 'mqtt' を受け付けません`,
      },
      {
        en: `check the path '${pathOf(address)}' and whether MQTT over WebSocket is on there`,
        ja: `パス '${pathOf(address)}' と、MQTT over WebSocket が有効かどうかを確認してください`,
      },
      { cause },
    );
  }
  if (errorCode(cause)?.startsWith('HPE_') !== true) return undefined;
  return new CannotRunError(
    'not-mqtt',
    {
      en: `${place} speaks neither HTTP nor WebSocket`,
      ja: `${place} は HTTP でも WebSocket でもない何かを話しています`,
    },
    { en: 'check the port number of the broker', ja: 'ブローカーのポート番号を確認してください' },
    { cause },
  );
}

function refusedWith(address: Endpoint, cause: HandshakeRefused): CannotRunError {
  const place = hostAndPort(address);
  const { status } = cause;
  if (status === 404) {
    const { en, ja } =
      pathOf(address) === '/mqtt'
        ? { en: "check the broker's path", ja: 'ブローカーのパスを確認してください' }
        : { en: 'most brokers use /mqtt', ja: '多くのブローカーは /mqtt を使います' };
    return new CannotRunError(
      'websocket-path',
      {
        en: `${place} has no WebSocket at '${pathOf(address)}' (HTTP 404)`,
        ja: `${place} の '${pathOf(address)}' に WebSocket はありません(HTTP 404)`,
      },
      { en, ja },
      { cause },
    );
  }
  return new CannotRunError(
    'websocket-refused',
    {
      en: `${place} answers the WebSocket handshake at '${pathOf(address)}' with HTTP ${status}`,
      ja: `${place} は '${pathOf(address)}' での WebSocket の開始に HTTP ${status} で応答しました`,
    },
    status === 401 || status === 403 ? notAllowed : notThere,
    { cause },
  );
}

const notAllowed: Text = {
  en: 'it wants to know who asks: check --header, the query of the URL, or the credentials',
  ja: '接続してよい相手か確かめています。--header、URL のクエリ、ユーザー名とパスワードを確認してください',
};
const notThere: Text = {
  en: "check port and path, and that the subprotocol 'mqtt' is accepted there",
  ja: "ポート番号とパス、サブプロトコル 'mqtt' を受け付けるかどうかを確認してください",
};
