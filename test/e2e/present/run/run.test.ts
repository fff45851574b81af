import { describe, expect, test } from 'vitest';
import { openEmbedded } from '../../../../harness/brokers/embedded/embedded.ts';
import { openFaultyBroker } from '../../../../harness/faulty/faulty-broker.ts';
import { gallery } from '../../../../labs/faults.ts';
import { readRecording } from '../../../../labs/recordings.ts';
import { haltingBroker } from '../../support/halting-broker.ts';
import { retainedAt } from '../../support/retained-at.ts';
import { withoutQoS2 } from '../../support/without-qos-2.ts';
import { deckOf, littleTalk } from '../deck.ts';
import { presenting, withBrowser } from '../talk.ts';
import { workers } from '../workers.ts';

const windows = withBrowser();

describe('a lab on a slide', () => {
  test('runs by a key: packets, then claims, then a word about all', async (context) => {
    const { url } = await presenting(context);
    const open = await windows(context);
    const asked: string[] = [];
    open.context.on('request', (request) => asked.push(new URL(request.url()).origin));
    const view = await open.open(url);
    await view.press('ArrowRight', 'a');
    await view.untilRun();
    await view.until('.diagram svg .type-message');
    await view.press('s');
    await view.untilDone('holds');
    const { claims } = readRecording('03-retain');
    expect(Object.values(await view.verdicts())).toEqual(claims.map(() => 'holds'));
    expect(await view.text('.done')).toMatch(new RegExp(`^${claims.length} claims hold · took\\s\\d+\\sms$`));
    expect(await view.text('.run .badge')).toMatch(/^embedded \d\S+\s+ready$/);
    await view.press('Escape');
    await view.untilSlide(2);
    expect(new Set(asked)).toEqual(new Set([new URL(url).origin]));
    expect(open.complaints).toEqual([]);
  });

  test('runs by its button, which keeps no keys afterwards', async (context) => {
    const { url } = await presenting(context);
    const view = await (await windows(context)).open(url);
    await view.press('ArrowRight');
    await view.page.click('.run-lab');
    await view.untilRun();
    await view.press('Escape');
    await view.untilSlide(2);
    await view.page.focus('.run-lab');
    await view.press(' ');
    await view.untilSlide(3);
  });

  test('that is over makes room for another one, however much of it is still to be shown', async (context) => {
    const { url } = await presenting(context);
    const view = await (await windows(context)).open(url);
    await view.press('ArrowRight', 'a');
    await view.until('.run[data-state="playing"]');
    expect(await view.text('.hints')).toMatch(/^s: show it all now\s+Esc: back to the slide$/);
    await view.press('Escape', 'Shift+R');
    await view.until('.recorded');
    await view.press('r');
    await view.until('.run[data-source="live"][data-state="playing"]');
    await view.press('c');
    await view.untilDone('holds');
  });

  test('is cancelled by a key, and leaves nothing on the broker', async (context) => {
    const broker = await haltingBroker('late', context);
    const { url } = await presenting(context, { broker: broker.url });
    const view = await (await windows(context)).open(url);
    await view.press('ArrowRight', 'a');
    await broker.halted;
    expect(await retainedAt(broker.url)).toEqual(['open']);
    await view.press('c');
    await view.untilDone('cancelled');
    expect(await retainedAt(broker.url)).toEqual([]);
    await view.press('Escape', 'ArrowRight');
    await view.untilSlide(3);
  });

  test('that never ends is ended', async (context) => {
    const broker = await haltingBroker('late', context);
    const { url } = await presenting(context, {
      broker: broker.url,
      patience: { deadline: 1_000, grace: 500 },
    });
    const open = await windows(context);
    const view = await open.open(url);
    await view.press('ArrowRight', 'a');
    await view.until('.recorded');
    await view.press('s');
    await view.untilDone('holds');
    const presenter = await open.open(new URL('/presenter', url).href);
    await view.until('.run[data-state="ended"]');
    await expect.poll(() => presenter.text('.run-trouble')).toBe('ended: it took longer than 1 s');
  });

  test('that does not listen is ended all the same, and the next one runs', async (context) => {
    if (process.platform !== 'linux')
      return context.skip('the processes of a process are shown by Linux only');
    const broker = await haltingBroker('late', context);
    const talk = await presenting(context, {
      broker: broker.url,
      patience: { deadline: 60_000, grace: 300 },
    });
    const view = await (await windows(context)).open(talk.url);
    await view.press('ArrowRight', 'a');
    await broker.halted;
    const [worker = 0] = await workers();
    process.kill(worker, 'SIGSTOP');
    await view.press('c');
    await view.untilDone('cancelled');
    await talk.ready();
    expect(await workers()).not.toContain(worker);
    await view.press('Shift+R', 's');
    await view.untilDone('holds');
  });

  test('shows a broken claim with what was expected and what was seen', async (context) => {
    const fault = gallery.find(({ breaks }) => breaks === 'retain.late-subscriber');
    if (fault === undefined) throw new Error('nobody breaks retain.late-subscriber');
    const healthy = await openEmbedded();
    context.onTestFinished(() => healthy.stop());
    const faulty = await openFaultyBroker(healthy, fault.options());
    context.onTestFinished(() => faulty.stop());
    const { url } = await presenting(context, { broker: faulty.endpoints.mqtt ?? '' });
    const view = await (await windows(context)).open(url);
    await view.press('ArrowRight', 'a', 's');
    await view.untilDone('broken');
    expect(await view.verdicts()).toMatchObject({
      'retain.established-subscriber': 'holds',
      'retain.late-subscriber': 'broken',
    });
    const evidence = await view.text('[data-claim="retain.late-subscriber"] .evidence');
    expect(evidence.split('\n')).toEqual([
      'expected: { "payload": "open", "retain": true }',
      'seen: { "payload": "open", "retain": false }',
    ]);
  });

  test('shows what the broker says that it does not support', async (context) => {
    const deck = await deckOf(context, littleTalk('06-qos-under-fire'));
    const { url } = await presenting(context, { deck, broker: await withoutQoS2(context) });
    const view = await (await windows(context)).open(url);
    await view.press('ArrowRight', 'a', 's');
    await view.untilDone('holds');
    expect(await view.verdicts()).toMatchObject({
      'qos1.at-least-once': 'holds',
      'qos2.exactly-once': 'unsupported',
      'qos2.four-packets': 'unsupported',
    });
    const evidence = await view.text('[data-claim="qos2.exactly-once"] .evidence');
    expect(evidence).toBe('unsupported: its CONNACK says: Maximum QoS below 2');
    expect(await view.text('.done')).toMatch(/2 unsupported – · took/);
  });
});
