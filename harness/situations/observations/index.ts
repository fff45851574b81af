import { messages } from './messages.ts';
import type { ClientObservation } from './observation.ts';
import { program } from './program.ts';
import { refusals } from './refusals.ts';
import { returning } from './returning.ts';

/** Every observation about clients. */
export const clientObservations: readonly ClientObservation[] = [
  ...messages,
  ...program,
  ...refusals,
  ...returning,
];
