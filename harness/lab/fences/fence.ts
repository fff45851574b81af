/**
 * A fence is a last message that proves that nothing else is coming. It must take the same path as what it fences: the
 * same publisher, the same topic, the same QoS. Order is promised per topic and per QoS flow [MQTT-4.6.0-6]; a QoS 1
 * fence overtakes a QoS 2 message that is still in its handshake.
 */
const FENCE = /^fence \d+$/;

let count = 0;

/** The payload of a new fence, unique in this process. */
export const newFence = (): string => `fence ${++count}`;

export const isFence = (payload: string): boolean => FENCE.test(payload);
