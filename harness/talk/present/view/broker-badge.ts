import { nameAndVersion } from '../../../brokers/identity/name-and-version.ts';
import type { BrokerState } from '../state.ts';
import { element } from './element.ts';
import { say } from './say.ts';
import { brokerStates } from './words.ts';

/** Name, version and state of a broker, and the reason if it is not there. */
export function brokerBadge({ name, version, state, says }: BrokerState): HTMLElement {
  const word = state === 'starting' && says !== undefined ? say(says) : say(brokerStates[state]);
  const badge = element(
    'span',
    { class: 'badge', 'data-state': state },
    element('i', { class: 'lamp' }),
    element('b', {}, nameAndVersion({ name, version })),
    element('span', { class: 'word' }, word),
  );
  if (says !== undefined) badge.title = say(says);
  return badge;
}
