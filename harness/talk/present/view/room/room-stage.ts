import type { RoomState, RoomTold } from '../../room/room-state.ts';
import type { Invitation } from '../../server/invitation.ts';
import { element, setText } from '../element.ts';
import { say } from '../say.ts';
import type { Talk } from '../talk/talk.ts';
import { codeOf } from './code.ts';
import { Floats } from './floats.ts';
import { Lane } from './lane.ts';
import { VotePanel } from './vote-panel.ts';
import * as words from './words.ts';

/** The room on the stage: votes, reactions, packets, and the QR code for phones. Empty without a room. */
export class RoomStage {
  readonly #stage: HTMLElement;
  readonly #vote = new VotePanel();
  readonly #floats = new Floats();
  readonly #lane = new Lane();
  readonly #invitation = element('div', { class: 'invitation room-invitation' });
  /** Only for the presenter. */
  readonly #status = element('p', { class: 'room-status', role: 'status' });
  #room: RoomState | undefined;
  #address: Invitation | undefined;
  #slide = 0;

  constructor(stage: HTMLElement) {
    this.#stage = stage;
    window.addEventListener('room', (event) => {
      if (event instanceof CustomEvent) this.#hear(event.detail);
    });
  }

  /** Follows the slide. A window that has lost its server shows no room. */
  draw({ stage, isAlone }: Talk): void {
    this.#slide = stage.slide;
    if (isAlone) this.#room = undefined;
    this.#draw();
  }

  #hear({ room, address, packets }: RoomTold): void {
    if (!this.#stage.contains(this.#lane.element)) this.#begin();
    this.#room = room;
    this.#address = address ?? this.#address;
    for (const packet of packets) {
      this.#lane.add(packet);
      if (packet.what === 'reaction') this.#floats.add(packet.payload);
    }
    if (room.isOpen) this.#lane.tally(room.tally);
    this.#draw();
  }

  #begin(): void {
    this.#stage.append(this.#vote.element, this.#lane.element, this.#floats.element, this.#invitation);
    document.querySelector('[data-view="presenter"] .beside')?.append(this.#status);
  }

  #draw(): void {
    const [room, address] = [this.#room, this.#address];
    const isOpen = room?.isOpen === true;
    this.#stage.dataset.room = isOpen ? 'open' : 'off';
    if (!isOpen) {
      this.#lane.clear();
      this.#floats.clear();
    }
    this.#invitation.hidden = !isOpen || !room.invites || address === undefined;
    if (room === undefined) {
      this.#vote.element.hidden = true;
      return;
    }
    if (address !== undefined && this.#invitation.childElementCount === 0) this.#invite(address);
    this.#vote.draw(room, this.#slide, address);
    const count = isOpen ? ` · ${say(words.phones(room.tally.phones))}` : '';
    const trouble = room.trouble === undefined ? '' : ` — ${say(room.trouble)}`;
    setText(this.#status, `${say(isOpen ? words.open : words.off)}${count}${trouble}`);
  }

  #invite(address: Invitation): void {
    this.#invitation.replaceChildren(
      element('p', { class: 'join' }, say(words.takePart)),
      codeOf(address),
      element('p', { class: 'address' }, new URL(address.url).host),
    );
  }
}
