import type { IClientPublishOptions, IPublishPacket } from 'mqtt';

/** A question or an answer, with the topic and the id that the answer needs. */
export interface Letter {
  readonly text: string;
  /** The topic for the answer. */
  readonly replyTo?: string;
  /** Chosen by the requester and repeated in the answer. */
  readonly id?: string;
}

/** How letters become messages. */
export interface Post {
  /** @param expires seconds until the letter expires; MQTT 3.1.1 has no field for it */
  write(letter: Letter, expires?: number): { payload: string; properties?: Properties };
  /** Undefined for a message that is not a letter: any client may publish to a topic. */
  read(payload: Buffer, packet: IPublishPacket): Letter | undefined;
}

type Properties = NonNullable<IClientPublishOptions['properties']>;

//#region mqtt5
/** MQTT 5: in properties, so that the payload can have any format. */
export const byProperties: Post = {
  write: ({ text, replyTo, id }, expires) => ({
    payload: text,
    properties: {
      ...(replyTo !== undefined && { responseTopic: replyTo }),
      ...(id !== undefined && { correlationData: Buffer.from(id) }),
      ...(expires !== undefined && { messageExpiryInterval: expires }),
    },
  }),
  read: (payload, { properties: { responseTopic, correlationData } = {} }) => ({
    text: payload.toString(),
    ...(responseTopic !== undefined && { replyTo: responseTopic }),
    ...(correlationData !== undefined && { id: correlationData.toString() }),
  }),
};
//#endregion

//#region mqtt311
/** MQTT 3.1.1: in the payload, by a convention that both sides must know. */
export const byConvention: Post = {
  write: (letter) => ({ payload: JSON.stringify(letter) }),
  read: (payload) => {
    try {
      const read: unknown = JSON.parse(payload.toString());
      return isLetter(read) ? read : undefined;
    } catch {
      return undefined;
    }
  },
};
//#endregion

const isLetter = (read: unknown): read is Letter =>
  typeof read === 'object' && read !== null && 'text' in read && typeof read.text === 'string';
