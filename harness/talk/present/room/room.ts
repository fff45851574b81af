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

/** The room with its phones. A separate process reads what strangers send; this class only counts connections. */
export class Room implements AsyncDisposable {
  /** Part of the address of the phone page, and of the topics. */
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

  /** Settles when phones can join. */
  get ready(): Promise<void> {
    return this.#ready.promise;
  }

  /** Address of the phone page, once the server listens. */
  get address(): Invitation | undefined {
    return this.#address;
  }

  /** The state for a view that joins. */
  get soFar(): RoomTold {
    return { room: this.#state, ...(this.#address && { address: this.#address }), packets: [] };
  }

  /** @param host as phones reach it */
  async listensAt(host: string, port: number): Promise<void> {
    this.#address = await invitation(host, port, this.#path);
  }

  /** Opens the room, or closes it at once with all its connections. */
  toggle(): void {
    if (this.#process === undefined) this.#open();
    else this.#close();
  }

  /** Shows or hides the QR code for phones. */
  invite(isShown = !this.#state.invites): void {
    if (isShown !== this.#state.invites) this.#change({ invites: isShown });
  }

  /** @returns whether the command needs nothing else */
  perform(command: Command): boolean {
    if (command.do === 'toggle-room') this.toggle();
    else if (command.do === 'invite-phones') this.invite();
    else {
      // A command that shows something else hides the QR code. If Esc hid it, Esc does nothing else.
      const isAll = command.do === 'back' && this.#state.invites;
      this.invite(false);
      return isAll;
    }
    return true;
  }

  /** Opens the vote of the current slide. */
  follow({ slides }: Deck, { slide }: StageState): void {
    const vote = slides[slide]?.vote;
    this.ask(vote && { slide, ...vote });
  }

  /** Opens a vote. `undefined`: the slide asks nothing. */
  ask(question: Question | undefined): void {
    if (JSON.stringify(question) === JSON.stringify(this.#state.question)) return;
    const { question: _, ...state } = this.#state;
    const tally = { slide: question?.slide ?? 0, votes: question?.options.map(() => 0) ?? [] };
    this.#state = { ...state, ...(question && { question }) };
    this.#process?.send({ ask: question ?? null });
    this.#change({ tally: { ...tally, phones: state.tally.phones } });
  }

  /** Answers a request for the phone page or its parts. @returns whether it was such a request */
  answers(request: IncomingMessage, response: ServerResponse, pathname: string): boolean {
    const isOurs = pathname.startsWith(this.#path) && request.method === 'GET';
    return isOurs && this.#page.answers(request, response, pathname.slice(this.#path.length));
  }

  /** Whether a request to upgrade is for the room: MQTT over WebSocket, from a page of this server. */
  wants({ url, headers }: IncomingMessage): boolean {
    const { origin, host, upgrade, 'sec-websocket-protocol': offered } = headers;
    return (
      url === `${this.#path}mqtt` &&
      upgrade?.toLowerCase() === 'websocket' &&
      offered?.split(',').some((name) => name.trim() === 'mqtt') === true &&
      (origin === undefined || origin === `http://${host}`)
    );
  }

  /** Hands the connection of a phone over to the room's process. */
  enter(request: IncomingMessage, socket: Duplex, head: Buffer): void {
    socket.on('error', () => {});
    const { url = '', headers } = request;
    const address = request.socket.remoteAddress ?? '';
    if (!this.#state.isOpen || !this.wants(request) || !this.#door.enter(address)) {
      socket.end('HTTP/1.1 503 Service Unavailable\r\nConnection: close\r\n\r\n');
      return;
    }
    const enter = { url, headers, head: head.toString('base64'), address };
    // Without TLS, the upgraded stream is a socket.
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
      // The tally may be of the slide before: the room's process has not heard of the change yet.
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
