import { readOn } from '../fact.ts';
import type { CloudLimits } from '../limits.ts';

const onQuestions = readOn({
  page: 'https://community.hivemq.com/t/frequently-asked-questions-hivemq-cloud/514',
  read: '2026-11',
});
const quota = readOn({
  page: 'https://hivemq.atlassian.net/wiki/spaces/HCSP/pages/2550988855',
  read: '2026-11',
});

/** What HiveMQ documents about HiveMQ Cloud. */
export const hivemqCloudLimits: CloudLimits = {
  protocolVersions: onQuestions([4, 5]),
  maximumQoS: onQuestions(2),
  concurrentSessions: quota(100),
};
