import type { Aedes } from 'aedes';

/** The part of aedes that ends sessions; aedes has no type for it. */
interface Expiry {
  scheduleSessionExpiry(client: { sessionExpiryInterval: number | number[] }): void;
}

/**
 * With aedes 2.0.0-beta.1, a CONNECT or DISCONNECT with two session expiry intervals, which is a protocol error, ends the process
 * when the connection closes: aedes uses the list of both as a number and does not catch the error. Here the last one counts.
 */
export function surviveTwinExpiry(aedes: Aedes): void {
  const sessions = aedes as Aedes & Expiry;
  const schedule = sessions.scheduleSessionExpiry.bind(aedes);
  sessions.scheduleSessionExpiry = (client) => {
    client.sessionExpiryInterval = [client.sessionExpiryInterval].flat().at(-1) ?? 0;
    schedule(client);
  };
}
