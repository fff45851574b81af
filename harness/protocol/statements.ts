import mqtt311 from './mqtt-3.1.1.json' with { type: 'json' };
import mqtt5 from './mqtt-5.0.json' with { type: 'json' };
import type { ProtocolVersion } from './version.ts';

/** Ids of all normative statements, as the OASIS standards number them (3.1.1: Appendix B; 5.0: Appendix B). */
export const statementIds: Readonly<Record<ProtocolVersion, ReadonlySet<string>>> = {
  4: new Set(mqtt311),
  5: new Set(mqtt5),
};

export const protocolName = (version: ProtocolVersion): string => (version === 4 ? 'MQTT 3.1.1' : 'MQTT 5');
