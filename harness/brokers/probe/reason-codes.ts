/** Why a server refuses, by the names of the specification. Below 0x80 they are codes of 3.1.1. */
const names: Readonly<Record<number, string>> = {
  1: 'unacceptable protocol version',
  2: 'identifier rejected',
  3: 'Server unavailable',
  4: 'bad user name or password',
  5: 'not authorized',
  128: 'Unspecified error',
  129: 'Malformed Packet',
  130: 'Protocol Error',
  131: 'Implementation specific error',
  132: 'Unsupported Protocol Version',
  133: 'Client Identifier not valid',
  134: 'Bad User Name or Password',
  135: 'Not authorized',
  136: 'Server unavailable',
  137: 'Server busy',
  138: 'Banned',
  140: 'Bad authentication method',
  144: 'Topic Name invalid',
  149: 'Packet too large',
  151: 'Quota exceeded',
  153: 'Payload format invalid',
  154: 'Retain not supported',
  155: 'QoS not supported',
  156: 'Use another server',
  157: 'Server moved',
  159: 'Connection rate exceeded',
};

/** E.g. `0x88 Server unavailable` [MQTT 5, table 3-1; MQTT 3.1.1, table 3.1]. */
export function reasonName(code: number): string {
  const hex = `0x${code.toString(16).toUpperCase().padStart(2, '0')}`;
  const name = names[code];
  return name === undefined ? hex : `${hex} ${name}`;
}

/** The codes that are about who is connecting: 4 and 5 in 3.1.1, 0x86, 0x87 and 0x8C in 5. */
export const isAboutCredentials = (code: number): boolean => [4, 5, 0x86, 0x87, 0x8c].includes(code);
