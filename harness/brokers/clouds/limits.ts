import type { ProtocolVersion } from '../../protocol/version.ts';
import type { Fact } from './fact.ts';

/** A TCP port of a cloud. All of them are TLS. */
interface Listener {
  readonly scheme: 'mqtts' | 'wss';
  readonly port: number;
  /** The protocol that the client must offer in TLS. */
  readonly alpn?: string;
}

/** At most `count` in each second, for each of `per`. */
export interface Rate {
  readonly count: number;
  readonly per: 'connection' | 'client-id' | 'account';
}

interface KeepAlive {
  /** Seconds. */
  readonly minimum?: number;
  readonly maximum: number;
  /** What happens to a value outside; left out if the page does not say. 0 is above the maximum. */
  readonly outside?: 'adjusted';
}

interface SessionExpiry {
  /** What an MQTT 5 client may ask for at most, in seconds. */
  readonly maximum?: number;
  /** The same where the account did not raise it. */
  readonly usualMaximum?: number;
  /** How long a session of MQTT 3.1.1 is kept, in seconds. */
  readonly under311?: number;
  /** `adjusted`: a longer one is shortened, and CONNACK tells the value. */
  readonly beyond?: 'adjusted';
  /** A session may last this much longer, and never shorter. */
  readonly mayLastLonger?: number;
}

type ControlPacket = 'CONNACK' | 'PUBACK' | 'SUBACK' | 'DISCONNECT';

/**
 * What the makers of a cloud broker document about it. A limit is left out if our sources say nothing about it. Sizes are
 * in bytes, times in seconds.
 */
export interface CloudLimits {
  readonly protocolVersions?: Fact<readonly ProtocolVersion[]>;

  // Connecting
  readonly listeners?: Fact<readonly Listener[]>;
  readonly tlsVersions?: Fact<readonly string[]>;
  /** Clients must give a name and a password, or a certificate. */
  readonly noAnonymous?: Fact<true>;
  /** The client sends nothing after CONNECT before it has CONNACK. */
  readonly waitsForConnack?: Fact<true>;
  readonly clientIdBytes?: Fact<number>;
  /** A client id does not begin with this. */
  readonly clientIdNotBeginning?: Fact<string>;
  readonly keepAlive?: Fact<KeepAlive>;
  readonly connectsPerSecond?: Fact<Rate>;
  readonly concurrentSessions?: Fact<number>;
  /** A WebSocket connection is ended after this. */
  readonly webSocketSeconds?: Fact<number>;
  readonly assignedClientId?: Fact<boolean>;
  readonly enhancedAuthentication?: Fact<boolean>;
  readonly responseInformation?: Fact<boolean>;
  /** In any other packet than PUBLISH they make the request fail. */
  readonly userPropertiesOnPublishOnly?: Fact<true>;

  // Sessions
  readonly sessionExpiry?: Fact<SessionExpiry>;
  /** Messages (and bytes) that wait for a client that is away. */
  readonly queue?: Fact<{ readonly messages: number; readonly bytes?: number }>;
  /** What happens to a session whose queue is full. */
  readonly queueOverflow?: Fact<'ends-the-session' | 'drops'>;
  /** Stored messages are sent to a client that is back no faster than this. */
  readonly replayedPerSecond?: Fact<number>;

  // Publishing
  readonly maximumQoS?: Fact<1 | 2>;
  /** What happens to a PUBLISH at QoS 2. */
  readonly publishAtQoS2?: Fact<'unanswered' | 'closed'>;
  readonly retain?: Fact<'kept' | 'not-for-wildcards-or-shared' | 'not-kept'>;
  readonly retainUnder311?: Fact<'closed'>;
  readonly retainedBytes?: Fact<number>;
  readonly retainedMessages?: Fact<number>;
  readonly payloadBytes?: Fact<number>;
  /** A whole MQTT control packet. */
  readonly packetBytes?: Fact<number>;
  readonly topicBytes?: Fact<number>;
  /** Of topics and filters; `a/b` has 2. */
  readonly topicLevels?: Fact<number>;
  /** The only topics and filters, with `{id}` for the client id and `#` for any rest. */
  readonly allowedTopics?: Fact<{
    readonly publish: readonly string[];
    readonly subscribe: readonly string[];
  }>;
  readonly propertyBytes?: Fact<{
    readonly userProperties: number;
    readonly responseTopic: number;
    readonly contentType: number;
    readonly correlationData: number;
  }>;
  readonly topicAliasMaximum?: Fact<number>;
  /** Of aliases that the broker uses towards a client. */
  readonly topicAliasesToClient?: Fact<number>;
  /** Unacknowledged messages at QoS 1 from a client. */
  readonly receiveMaximum?: Fact<number>;
  readonly publishesPerSecond?: Fact<Rate>;
  /** Of all clients, both ways. */
  readonly messagesPerSecond?: Fact<Rate>;
  readonly bytesPerSecond?: Fact<Rate>;
  readonly messageExpiry?: Fact<{
    readonly minimum: number;
    readonly maximum: number;
    readonly outside: 'adjusted';
  }>;
  readonly willTopics?: Fact<readonly string[]>;

  // Subscribing
  readonly subscribeAtQoS2?: Fact<'unanswered' | 'granted-1'>;
  readonly filtersPerSubscribe?: Fact<number>;
  readonly subscriptionsPerConnection?: Fact<number>;
  readonly filterLevels?: Fact<number>;
  readonly subscribesPerSecond?: Fact<Rate>;
  readonly wildcards?: Fact<boolean>;
  readonly sharedSubscriptions?: Fact<boolean>;
  readonly sharedUnder311?: Fact<true>;
  readonly sharedOverflow?: Fact<'drops-the-newest'>;
  readonly subscriptionIdentifiers?: Fact<boolean>;
  /** A SUBACK may come some time before the first matching message does. */
  readonly subscriptionMayBeLate?: Fact<true>;
  /** `sensor/#` matches `sensor` [MQTT-4.7.1-2]. */
  readonly hashMatchesParent?: Fact<boolean>;

  // Delivering
  readonly order?: Fact<'guaranteed' | 'not-guaranteed'>;
  readonly dup?: Fact<'not-supported'>;
  readonly packetIdAtResending?: Fact<'may-change'>;
  readonly qos0MayRepeat?: Fact<true>;
  /** Unacknowledged messages at QoS 1 to a client. */
  readonly inFlightToClient?: Fact<number>;
  readonly deliveriesPerSecond?: Fact<Rate>;
  /** What happens to a client that answers with PUBACK and an error code. */
  readonly errorPuback?: Fact<'closed'>;
  readonly reasonCodes?: Fact<Readonly<Record<ControlPacket, readonly number[]>>>;
}
