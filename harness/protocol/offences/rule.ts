import type { Text } from '../../base/text.ts';
import type { ProtocolVersion } from '../version.ts';

/** What a packet must not be. The text says what is wrong with it. */
export interface Rule extends Text {
  /** The statement that forbids it, in each version that does. */
  readonly statements: Readonly<Partial<Record<ProtocolVersion, string>>>;
}

/** A Protocol Error or a malformed packet of MQTT 5 without a statement of its own. */
export const PROTOCOL_ERROR = 'MQTT-4.13.1-1';
/** What no other statement forbids. */
export const VIOLATION = { 4: 'MQTT-4.8.0-1', 5: PROTOCOL_ERROR } as const;
/** The same statement in both versions. */
export const both = (statement: string): Rule['statements'] => ({ 4: statement, 5: statement });
/** A statement of MQTT 5 alone. */
export const in5 = (statement = PROTOCOL_ERROR): Rule['statements'] => ({ 5: statement });
