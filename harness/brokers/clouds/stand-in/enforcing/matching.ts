import type { Restriction } from '../restriction.ts';
import { knowingSessions, matching } from '../sessions.ts';
import { withholding } from '../withholding.ts';

const isOfParent = (filter: string, topic: string): boolean =>
  filter.endsWith('/#') && filter.split('/').length === topic.split('/').length + 1;

/** `sensor/#` does not match `sensor`, against [MQTT 5, 4.7.1.2]. */
export const hashWithoutParent = (): Restriction => ({
  name: 'hashMatchesParent',
  says: { en: 'sensor/# does not match sensor', ja: 'sensor/# は sensor に一致しない' },
  begin: knowingSessions((sessions) =>
    withholding(({ topic }, { clientId }) => {
      const matches = matching(sessions.of(clientId), topic);
      return matches.length > 0 && matches.every(({ filter }) => isOfParent(filter, topic));
    }),
  ),
});

/** Lets a subscription begin some milliseconds after its SUBACK. Retained messages come. */
export const lateSubscriptions = (ms: number): Restriction => ({
  name: 'subscriptionMayBeLate',
  says: {
    en: `a subscription begins ${ms} ms after its SUBACK`,
    ja: `購読は SUBACK の ${ms} ms 後に始まる`,
  },
  begin: knowingSessions((sessions) =>
    withholding(({ topic, retain }, { clientId }) => {
      const matches = matching(sessions.of(clientId), topic);
      const began = performance.now() - ms;
      return !retain && matches.length > 0 && matches.every(({ since }) => since > began);
    }),
  ),
});
