const section = (anchor: string) =>
  `https://docs.oasis-open.org/mqtt/mqtt/v3.1.1/os/mqtt-v3.1.1-os.html#${anchor}`;

/** Sections of MQTT 3.1.1, by what they are about. */
export const mqtt311Sections = {
  strings: section('_Toc398718016'),
  fixedHeaderFlags: section('_Toc398718022'),
  packetIdentifier: section('_Toc398718025'),
  connect: section('_Toc398718028'),
  connectFlags: section('_Toc398718030'),
  connectActions: section('_Toc398718032'),
  connack: section('_Toc398718035'),
  dup: section('_Toc398718038'),
  topicName: section('_Toc398718039'),
  pubrel: section('_Toc398718053'),
  subscribe: section('_Toc398718063'),
  subscribePayload: section('_Toc398718066'),
  subscribeActions: section('_Toc398718067'),
  unsubscribe: section('_Toc398718072'),
  unsubscribeActions: section('_Toc398718076'),
  deliveryRetry: section('_Toc398718103'),
  topics: section('_Toc398718106'),
  wildcards: section('_Toc398718107'),
} as const;
