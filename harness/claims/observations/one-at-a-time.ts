import pLimit from 'p-limit';

/**
 * Runs observations one at a time. An observation that subscribes to `#` would otherwise be a subscriber for one that asks what
 * happens to a message without subscribers.
 */
export const oneAtATime = pLimit(1);
