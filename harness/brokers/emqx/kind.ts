import { brokerKind } from '../broker-kind.ts';
import { emqxDeviations } from './deviations.ts';
import { emqxInContainer } from './in-container.ts';
import { emqxSettings } from './settings.ts';

/** EMQX in a container; `EMQX_IMAGE` names another image, also of the enterprise edition. */
export const emqx = brokerKind({
  name: 'emqx',
  title: 'EMQX',
  isInTests: true,
  hasTags: true,
  variables: ['EMQX_IMAGE'],
  cannot: [],
  // With durable sessions, EMQX 5.8.9 sometimes ends while it starts, most often when two start at the same time.
  startsAtOnce: 1,
  deviations: emqxDeviations,
  lacks: [],
  settings: emqxSettings,
  start: async (opening, setup, tag) =>
    (await import('../docker/in-container.ts')).startInContainer(emqxInContainer, opening, setup, tag),
});
