import { messages } from './messages.ts';
import type { ClientObservation } from './observation.ts';
import { returning } from './returning.ts';

/** Every observation about clients. */
export const clientObservations: readonly ClientObservation[] = [...messages, ...returning];
