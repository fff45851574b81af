import type { Faulty } from '../../faulty/faults.ts';
import { aliasGallery } from './alias/faults.ts';
import { expiryGallery } from './expiry/faults.ts';
import { identifierGallery } from './identifiers/faults.ts';
import { flowGallery } from './limits/faults.ts';
import { propertiesGallery } from './properties/faults.ts';
import { reasonGallery } from './reason/faults.ts';
import { sharedGallery } from './shared/faults.ts';

/** Brokers that break claims about features of MQTT 5. */
export const mqtt5Gallery: readonly Faulty[] = [
  ...propertiesGallery,
  ...expiryGallery,
  ...sharedGallery,
  ...identifierGallery,
  ...flowGallery,
  ...aliasGallery,
  ...reasonGallery,
];
