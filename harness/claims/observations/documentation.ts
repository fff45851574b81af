import type { Setting } from '../spec-observation.ts';

const under =
  (link: string) =>
  (setting: string): Setting => ({ setting, link });

/** Where each broker's documentation describes its settings. */
export const mosquitto = under('https://mosquitto.org/man/mosquitto-conf-5.html');
export const emqx = under('https://docs.emqx.com/en/emqx/v58/configuration/mqtt.html');
export const emqxListener = under('https://docs.emqx.com/en/emqx/v58/configuration/listener.html');
/** What the pages leave out: the descriptions that EMQX's own configuration manual is made of. */
export const emqxSchema = under('https://github.com/emqx/emqx/blob/v5.8.9/rel/i18n/emqx_schema.hocon');
export const emqxAcl = under('https://docs.emqx.com/en/emqx/v58/access-control/authz/file.html');
export const aedes = under('https://github.com/moscajs/aedes/blob/main/docs/Aedes.md#new-aedesoptions');
export const aedesHandler = under(
  'https://github.com/moscajs/aedes/blob/main/docs/Aedes.md#handler-authorizesubscribe-client-subscription-callback',
);
