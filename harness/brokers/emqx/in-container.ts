import type { InContainer } from '../docker/in-container.ts';
import { emqxEnvironment, emqxFiles } from './config.ts';

/** EMQX as its image starts it, with the listeners it has by default, and what a setup changes. */
export const emqxInContainer: InContainer = {
  name: 'emqx',
  dockerfile: new URL('./Dockerfile', import.meta.url),
  variable: 'EMQX_IMAGE',
  ports: { mqtt: 1883, ws: 8083, mqtts: 8883 },
  webSocketPath: '/mqtt',
  // E.g. `EMQX 5.8.9 is running now!`; the enterprise edition, and every one from 5.9 on, says `EMQX Enterprise 6.0.1 …`.
  //
  // It comes 0.6 to 7 s after the first CONNACK, and is waited for all the same. The application `emqx` opens the listeners
  // (emqx_app.erl), and the others start after it (emqx_machine_boot.erl): until `emqx_auth` is there everybody is let in,
  // while it prepares nobody is (`hook_deny` in emqx_authn_chains.erl), and until `emqx_retainer` is there nothing is
  // retained. Seen on 5.8.9 before the line: a wrong password accepted, and `#` granted.
  readyLine: /\bEMQX\b.* v?(\d+\.\d+\S*) is running now/,
  // A busy machine needed a minute.
  patience: 120_000,
  configure: (setup) => ({ environment: emqxEnvironment(setup), files: emqxFiles(setup) }),
};
