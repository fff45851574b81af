import type { OwnBroker } from '../broker.ts';
import { type Opening, openContainerBroker } from '../docker/container-broker.ts';
import { defaultImage } from '../docker/default-image.ts';
import { withTag } from '../docker/image-tag.ts';
import type { Setup } from '../setup.ts';

/**
 * E.g. `EMQX 5.8.9 is running now!`; the enterprise edition, and every one from 5.9 on, says `EMQX Enterprise 6.0.1 …`.
 *
 * It comes 0.6 to 7 s after the first CONNACK, and is waited for all the same. The application `emqx` opens the listeners
 * (emqx_app.erl), and the others start after it (emqx_machine_boot.erl): until `emqx_auth` is there everybody is let in, while
 * it prepares nobody is (`hook_deny` in emqx_authn_chains.erl), and until `emqx_retainer` is there nothing is retained. Seen on
 * 5.8.9 before the line: a wrong password accepted, and `#` granted.
 */
export const emqxReadyLine = /\bEMQX\b.* v?(\d+\.\d+\S*) is running now/;

/** EMQX in a container; `EMQX_IMAGE` names another image, also of the enterprise edition. */
export async function openEmqx(opening: Opening, setup: Setup = {}, tag?: string): Promise<OwnBroker> {
  const image = withTag(process.env.EMQX_IMAGE || (await defaultImage('emqx')), tag);
  const load = () => import('./container.ts');
  return openContainerBroker(
    {
      name: 'emqx',
      image,
      variable: 'EMQX_IMAGE',
      container: async () => new (await load()).EmqxContainer(image, setup),
      endpoints: ({ hostPort }) => ({
        mqtt: `mqtt://127.0.0.1:${hostPort(1883)}`,
        ws: `ws://127.0.0.1:${hostPort(8083)}/mqtt`,
        ...(setup.tls && { mqtts: `mqtts://127.0.0.1:${hostPort(8883)}` }),
      }),
      readyLine: emqxReadyLine,
      // A busy machine needed a minute.
      patience: 120_000,
      setup,
    },
    opening,
  );
}
