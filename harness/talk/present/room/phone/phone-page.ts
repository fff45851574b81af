import type { IncomingMessage, ServerResponse } from 'node:http';
import path from 'node:path';
import { gzipSync } from 'node:zlib';
import { buildSync } from 'esbuild';
import type { Language } from '../../../../base/text.ts';
import { bundled } from '../../server/bundled.ts';
import { headers } from '../../server/headers.ts';
import * as words from '../../view/phone/words.ts';

/** Whether a phone can join. */
export type PhoneState = 'open' | 'full' | 'off';

export interface PhonePageOptions {
  readonly session: string;
  /** The state for a phone at this address. */
  readonly state: (address: string) => PhoneState;
}

const folder = path.resolve(import.meta.dirname, '../../view/phone');

interface File {
  readonly type: string;
  readonly plain: string;
  readonly packed: Buffer;
}

/** The page for phones with its script, which contains MQTT.js, and its style sheet. */
export class PhonePage {
  readonly #options: PhonePageOptions;
  readonly #files: Readonly<Record<string, File>>;

  /** Bundles the script at start, so that no phone waits for it. */
  constructor(options: PhonePageOptions) {
    this.#options = options;
    const { outputFiles } = buildSync({
      entryPoints: [path.join(folder, 'phone.ts'), path.join(folder, 'phone.css')],
      outdir: '/',
      ...bundled,
      minify: true,
    });
    const text = (ending: string) => outputFiles.find((file) => file.path.endsWith(ending))?.text ?? '';
    this.#files = {
      'phone.js': file('text/javascript', text('.js')),
      'phone.css': file('text/css', text('.css')),
    };
  }

  /** @param name the path below the room's @returns whether the page has it */
  answers(request: IncomingMessage, response: ServerResponse, name: string): boolean {
    const { session, state } = this.#options;
    const found = Object.hasOwn(this.#files, name) ? this.#files[name] : undefined;
    if (name === '') {
      const html = phonePage(session, languageOf(request));
      response.writeHead(200, pageHeaders(request)).end(html);
    } else if (name === 'state') {
      const told = JSON.stringify(state(request.socket.remoteAddress ?? ''));
      response.writeHead(200, { ...headers, 'Content-Type': 'application/json' }).end(told);
    } else if (found !== undefined) send(request, response, found);
    else return false;
    return true;
  }
}

const file = (type: string, plain: string): File => ({ type, plain, packed: gzipSync(plain) });

/** Compressed if possible: up to 150 phones fetch it through one access point. */
function send(request: IncomingMessage, response: ServerResponse, { type, plain, packed }: File): void {
  const isPacked = /\bgzip\b/.test(String(request.headers['accept-encoding']));
  const about = { ...headers, 'Content-Type': `${type}; charset=utf-8`, Vary: 'Accept-Encoding' };
  if (isPacked) response.writeHead(200, { ...about, 'Content-Encoding': 'gzip' }).end(packed);
  else response.writeHead(200, about).end(plain);
}

/** Names the WebSocket address in the policy: not every browser counts `ws:` as `'self'`. */
const pageHeaders = ({ headers: asked }: IncomingMessage): Record<string, string> => ({
  ...headers,
  'Content-Type': 'text/html; charset=utf-8',
  'Content-Security-Policy': String(headers['Content-Security-Policy']).replace(
    "connect-src 'self'",
    `connect-src 'self' ws://${asked.host}`,
  ),
});

/** The phone's language, if we have it. */
function languageOf({ headers: asked }: IncomingMessage): Language {
  const wanted = asked['accept-language']?.split(',').map((word) => word.trim().slice(0, 2).toLowerCase());
  return wanted?.find((word) => word === 'ja' || word === 'en') === 'ja' ? 'ja' : 'en';
}

const phonePage = (session: string, language: Language): string => `<!doctype html>
<html lang="${language}">
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<meta name="color-scheme" content="light dark">
<title>${words.title[language]}</title>
<link rel="icon" href="data:,">
<link rel="stylesheet" href="phone.css">
<body data-session="${session}">
<script type="module" src="phone.js"></script>
</html>
`;
