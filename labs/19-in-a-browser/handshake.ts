import type { Page } from 'playwright-core';

/** The subprotocol of a page's first WebSocket, as the browser saw it. */
export interface Handshake {
  readonly asked: string;
  /** The subprotocol that the broker agreed to; otherwise the browser's complaint. */
  readonly agreed: string;
}

/** Resolves at the end of the first WebSocket handshake of the page. Call it before the page is loaded. */
export async function firstHandshake(page: Page): Promise<{ readonly done: Promise<Handshake> }> {
  const { promise, resolve } = Promise.withResolvers<Handshake>();
  const devTools = await page.context().newCDPSession(page);
  let asked = 'none';
  devTools.on('Network.webSocketWillSendHandshakeRequest', ({ request: { headers } }) => {
    asked = subprotocolIn(headers);
  });
  devTools.on('Network.webSocketHandshakeResponseReceived', ({ response: { headers } }) => {
    resolve({ asked, agreed: subprotocolIn(headers) });
  });
  devTools.on('Network.webSocketFrameError', ({ errorMessage }) => resolve({ asked, agreed: errorMessage }));
  await devTools.send('Network.enable');
  return { done: promise };
}

function subprotocolIn(headers: Readonly<Record<string, string>>): string {
  const found = Object.entries(headers).find(([name]) => name.toLowerCase() === 'sec-websocket-protocol');
  return found?.[1] ?? 'none';
}
