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
  const isBarred = status === 401 || status === 403;
  const clock = isBarred ? clockTrouble(address, cause) : undefined;
  if (clock !== undefined) return clock;
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
    isBarred ? notAllowed : notThere,
    { cause },
  );
}

/** By how much clocks may differ, in ms, before signatures and tokens are refused (5 minutes at AWS). */
const TOLERATED_MS = 5 * 60_000;

/** The error for a refusal by a server whose clock is far from ours. */
function clockTrouble(
  address: Endpoint,
  cause: HandshakeRefused,
  now = Date.now(),
): CannotRunError | undefined {
  const ahead = now - (cause.serverTime ?? now);
  if (Math.abs(ahead) <= TOLERATED_MS) return undefined;
  const place = hostAndPort(address);
  const minutes = Math.round(Math.abs(ahead) / 60_000);
  return new CannotRunError(
    'clock-off',
    {
      en: `${place} answers with HTTP ${cause.status}, and this machine's clock is ${minutes} minutes ${ahead > 0 ? 'ahead of' : 'behind'} its own`,
      ja: `${place} は HTTP ${cause.status} で応答しました。このマシンの時計は、相手より ${minutes} 分${ahead > 0 ? '進んで' : '遅れて'}います`,
    },
    {
      en: 'set the clock: signatures and tokens are only valid near the right time',
      ja: '時計を合わせてください。署名やトークンは、正しい時刻の前後でしか通りません',
    },
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
