/** The parts of MQTT that a lab can be about. Of ordinary packets, a terminal shows those, and the messages. */
export type Matter =
  /** CONNECT to DISCONNECT, and the pings between. */
  | 'connections'
  /** SUBSCRIBE and UNSUBSCRIBE. Without this, only those with a wildcard are shown. */
  | 'filters'
  /** The same with their answers. */
  | 'subscriptions'
  /** PUBACK to PUBCOMP, and packet identifiers. */
  | 'acknowledgements'
  /** How many bytes each packet has. */
  | 'sizes';
