import { once } from 'node:events';
import { type IncomingMessage, request } from 'node:http';

export interface Question {
  readonly method?: string;
  readonly path?: string;
  readonly headers?: Readonly<Record<string, string>>;
  readonly body?: string;
}

export interface Reply {
  readonly status: number | undefined;
  readonly headers: IncomingMessage['headers'];
  readonly body: string;
}

/** Sends a request with exactly these headers. Browsers and `fetch` do not send some of them. */
export async function ask(
  url: string,
  { method = 'GET', path = '/', headers = {}, body }: Question,
): Promise<Reply> {
  const { hostname, port } = new URL(url);
  const asked = request({ hostname, port, method, path, headers: { ...headers } });
  asked.end(body);
  const [response] = (await once(asked, 'response')) as [IncomingMessage];
  let text = '';
  for await (const chunk of response.setEncoding('utf8')) text += chunk;
  return { status: response.statusCode, headers: response.headers, body: text };
}

/** Opens the address from the terminal, and returns the presenter's cookie that it sets. */
export async function cookieFrom(url: string): Promise<string> {
  const { pathname, search } = new URL(url);
  const { headers } = await ask(url, { path: `${pathname}${search}` });
  return headers['set-cookie']?.[0]?.split(';')[0] ?? '';
}
