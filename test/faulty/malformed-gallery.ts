import { each, overlooks } from './faults.ts';

/** A broker that breaks the claims about malformed packets. */
export const malformedFaults = each(
  [
    'malformed.publish-qos-3',
    'malformed.publish-plus',
    'malformed.publish-hash',
    'malformed.publish-empty-topic',
    'malformed.pubrel-flags',
    'malformed.subscribe-flags',
    'malformed.subscribe-empty',
    'malformed.subscribe-qos-3',
    'malformed.subscribe-reserved-bits',
    'malformed.subscribe-retain-handling-3',
    'malformed.unsubscribe-flags',
    'malformed.unsubscribe-empty',
    'malformed.pingreq-flags',
  ],
  'overlooks what no client may send',
  () => overlooks,
);
