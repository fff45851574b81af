import { each, overlooks } from '../../../faulty/faults.ts';

/** A broker that breaks the claims about malformed packets. */
export const malformedFaults = each(
  [
    'malformed.publish-qos-3',
    'malformed.publish-plus',
    'malformed.publish-hash',
    'malformed.publish-empty-topic',
    'malformed.publish-ill-formed-topic',
    'malformed.publish-surrogate',
    'malformed.publish-null',
    'malformed.publish-id-0',
    'malformed.pubrel-flags',
    'malformed.subscribe-flags',
    'malformed.subscribe-id-0',
    'malformed.subscribe-empty',
    'malformed.subscribe-qos-3',
    'malformed.subscribe-reserved-bits',
    'malformed.subscribe-retain-handling-3',
    'malformed.unsubscribe-flags',
    'malformed.unsubscribe-id-0',
    'malformed.unsubscribe-empty',
    'malformed.pingreq-flags',
  ],
  'overlooks what no client may send',
  () => overlooks,
);
