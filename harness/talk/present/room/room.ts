import { randomBytes } from 'node:crypto';
import type { IncomingMessage, ServerResponse } from 'node:http';
import type { Socket } from 'node:net';
import type { Duplex } from 'node:stream';
import type { Text } from '../../../base/text.ts';
import { type Invitation, invitation } from '../server/invitation.ts';
import type { Command, Deck, StageState } from '../state.ts';
import { Door } from './door.ts';
import { type RoomLimits, usualLimits } from './limits.ts';
import type { FromRoom } from './messages.ts';
import { PhonePage, type PhoneState } from './phone/phone-page.ts';
import { RoomProcess } from './room-process.ts';
import type { RoomState, RoomTold } from './room-state.ts';
import type { Question } from './topics.ts';

export interface RoomOptions {
  readonly tell: (told: RoomTold) => void;
  readonly limits?: RoomLimits;
}

/** The room with its phones. All that strangers send is read in another process; here they are only counted. */
export class Room implements AsyncDisposable {
  /** In the address of the phone page, and in the topics. */
  readonly #session = randomBytes(16).toString('base64url');
  readonly #path = `/room/${this.#session}/`;
  readonly #tell: RoomOptions['tell'];
  readonly #limits: RoomLimits;
  readonly #door: Door;
  readonly #page: PhonePage;
  #address: Invitation | undefined;
  #process: RoomProcess | undefined;
  #state: RoomState = { isOpen: false, invites: false, tally: { slide: 0, votes: [], phones: 0 } };
  #ready = Promise.withResolvers<void>();
  #ended = false;

  constructor({ tell, limits = usualLimits }: RoomOptions) {
    this.#tell = tell;
    this.#limits = limits;
    this.#door = new Door(limits);
    this.#page = new PhonePage({ session: this.#session, state: (address) => this.#stateFor(address) });
    this.#open();
  }

  /** Settles when phones can come in. */
  get ready(): Promise<void> {
    return this.#ready.promise;
  }

  /** Address of the phone page, once it is known where the server listens. */
  get address(): Invitation | undefined {
    return this.#address;
  }

  /** For a view that joins. */
  get soFar(): RoomTold {
    return { room: this.#state, ...(this.#address && { address: this.#address }), packets: [] };
  }

  /** @param host as phones reach it */
  async listensAt(host: string, port: number): Promise<void> {
    this.#address = await invitation(host, port, this.#path);
  }

  /** Opens it, or closes it at once: every connection, and the broker. */
  toggle(): void {
    if (this.#process === undefined) this.#open();
    else this.#close();
  }

  /** Shows the QR code for phones, or hides it. */
  invite(isShown = !this.#state.invites): void {
    if (isShown !== this.#state.invites) this.#change({ invites: isShown });
  }

  /** @returns whether that was all that was wanted */
  perform(command: Command): boolean {
    if (command.do === 'toggle-room') this.toggle();
    else if (command.do === 'invite-phones') this.invite();
    else {
      // What shows something else, or nothing, puts the QR code away; Esc that has done so has done its work.
      const isAll = command.do === 'back' && this.#state.invites;
      this.invite(false);
      return isAll;
    }
    return true;
  }

  /** Asks what the slide asks that is shown now. */
  follow({ slides }: Deck, { slide }: StageState): void {
    const vote = slides[slide]?.vote;
    this.ask(vote && { slide, ...vote });
  }

  /** Opens the vote of the slide that is shown; `undefined`: it asks nothing. */
  ask(question: Question | undefined): void {
    if (JSON.stringify(question) === JSON.stringify(this.#state.question)) return;
    const { question: _, ...state } = this.#state;
    const tally = { slide: question?.slide ?? 0, votes: question?.options.map(() => 0) ?? [] };
    this.#state = { ...state, ...(question && { question }) };
    this.#process?.send({ ask: question ?? null });
    this.#change({ tally: { ...tally, phones: state.tally.phones } });
  }

  /** Answers a request for the phone page, or what belongs to it. @returns whether it was one */
  answers(request: IncomingMessage, response: ServerResponse, pathname: string): boolean {
    const isOurs = pathname.startsWith(this.#path) && request.method === 'GET';
    return isOurs && this.#page.answers(request, response, pathname.slice(this.#path.length));
  }

  /** Whether a request to go on as something else is for the room: MQTT over WebSocket, from a page of this server. */
  wants({ url, headers }: IncomingMessage): boolean {
    const { origin, host, upgrade, 'sec-websocket-protocol': offered } = headers;
    return (
      url === `${this.#path}mqtt` &&
      upgrade?.toLowerCase() === 'websocket' &&
      offered?.split(',').some((name) => name.trim() === 'mqtt') === true &&
      (origin === undefined || origin === `http://${host}`)
    );
  }

  /** A phone wants to come in; it is handed over to the room's process. */
  enter(request: IncomingMessage, socket: Duplex, head: Buffer): void {
    socket.on('error', () => {});
    const { url = '', headers } = request;
    const address = request.socket.remoteAddress ?? '';
    if (!this.#state.isOpen || !this.wants(request) || !this.#door.enter(address)) {
      socket.end('HTTP/1.1 503 Service Unavailable\r\nConnection: close\r\n\r\n');
      return;
    }
    const enter = { url, headers, head: head.toString('base64'), address };
    // What is upgraded by an HTTP server without TLS is a socket.
    this.#process?.hand(enter, socket as Socket);
  }

  async [Symbol.asyncDispose](): Promise<void> {
    this.#ended = true;
    await this.#process?.end();
  }

  #stateFor(address: string): PhoneState {
    if (!this.#state.isOpen) return 'off';
    return this.#door.hasPlaceFor(address) ? 'open' : 'full';
  }

  #open(): void {
    const opened: RoomProcess = new RoomProcess(
      { session: this.#session, limits: this.#limits },
      (message) => {
        if (this.#process === opened) this.#hear(message);
      },
    );
    this.#process = opened;
    const gone = (complaint: string) => {
      if (this.#process !== opened || this.#ended) return;
      this.#close(endedItself(complaint));
    };
    opened.ended.then(gone, gone);
  }

  #close(trouble?: Text): void {
    this.#process?.kill();
    this.#process = undefined;
    this.#door.clear();
    const { tally, question } = this.#state;
    this.#ready = Promise.withResolvers();
    this.#change({
      isOpen: false,
      invites: false,
      ...(trouble && { trouble }),
      tally: { ...tally, votes: question?.options.map(() => 0) ?? [], phones: 0 },
    });
  }

  #hear(message: FromRoom): void {
    if ('left' in message) this.#door.leave(message.left);
    else if ('ready' in message) {
      const { trouble: _, ...state } = this.#state;
      this.#state = state;
      this.#process?.send({ ask: state.question ?? null });
      this.#change({ isOpen: true });
      this.#ready.resolve();
    } else {
      const { tally, packets } = message.news;
      // Of the slide before: the room has not heard yet that it moved.
      const isNow = tally.slide === this.#state.tally.slide;
      this.#change({ tally: isNow ? tally : { ...this.#state.tally, phones: tally.phones } }, packets);
    }
  }

  #change(part: Partial<RoomState>, packets: RoomTold['packets'] = []): void {
    this.#state = { ...this.#state, ...part };
    this.#tell({ room: this.#state, packets });
  }
}

const endedItself = (complaint: string): Text => ({
  en: `the room's broker has ended (${complaint})`,
  ja: `会場用のブローカーが止まりました(${complaint})`,
});
