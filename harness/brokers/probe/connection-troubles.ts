import { errorCode, isTimeUp } from '../../base/error-code.ts';
import { CannotRunError } from '../../base/errors.ts';
import { type Endpoint, hostAndPort } from '../../protocol/endpoint.ts';

/** The error for a TCP connection that failed, by the system's error code. */
export function unreached(address: Endpoint, cause: unknown): CannotRunError {
  const place = hostAndPort(address);
  const code = errorCode(cause) ?? '';
  if (code === 'ECONNREFUSED') {
    return new CannotRunError(
      'connection-refused',
      {
        en: `nothing listens at ${place} (connection refused)`,
        ja: `${place} では何も待ち受けていません(接続拒否)`,
      },
      {
        en: 'start the broker, or check host and port',
        ja: 'ブローカーを起動するか、ホスト名とポート番号を確認してください',
      },
      { cause },
    );
  }
  if (code === 'ENOTFOUND' || code.startsWith('EAI_')) {
    return new CannotRunError(
      'host-not-found',
      {
        en: `there is no host named '${address.host}'`,
        ja: `'${address.host}' というホストが見つかりません`,
      },
      { en: 'check its spelling and the network', ja: 'つづりとネットワークを確認してください' },
      { cause },
    );
  }
  if (isTimeUp(cause) || code === 'ETIMEDOUT') {
    return new CannotRunError(
      'timeout',
      { en: `${place} does not answer at all`, ja: `${place} からまったく応答がありません` },
      {
        en: 'check host and port; a firewall may drop the packets on the way',
        ja: 'ホスト名とポート番号を確認してください。途中のファイアウォールがパケットを捨てているのかもしれません',
      },
      { cause },
    );
  }
  return new CannotRunError(
    'unreachable',
    {
      en: `${place} can't be reached (${code || cause})`,
      ja: `${place} に到達できません(${code || cause})`,
    },
    { en: 'check the network and the address', ja: 'ネットワークとアドレスを確認してください' },
    { cause },
  );
}

/** The error for a server that accepts the connection and does not answer. */
export function silent(address: Endpoint): CannotRunError {
  const place = hostAndPort(address);
  return new CannotRunError(
    'silent',
    {
      en: `${place} accepts the connection but stays silent`,
      ja: `${place} は接続を受け付けますが、何も答えません`,
    },
    {
      en: 'check that this is the MQTT port, and that the broker is not stuck',
      ja: 'MQTT のポートかどうか、またブローカーが止まりかけていないかを確認してください',
    },
  );
}

/** The error for a server that accepts the connection and closes it without an answer. */
export function closed(address: Endpoint, cause: unknown): CannotRunError {
  const place = hostAndPort(address);
  return new CannotRunError(
    'closed',
    {
      en: `${place} closes the connection without an answer`,
      ja: `${place} は何も答えずに接続を切ります`,
    },
    {
      en: "check that this is the MQTT port; a Mosquitto 2 in a container without a listener in its configuration ('local only mode') does this too",
      ja: "MQTT のポートかどうかを確認してください。listener の設定がない Mosquitto 2 をコンテナで動かした場合('local only mode')もこうなります",
    },
    { cause },
  );
}
