import { describe, it } from 'vitest';
import { expectCouldNotRun, run } from '../support/program.ts';
import { droppingPort, listening, silentServer } from '../support/servers.ts';

const words = (url: string, lang: string) => ['labs/03-retain/lab.ts', '--broker', url, '--lang', lang];

describe.concurrent('instead of a broker', () => {
  it.for([
    [
      'mqtt://PLACE',
      'en',
      'PLACE accepts the connection but stays silent: check that this is the MQTT port, and that the broker is not stuck',
    ],
    [
      'ws://PLACE/mqtt',
      'ja',
      'PLACE は接続を受け付けますが、何も答えません: MQTT のポートかどうか、またブローカーが止まりかけていないかを確認してください',
    ],
  ] as const)('a server that accepts and says nothing: %s, %s', async ([url, lang, says], context) => {
    const place = `127.0.0.1:${await listening(silentServer(), context)}`;
    const ended = await run(words(url.replace('PLACE', place), lang));
    expectCouldNotRun(ended, { says: says.replace('PLACE', place) });
  });

  it('nothing at all', async (context) => {
    if (process.platform !== 'linux')
      return context.skip('only Linux drops what a full backlog has no room for');
    const place = `127.0.0.1:${await droppingPort(context)}`;
    expectCouldNotRun(await run(words(`mqtt://${place}`, 'en')), {
      says: `${place} does not answer at all: check host and port; a firewall may drop the packets on the way`,
    });
  });
});
