import { expect, test } from 'vitest';
import { readRecording } from '../../../../labs/recordings.ts';
import { haltingBroker } from '../../support/halting-broker.ts';
import { presenting, withBrowser } from '../talk.ts';
import { workers } from '../workers.ts';

const windows = withBrowser();
const { broker: recordedOn } = readRecording('03-retain');

/** The most time from the loss of the broker until the recording is on the slide, in ms. */
const WITHIN = 1_000;

test.for(['the broker', 'the process of the lab'] as const)(
  'when %s ends in the middle of a run, the recording takes over at that step within a second',
  async (what, context) => {
    if (what !== 'the broker' && process.platform !== 'linux')
      return context.skip('the processes of a process are shown by Linux only');
    const broker = await haltingBroker('late', context);
    const { url } = await presenting(context, { broker: broker.url });
    const open = await windows(context);
    const view = await open.open(url);
    const presenter = await open.open(url.replace('/?', '/presenter?'));
    await view.press('ArrowRight', 'a');
    await broker.halted;
    await expect.poll(() => view.text('.step')).toMatch(/^2 /);
    const seen = view.page.evaluate(
      () =>
        new Promise<number>((resolve) => {
          const look = () => {
            if (document.querySelector('.recorded') !== null) resolve(Date.now());
          };
          new MutationObserver(look).observe(document, { subtree: true, childList: true });
        }),
    );
    const [worker = 0] = await workers();
    const ended = Date.now();
    if (what === 'the broker') await broker.die();
    else process.kill(worker, 'SIGKILL');
    const took = (await seen) - ended;
    process.stdout.write(`from the end of ${what} to the recording on the slide: ${took} ms\n`);
    expect(took).toBeLessThan(WITHIN);
    expect(await view.text('.recorded')).toContain(`Recorded run · Mosquitto ${recordedOn.version}`);
    expect(await view.text('.source .why')).toBe('the live run broke off: recorded from step 2 on');
    await view.press('s');
    await view.untilDone('holds');
    expect(await view.text('.done')).toBe(
      `${readRecording('03-retain').claims.length} claims hold · recorded from step 2 on`,
    );
    await view.press('1');
    await view.until('.run .source .badge');
    await expect.poll(() => presenter.text('.run-trouble')).not.toBe('');
    expect(await view.page.locator('.run-trouble').count()).toBe(0);
  },
);
