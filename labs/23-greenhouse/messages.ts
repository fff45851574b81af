/** A reading as it is on the wire: its id goes from the sensor to the recorder, whatever happens to packets in between. */
export interface Reading {
  readonly id: string;
  readonly celsius: number;
}

/** An order to the vent. */
export interface Order {
  readonly id: string;
  readonly to: 'open' | 'closed';
}

export const written = (message: Reading | Order): string => JSON.stringify(message);

/** Anybody may publish to a topic, so what is no reading is passed over. */
export function readingIn(payload: Buffer): Reading | undefined {
  const read = parsed(payload);
  return hasId(read) && 'celsius' in read && typeof read.celsius === 'number'
    ? { id: read.id, celsius: read.celsius }
    : undefined;
}

export function orderIn(payload: Buffer): Order | undefined {
  const read = parsed(payload);
  return hasId(read) && 'to' in read && (read.to === 'open' || read.to === 'closed')
    ? { id: read.id, to: read.to }
    : undefined;
}

const hasId = (read: unknown): read is { readonly id: string } =>
  typeof read === 'object' && read !== null && 'id' in read && typeof read.id === 'string';

function parsed(payload: Buffer): unknown {
  try {
    return JSON.parse(payload.toString());
  } catch {
    return undefined;
  }
}
