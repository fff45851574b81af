import type { Lab } from '../../harness/lab/index.ts';
import { comesBack, type Greenhouse } from './greenhouse.ts';
import { written } from './messages.ts';

/** Longer than a second, also on brokers that count whole seconds and check now and then. */
const EXPIRED_MS = 3_200;

/** The PUBACK for an order is lost, so the gardener's client sends it again. */
export async function orderTwice(
  lab: Lab<'greenhouse.vent-once'>,
  { root, vent, motor, gardener, panel }: Greenhouse,
): Promise<void> {
  const before = lab.trace.to('vent').of('PUBLISH').count;
  lab.network.lose('PUBACK').to('gardener').andCut();
  await gardener.publishAsync(`${root}/vent/set`, written({ id: 'order-1', to: 'open' }), { qos: 1 });
  await lab.claim('greenhouse.vent-once', { came: 2, moves: ['open'], reports: ['open'] }, async () => {
    await lab.fence(lab.inbox(motor), gardener, `${root}/vent/set`, 1);
    // The fence came, too.
    const came = lab.trace.to('vent').of('PUBLISH').count - before - 1;
    const shown = await lab.fence(lab.inbox(panel), motor, `${root}/vent/state`, 1);
    const reports = shown.filter(({ topic }) => topic.endsWith('vent/state'));
    return { came, moves: vent.moves, reports: reports.map(({ payload }) => payload) };
  });
}

/** An order that counts for a second, to a vent that comes back after three. */
export async function staleOrder(
  lab: Lab<'greenhouse.stale-order'>,
  { root, vent, motor, gardener }: Greenhouse,
): Promise<void> {
  await motor.endAsync();
  //#region expiry
  await gardener.publishAsync(`${root}/vent/set`, written({ id: 'order-2', to: 'closed' }), {
    qos: 1,
    properties: { messageExpiryInterval: 1 },
  });
  //#endregion
  await lab.letPass(EXPIRED_MS, { en: 'the order to expire', ja: '指示の期限切れ' });
  await comesBack(lab, motor);
  await lab.claim('greenhouse.stale-order', ['open'], async () => {
    await lab.fence(lab.inbox(motor), gardener, `${root}/vent/set`, 1);
    return vent.moves;
  });
}
