import type { IConnectPacket } from 'mqtt-packet';
import { codes, connackCodes } from '../../../../protocol/codes.ts';
import { disconnect, refuseConnect } from '../answers.ts';
import { fromClient, inOrder, type Restriction, stateless, toClient } from '../restriction.ts';

/**
 * Tells MQTT 5 clients the maximum, and refuses a will above it.
 * @param grantsLess whether it also grants no more, where nothing else is documented about SUBSCRIBE
 */
export function maximumQoS(maximum: 0 | 1 | 2, grantsLess = false): Restriction {
  const says = { en: `the maximum QoS is ${maximum}`, ja: `QoS は ${maximum} まで` };
  // QoS 3 is malformed, and for the broker behind to refuse.
  const isBeyond = ({ will }: IConnectPacket) =>
    will?.qos !== undefined && will.qos > maximum && will.qos < 3;
  const tells = toClient('connack', (connack, { protocolVersion }) => {
    if (protocolVersion !== 5 || maximum === 2) return connack;
    return { ...connack, properties: { ...connack.properties, maximumQoS: maximum } };
  });
  const refuses = fromClient('connect', (connect, passage) =>
    isBeyond(connect) ? refuseConnect(passage, codes.qosNotSupported, connackCodes.notAuthorized) : connect,
  );
  const grants = fromClient('subscribe', (subscribe) => {
    const { subscriptions } = subscribe;
    // What is malformed is for the broker behind to refuse.
    const isAsUsual = subscriptions.length > 0 && subscriptions.every(({ qos }) => qos < 3);
    if (!isAsUsual || subscriptions.every(({ qos }) => qos <= maximum)) return subscribe;
    const lowered = subscriptions.map((one) => ({ ...one, qos: one.qos > maximum ? maximum : one.qos }));
    return { ...subscribe, subscriptions: lowered };
  });
  return stateless('maximumQoS', says, inOrder([tells, refuses, ...(grantsLess ? [grants] : [])]));
}

const unansweredIn311 = {
  en: 'is never answered (3.1.1), or ends the connection with 0x9B (5)',
  ja: 'には答えない(3.1.1)。MQTT 5 では 0x9B で接続が終わる',
};
const closes = { en: 'closes the connection', ja: 'で接続が切れる' };

/** A PUBLISH at QoS 2. In MQTT 5, where CONNACK names the maximum, it always ends the connection. */
export function publishAtQoS2(then: 'unanswered' | 'closed'): Restriction {
  const what = then === 'closed' ? closes : unansweredIn311;
  const says = { en: `a PUBLISH at QoS 2 ${what.en}`, ja: `QoS 2 の PUBLISH ${what.ja}` };
  return stateless(
    'publishAtQoS2',
    says,
    fromClient('publish', (publish, passage) => {
      if (publish.qos < 2) return publish;
      const isSilent = then === 'unanswered' && passage.protocolVersion !== 5;
      return isSilent ? [] : disconnect(passage, codes.qosNotSupported);
    }),
  );
}

/** A SUBSCRIBE at QoS 2. */
export function subscribeAtQoS2(then: 'unanswered' | 'granted-1'): Restriction {
  const what = then === 'granted-1' ? { en: 'is granted QoS 1', ja: 'には QoS 1 を認める' } : unansweredIn311;
  const says = { en: `a SUBSCRIBE at QoS 2 ${what.en}`, ja: `QoS 2 の SUBSCRIBE ${what.ja}` };
  return stateless(
    'subscribeAtQoS2',
    says,
    fromClient('subscribe', (subscribe, passage) => {
      const { subscriptions } = subscribe;
      if (subscriptions.every(({ qos }) => qos < 2)) return subscribe;
      if (then === 'unanswered') {
        return passage.protocolVersion === 5 ? disconnect(passage, codes.qosNotSupported) : [];
      }
      const granted = subscriptions.map((one) => ({ ...one, qos: one.qos === 2 ? 1 : one.qos }) as const);
      return { ...subscribe, subscriptions: granted };
    }),
  );
}
