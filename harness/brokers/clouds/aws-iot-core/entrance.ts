import { anyTopics, type Entrance } from '../stand-in/front.ts';
import { byCertificate } from '../stand-in/login.ts';

/** Clients of AWS IoT Core have a certificate (X.509). The stand-in knows no custom authorizer and no SigV4. */
export const entrance = (): Entrance => ({
  asksForCertificate: true,
  login: byCertificate,
  entry: { topics: anyTopics },
});
