import { delivers, each, type Faulty, faulty } from '../../../faulty/faults.ts';
import {
  changesProperties,
  dropsIncomingProperties,
  dropsWillProperties,
} from '../../../faulty/properties-faults.ts';

/** Brokers that break the claims about message expiry. */
export const expiryGallery: readonly Faulty[] = [
  faulty('expiry.at-once', 'counts expiry in minutes', () =>
    changesProperties(({ messageExpiryInterval = 0, ...properties }) => ({
      ...properties,
      messageExpiryInterval: Math.ceil(messageExpiryInterval / 60),
    })),
  ),
  faulty('expiry.by-will', 'reads no expiry of a will', () => dropsWillProperties('messageExpiryInterval')),
  ...each(['expiry.queued', 'expiry.retained'], 'lets nothing expire', () =>
    dropsIncomingProperties('messageExpiryInterval'),
  ),
  ...each(['expiry.queued-remaining', 'expiry.retained-remaining'], 'passes on the expiry it was given', () =>
    changesProperties((properties) => ({ ...properties, messageExpiryInterval: 60 })),
  ),
  faulty('expiry.retained-not-yet', 'retains nothing that is to expire', () =>
    delivers((publish) =>
      publish.retain && publish.properties?.messageExpiryInterval !== undefined ? [] : publish,
    ),
  ),
];
