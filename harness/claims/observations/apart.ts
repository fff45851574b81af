import pLimit from 'p-limit';

/**
 * An observation that subscribes to `#` gets all topics, so it runs while no other one asks what becomes of a message
 * without a subscriber. One at a time, in the order they were asked for.
 */
export const apart = pLimit(1);
