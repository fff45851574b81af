import { down, event, next, type Step, up } from './stories/story.ts';

export const connect = [up('CONNECT', { clean: false }), down('CONNACK', { reasonCode: 0 })];
export const resumed = [
  next,
  up('CONNECT', { clean: false }),
  down('CONNACK', { reasonCode: 0, sessionPresent: true }),
];
export const fresh = [
  next,
  up('CONNECT', { clean: false }),
  down('CONNACK', { reasonCode: 0, sessionPresent: false }),
];
export const asked = event('closed-by-broker');
export const cut = event('cut');
export const again = { dup: true };

/** A story about a client, and what a claim comes to in it. */
export interface Row {
  readonly claim: string;
  readonly story: string;
  readonly steps: readonly Step[];
  readonly comesTo: string;
}

export const row = (claim: string, story: string, comesTo: string, ...steps: readonly Step[]): Row => ({
  claim,
  story,
  comesTo,
  steps,
});
