import { aliasGallery } from './alias-gallery.ts';
import { expiryGallery } from './expiry-gallery.ts';
import type { Faulty } from './faults.ts';
import { flowGallery } from './flow-gallery.ts';
import { identifierGallery } from './identifier-gallery.ts';
import { propertiesGallery } from './properties-gallery.ts';
import { reasonGallery } from './reason-gallery.ts';
import { sharedGallery } from './shared-gallery.ts';

/** Brokers that break what only MQTT 5 promises. */
export const mqtt5Gallery: readonly Faulty[] = [
  ...propertiesGallery,
  ...expiryGallery,
  ...sharedGallery,
  ...identifierGallery,
  ...flowGallery,
  ...aliasGallery,
  ...reasonGallery,
];
