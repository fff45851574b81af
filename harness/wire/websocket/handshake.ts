import type { Direction } from '../../protocol/packet.ts';
import type { PacketStream } from '../stream/packet-stream.ts';
import type { StreamContext } from '../stream/stream-context.ts';
import type { Carrier } from '../tap/carrier.ts';
import type { Outlet } from '../tap/outlet.ts';
import { WebSocketCarrier } from '../tap/websocket-carrier.ts';
import {
  describeRequest,
  describeResponse,
  HttpHead,
  isSwitching,
  isUpgrade,
  upgradeRequestFor,
} from './upgrade.ts';

/** Both directions of MQTT over WebSocket. @param host the broker's name for the request's `Host` */
export function webSocketCarriers(
  host: string,
  context: StreamContext,
  outlets: Readonly<Record<Direction, Outlet>>,
): Record<Direction, Carrier> {
  return {
    'to-broker': new RequestCarrier(host, context, outlets['to-broker']),
    'to-client': new ResponseCarrier(context, outlets['to-client']),
  };
}

/** A direction that begins with HTTP and goes on with WebSocket frames. */
abstract class HandshakeCarrier implements Carrier {
  protected readonly outlet: Outlet;
  /** The HTTP head; undefined once it was sent. */
  protected head: HttpHead | undefined;
  protected readonly context: StreamContext;
  readonly #frames: WebSocketCarrier;

  constructor(direction: Direction, head: HttpHead, context: StreamContext, outlet: Outlet) {
    this.outlet = outlet;
    this.head = head;
    this.context = context;
    this.#frames = new WebSocketCarrier(direction, context, outlet);
  }

  /** @returns how many bytes of the chunk belong to the head */
  protected abstract take(chunk: Buffer, head: HttpHead): number;

  get stream(): PacketStream {
    return this.#frames.stream;
  }

  push(chunk: Buffer): void {
    const taken = this.head ? this.take(chunk, this.head) : 0;
    if (!this.head) this.#frames.push(chunk.subarray(taken));
  }

  end(done: () => void): void {
    this.#frames.end(done);
  }

  close(): void {
    this.#frames.close();
  }
}

/** The client's upgrade request, and then its frames. */
class RequestCarrier extends HandshakeCarrier {
  readonly #host: string;

  constructor(host: string, context: StreamContext, outlet: Outlet) {
    super('to-broker', new HttpHead('GET '), context, outlet);
    this.#host = host;
  }

  override end(done: () => void): void {
    if (this.head) this.#leave(this.head.bytes, 'ended in the HTTP request');
    super.end(done);
  }

  protected override take(chunk: Buffer, head: HttpHead): number {
    const taken = head.take(chunk);
    if (taken === undefined) this.#leave(head.bytes, 'not an HTTP request');
    else if (head.complete && isUpgrade(head.bytes)) this.#upgrade(head.bytes);
    else if (head.complete) this.#leave(head.bytes, 'HTTP request, but not for WebSocket');
    return taken ?? 0;
  }

  #upgrade(head: Buffer): void {
    if (this.context.tellsCarrier) this.context.note('upgrade', 'to-broker', describeRequest(head));
    this.#leave(upgradeRequestFor(this.#host, head));
  }

  #leave(head: Buffer, complaint?: string): void {
    this.head = undefined;
    this.outlet.write(head);
    if (complaint !== undefined) this.stream.giveUp(complaint);
  }
}

/** The broker's answer to it, passed on part by part, and then its frames. */
class ResponseCarrier extends HandshakeCarrier {
  constructor(context: StreamContext, outlet: Outlet) {
    super('to-client', new HttpHead('HTTP/1.'), context, outlet);
  }

  protected override take(chunk: Buffer, head: HttpHead): number {
    const taken = head.take(chunk);
    if (taken !== undefined) this.outlet.write(chunk.subarray(0, taken));
    if (taken === undefined) this.stream.giveUp('not an HTTP response');
    else if (head.complete) this.#answered(head);
    if (taken === undefined || head.complete) this.head = undefined;
    return taken ?? 0;
  }

  #answered(head: HttpHead): void {
    const { context, stream } = this;
    const agreed = isSwitching(head.bytes);
    if (!context.tellsCarrier) {
      if (!agreed) stream.giveUp(head.firstLine);
    } else if (agreed) context.note('upgraded', 'to-client', describeResponse(head.bytes));
    else {
      context.note('upgrade-refused', 'to-client', head.firstLine);
      stream.giveUp();
      context.isNotMqtt('to-client');
    }
  }
}
