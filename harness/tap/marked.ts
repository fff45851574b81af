import type { Language } from '../base/text.ts';
import { type Offence, offenceOf } from '../protocol/offences/offence.ts';
import type { PacketEntry, TraceEntry } from '../protocol/packet.ts';

/** Finds the offences in the packets of a tap. It follows each connection, because the rules depend on its version. */
export class Offences {
  readonly #versions = new Map<number, number>();

  /** What is wrong with this entry, the next of the trace. */
  of(entry: TraceEntry): Offence | undefined {
    if (entry.kind === 'dropped') return;
    const { connection } = entry;
    if (entry.kind === 'connection') {
      if (entry.what === 'opened') this.#versions.delete(connection);
      return;
    }
    const { protocolVersion } = entry.fields;
    if (entry.type === 'CONNECT' && protocolVersion !== undefined)
      this.#versions.set(connection, protocolVersion);
    return offenceOf(entry, this.#versions.get(connection) ?? 4);
  }
}

/** The entry with the offence in words, and the statement that forbids it, in place of the decoder's words. */
export function marked(entry: TraceEntry, offence: Offence | undefined, language: Language): TraceEntry {
  if (entry.kind !== 'packet' || offence === undefined) return entry;
  return { ...entry, malformed: inWords(offence, language) } satisfies PacketEntry;
}

const inWords = (offence: Offence, language: Language): string =>
  `${offence[language]} [${offence.statement}]`;
