/** Milliseconds that everything takes in each direction. */
export interface Latency {
  readonly toBroker?: number;
  readonly toClient?: number;
}

/** Acts after so many milliseconds; what is put off by the same time keeps its order. */
export function later(milliseconds: number, act: () => void): void {
  if (milliseconds === 0) act();
  else setTimeout(act, milliseconds);
}
