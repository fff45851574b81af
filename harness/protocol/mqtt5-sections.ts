const section = (anchor: string) =>
  `https://docs.oasis-open.org/mqtt/mqtt/v5.0/os/mqtt-v5.0-os.html#${anchor}`;

/** Sections of MQTT 5, by what they are about. */
export const mqtt5Sections = {
  properties: section('_Toc3901027'),
  receiveMaximum: section('_Toc3901049'),
  authenticationData: section('_Toc3901056'),
  userProperty: section('_Toc3901116'),
  subscriptionIdentifier: section('_Toc3901117'),
  subscribeActions: section('_Toc3901170'),
  subscriptionOptions: section('_Toc3901169'),
  disconnectExpiry: section('_Toc3901211'),
  sharedSubscriptions: section('_Toc3901250'),
} as const;
