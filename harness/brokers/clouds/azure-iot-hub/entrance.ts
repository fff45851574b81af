import { randomBytes } from 'node:crypto';
import type { Entrance } from '../stand-in/front.ts';
import { byDevice, deviceUser, sasToken } from '../stand-in/login.ts';

const DEVICE = 'device1';
/** How long the token for the lines to paste is valid, in seconds. */
const DAY_S = 86_400;

/** Clients of IoT Hub are devices: their client id is the device's, their password a SAS token that its key signs. */
export function entrance(): Entrance {
  const hub = { host: 'stand-in.azure-devices.net', key: randomBytes(32).toString('base64') };
  const expiry = Math.floor(Date.now() / 1_000) + DAY_S;
  return {
    asksForCertificate: false,
    login: byDevice(hub),
    entry: {
      clientId: DEVICE,
      username: deviceUser(hub, DEVICE),
      password: sasToken(hub, DEVICE, expiry),
      topics: {
        publish: `devices/${DEVICE}/messages/events/`,
        subscribe: `devices/${DEVICE}/messages/devicebound/#`,
      },
      key: hub.key,
    },
  };
}
