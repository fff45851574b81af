import { anyTopics, type Entrance } from '../stand-in/front.ts';
import { byCertificateAndName } from '../stand-in/login.ts';

/** Clients of Event Grid have a certificate, and an authentication name that they say as their user name. */
export const entrance = (): Entrance => ({
  asksForCertificate: true,
  login: byCertificateAndName,
  entry: { username: 'client1-authn-ID', topics: anyTopics },
});
