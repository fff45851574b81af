import { handshake } from '../../../labs/11-websocket/handshake.ts';
import { same, type Text } from '../../base/text.ts';
import { UnsupportedError } from '../../lab/set-up/unsupported.ts';
import type { Bench } from '../bench.ts';
import { observation } from '../spec-observation.ts';

const words: Readonly<Record<string, Text>> = {
  '101': { en: 'accepted', ja: '受け入れる' },
  '400': same('HTTP 400'),
  '403': same('HTTP 403'),
  '404': same('HTTP 404'),
  '426': same('HTTP 426'),
  closed: { en: 'closes the connection without a word', ja: '何も言わずに接続を閉じる' },
};

/** The first word of the answer to a WebSocket handshake: an HTTP status, or `closed`. */
async function answerTo(bench: Bench, subprotocols: readonly string[], path?: string): Promise<string> {
  const { ws, wss } = bench.broker.endpoints;
  const endpoint = ws ?? wss;
  if (endpoint === undefined) {
    throw new UnsupportedError({
      en: 'no WebSocket endpoint is known',
      ja: 'WebSocket の入り口が分からない',
    });
  }
  const url = path === undefined ? endpoint : new URL(path, endpoint).href;
  const [status = 'closed'] = (await handshake(url, subprotocols)).split(',');
  return status;
}

/** How a broker answers WebSocket handshakes. */
export const webSocket = [
  observation({
    id: 'websocket.no-subprotocol',
    says: { en: 'WebSocket without a subprotocol?', ja: 'サブプロトコルのない WebSocket は?' },
    words,
    look: (bench) => answerTo(bench, []),
  }),
  observation({
    id: 'websocket.unknown-subprotocol',
    says: {
      en: 'WebSocket with a subprotocol other than `mqtt`?',
      ja: '`mqtt` 以外のサブプロトコルの WebSocket は?',
    },
    words,
    look: (bench) => answerTo(bench, ['chat']),
  }),
  observation({
    id: 'websocket.other-path',
    says: { en: 'WebSocket on the path `/nowhere`?', ja: 'パス `/nowhere` への WebSocket は?' },
    words,
    look: (bench) => answerTo(bench, ['mqtt'], '/nowhere'),
  }),
];
