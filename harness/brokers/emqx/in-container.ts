import type { InContainer } from '../docker/in-container.ts';
import { emqxEnvironment, emqxFiles } from './config.ts';

/** EMQX as its image starts it, with its default listeners and the changes of a setup. */
export const emqxInContainer: InContainer = {
  name: 'emqx',
  dockerfile: new URL('./Dockerfile', import.meta.url),
  variable: 'EMQX_IMAGE',
  ports: { mqtt: 1883, ws: 8083, mqtts: 8883 },
  webSocketPath: '/mqtt',
  // E.g. `EMQX 5.8.9 is running now!`; the enterprise edition, and every edition from 5.9 on, writes `EMQX Enterprise 6.0.1 …`.
  //
  // EMQX writes it 0.6 to 7 s after its first CONNACK. We wait for it, because EMQX is not ready before: the application
  // `emqx` opens the listeners (emqx_app.erl), and the other applications start after it (emqx_machine_boot.erl). Before
  // `emqx_auth` runs, EMQX accepts every client; while `emqx_auth` starts, it accepts none (`hook_deny` in
  // emqx_authn_chains.erl); before `emqx_retainer` runs, it retains nothing. Seen on 5.8.9 before the line: a wrong password
  // accepted, and `#` granted.
  readyLine: /\bEMQX\b.* v?(\d+\.\d+\S*) is running now/,
  // On a busy machine, EMQX took a minute to start.
  patience: 120_000,
  configure: (setup) => ({ environment: emqxEnvironment(setup), files: emqxFiles(setup) }),
};
