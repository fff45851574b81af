import pLimit from 'p-limit';

/**
 * Who subscribes to `#` subscribes to everybody's topics: it does so while nobody asks what becomes of a message
 * without a subscriber. One at a time, in the order they were asked for.
 */
export const apart = pLimit(1);
