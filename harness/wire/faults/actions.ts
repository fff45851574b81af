import type { Direction, Fate } from '../../protocol/packet.ts';
import type { Exit } from '../stream/pieces.ts';
import type { StreamContext } from '../stream/stream-context.ts';
import type { Fault } from './fault.ts';
import { FreezeFault, HoldFault } from './held-fault.ts';
import type { Action } from './rule.ts';

interface Effect {
  readonly fate: Fate;
  /** Whether the packet is taken out of the stream. */
  readonly drops: boolean;
  /** Whether the fault needs all bytes of the packet. */
  readonly keeps: boolean;
}

export const effects: Record<Action, Effect> = {
  pass: { fate: 'passed', drops: false, keeps: false },
  lose: { fate: 'lost', drops: true, keeps: false },
  hold: { fate: 'held', drops: true, keeps: true },
  delay: { fate: 'delayed', drops: true, keeps: true },
  duplicate: { fate: 'duplicated', drops: false, keeps: true },
  strand: { fate: 'held', drops: true, keeps: true },
};

/** The stream a fault acts on. */
export interface Stream {
  readonly direction: Direction;
  readonly exit: Exit;
  /** Sends this packet between two packets of the stream; false if the stream is closed. */
  insert(packet: Buffer): boolean;
  /** Sends this packet after `ms`; the stream does not end before. */
  insertLater(packet: Buffer, ms: number): void;
}

/** Carries out the fault when the last byte of its packet has come. */
export function carryOut(fault: Fault, packet: Buffer, stream: Stream, context: StreamContext): void {
  if (fault.action === 'duplicate' || fault.action === 'strand') {
    if (fault.action === 'strand') freeze(fault, stream, context);
    stream.insert(packet);
    context.budget.give(packet.length);
  } else if (fault.action === 'delay') stream.insertLater(packet, fault.delayMs);
  else if (fault instanceof HoldFault) {
    fault.keep(() => {
      context.budget.give(packet.length);
      return stream.insert(packet);
    });
  }
  if (fault.sequel === 'cut') stream.exit.act(() => context.cut());
  if (fault.sequel === 'freeze' && fault.action !== 'strand') freeze(fault, stream, context);
}

function freeze(fault: Fault, stream: Stream, context: StreamContext): void {
  stream.exit.act(() => {
    const frozen = context.freeze();
    if (fault instanceof FreezeFault) fault.froze(frozen);
  });
}
