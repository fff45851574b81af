import type { IClientOptions } from 'mqtt';

/**
 * What MQTT.js needs besides the URL: of a WebSocket URL with an IPv6 address it drops the brackets, and can't read what
 * is left (5.16, issue 1569).
 */
export const addressOptions = (url: string): Pick<IClientOptions, 'transformWsUrl'> =>
  /^wss?:\/\/\[/.test(url) ? { transformWsUrl: () => url } : {};
