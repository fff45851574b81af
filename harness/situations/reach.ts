import type { Text } from '../base/text.ts';
import type { WillFields } from '../protocol/packet.ts';
import { type Conduct, publishesAt, receivesAt } from './conduct.ts';

/** Why a client of this conduct can't get into a situation; undefined if it can. */
export type Reach = (conduct: Conduct) => Text | undefined;

/** The first reason of several checks. */
export const all =
  (...reaches: readonly Reach[]): Reach =>
  (conduct) => {
    for (const reach of reaches) {
      const reason = reach(conduct);
      if (reason !== undefined) return reason;
    }
    return undefined;
  };

const unless = (reason: Text, fits: (conduct: Conduct) => boolean): Reach => {
  return (conduct) => (fits(conduct) ? undefined : reason);
};

export const publishing = (qos: 0 | 1 | 2): Reach =>
  unless({ en: `it does not publish at QoS ${qos}`, ja: `QoS ${qos} でパブリッシュしない` }, (conduct) =>
    publishesAt(conduct, qos),
  );

export const publishingAnything = unless(
  { en: 'it does not publish', ja: 'パブリッシュしない' },
  ({ published }) => published.length > 0,
);

export const publishingRetained = unless(
  { en: 'it does not publish with the retain flag', ja: 'retain フラグ付きでパブリッシュしない' },
  ({ published }) => published.some(({ retain }) => retain),
);

export const publishingByAlias = unless(
  { en: 'it does not use topic aliases', ja: 'トピックエイリアスを使わない' },
  ({ published }) => published.some(({ hasAlias }) => hasAlias),
);

export const publishingSeveral = unless(
  {
    en: 'it does not publish two messages at QoS 1 or 2',
    ja: 'QoS 1 か 2 のメッセージを 2 つ以上パブリッシュしない',
  },
  ({ published }) => published.filter(({ qos }) => qos > 0).length > 1,
);

export const subscribing = unless(
  { en: 'it does not subscribe', ja: 'サブスクライブしない' },
  ({ subscriptions }) => subscriptions.length > 0,
);

export const receiving = (qos: 1 | 2): Reach =>
  unless(
    { en: `it does not subscribe at QoS ${qos}`, ja: `QoS ${qos} でサブスクライブしない` },
    (conduct) => (receivesAt(conduct) ?? 0) >= qos,
  );

export const keepingSession = unless(
  { en: 'it does not ask for its session to be kept', ja: 'セッションを残すよう求めない' },
  ({ keepsSession }) => keepsSession,
);

export const startingClean = unless(
  { en: 'it does not ask for a clean session', ja: 'クリーンなセッションを求めない' },
  ({ connect }) => connect.fields.clean === true,
);

/** With a will of this kind; by default with any. */
export const willing = (isOfKind: (will: WillFields) => boolean = () => true): Reach =>
  unless({ en: 'it has no such will', ja: '当てはまる遺言がない' }, ({ connect }) => {
    const { will } = connect.fields;
    return will !== undefined && isOfKind(will);
  });

export const authenticating = unless(
  { en: 'its CONNECT names no authentication method', ja: 'CONNECT に認証方式(Authentication Method)がない' },
  ({ connect }) => connect.fields.properties?.authenticationMethod !== undefined,
);

export const staying = unless(
  { en: 'it ends by itself', ja: '自分で終了する' },
  ({ exit }) => exit === undefined,
);

/** Longest keep alive that a situation waits for, in seconds. */
export const LONGEST_KEEP_ALIVE = 5;

export const keepingAlive: Reach = ({ keepAlive }) => {
  if (keepAlive > 0 && keepAlive <= LONGEST_KEEP_ALIVE) return undefined;
  if (keepAlive === 0) return { en: 'it has no keep alive', ja: 'Keep Alive を使わない' };
  return {
    en: `its keep alive of ${keepAlive} s is not waited for: start it with ${LONGEST_KEEP_ALIVE} s or less`,
    ja: `Keep Alive の ${keepAlive} 秒は待たない。${LONGEST_KEEP_ALIVE} 秒以下にして起動してください`,
  };
};

export const secured: Reach = ({ overTls }) => {
  if (overTls !== 'no-handshake') return undefined;
  return {
    en: 'given an mqtts:// address, it does not begin a TLS handshake',
    ja: 'mqtts:// のアドレスを渡しても TLS のハンドシェイクを始めない',
  };
};

export const trusting: Reach = ({ overTls }) => {
  if (overTls !== 'refused') return undefined;
  return {
    en: 'it refuses the good certificate, too: it does not trust the authority that MQTT_CA, {ca} and SSL_CERT_FILE name',
    ja: '正しい証明書も拒む。MQTT_CA、{ca}、SSL_CERT_FILE が指す認証局を信頼していない',
  };
};
