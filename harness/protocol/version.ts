/** MQTT protocol levels as CONNECT carries them: 4 is MQTT 3.1.1, 5 is MQTT 5. */
export type ProtocolVersion = 4 | 5;
export const protocolVersions: readonly ProtocolVersion[] = [4, 5];
