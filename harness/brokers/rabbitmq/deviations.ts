import type { KnownDeviation } from '../deviations/known-deviation.ts';
import { letsPass } from '../deviations/lenient/lets-pass.ts';
import { inFile, ofBroker } from '../deviations/of-broker.ts';
import { connectsToRabbitmq } from './deviations-connect.ts';
import { flowsOfRabbitmq } from './deviations-flows.ts';

/** The parser of the MQTT plugin checks only a few fields. */
const lenient = letsPass('RabbitMQ', [
  'connect.fixed-header-flags',
  'connect.reserved-flag',
  'connect.will-qos-3',
  'connect.will-qos-without-will',
  'connect.will-retain-without-will',
  'connect.client-id-ill-formed',
  'connect.client-id-null',
  'malformed.publish-plus',
  'malformed.publish-hash',
  'malformed.publish-empty-topic',
  'malformed.publish-ill-formed-topic',
  'malformed.publish-surrogate',
  'malformed.publish-null',
  'malformed.publish-id-0',
  'malformed.subscribe-id-0',
  'malformed.subscribe-empty',
  'malformed.subscribe-reserved-bits',
  'malformed.unsubscribe-id-0',
  'malformed.unsubscribe-empty',
  'malformed.pingreq-flags',
  'filters.refused-hash-not-last',
  'filters.refused-hash-in-level',
  'filters.refused-plus-behind-letter',
  'filters.refused-plus-before-letter',
  'filters.refused-empty',
  'filters.refused-null',
]);

/** Deviations of RabbitMQ as packaged by Debian 12. Its MQTT plugin was rewritten for 3.12. */
export const rabbitmqDeviations: readonly KnownDeviation[] = ofBroker(
  'rabbitmq',
  ['3.10.8'],
  [...inFile(import.meta.url, lenient), ...connectsToRabbitmq, ...flowsOfRabbitmq],
);
