/** The delay in each direction, in ms. */
export interface Latency {
  readonly toBroker?: number;
  readonly toClient?: number;
}

/** Acts after a delay. Actions with the same delay keep their order. */
export function later(milliseconds: number, act: () => void): void {
  if (milliseconds === 0) act();
  else setTimeout(act, milliseconds);
}
