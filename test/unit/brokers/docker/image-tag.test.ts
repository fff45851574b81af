import { expect, test } from 'vitest';
import { withTag } from '../../../../harness/brokers/docker/image-tag.ts';

test.for([
  ['eclipse-mosquitto:2.0.22', '2.1.2', 'eclipse-mosquitto:2.1.2'],
  ['eclipse-mosquitto', '2.1.2', 'eclipse-mosquitto:2.1.2'],
  ['registry.test:5000/emqx/emqx', '6.0.1', 'registry.test:5000/emqx/emqx:6.0.1'],
  ['registry.test:5000/emqx/emqx:5.8.9', '6.0.1', 'registry.test:5000/emqx/emqx:6.0.1'],
  ['emqx/emqx:5.8.9@sha256:0123', '6.0.1', 'emqx/emqx:6.0.1'],
  ['emqx/emqx@sha256:0123', undefined, 'emqx/emqx@sha256:0123'],
] as const)('%s with the tag %s is %s', ([image, tag, tagged]) => {
  expect(withTag(image, tag)).toBe(tagged);
});
