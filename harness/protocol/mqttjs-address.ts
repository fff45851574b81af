import type { IClientOptions } from 'mqtt';

/**
 * An option that MQTT.js needs for a WebSocket URL with an IPv6 address: it drops the brackets, and cannot read the result (5.16,
 * issue 1569).
 */
export const addressOptions = (url: string): Pick<IClientOptions, 'transformWsUrl'> =>
  /^wss?:\/\/\[/.test(url) ? { transformWsUrl: () => url } : {};
