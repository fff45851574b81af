import { createHash } from 'node:crypto';
import { readdirSync, readFileSync } from 'node:fs';
import path from 'node:path';
import type { Fetched } from '../../talk/present/server/server.ts';
import { policyFor } from '../site/policy.ts';

const types: Readonly<Record<string, string>> = {
  '.html': 'text/html',
  '.css': 'text/css',
  '.js': 'text/javascript',
  '.json': 'application/json',
  '.svg': 'image/svg+xml',
  '.png': 'image/png',
  '.txt': 'text/plain',
};

/** The files of a built site by their paths on the server. Each page gets the script that runs labs. */
export function siteFiles(folder: string, script: string): Readonly<Record<string, Fetched>> {
  const files = readdirSync(folder, { recursive: true, withFileTypes: true }).filter((entry) =>
    entry.isFile(),
  );
  const served = files.map(({ parentPath, name }): [string, Fetched] => {
    const file = path.join(parentPath, name);
    const type = types[path.extname(name)] ?? 'application/octet-stream';
    const at = `/${path.relative(folder, file).replaceAll(path.sep, '/')}`;
    if (type !== 'text/html') return [at, { type, body: () => readFileSync(file) }];
    const html = readFileSync(file, 'utf8').replace(
      '</head>',
      '<script type="module" src="/run.js"></script></head>',
    );
    return [at.replace(/index\.html$/, ''), { type, body: () => html, policy: policyOf(html) }];
  });
  return { ...Object.fromEntries(served), '/run.js': { type: 'text/javascript', body: () => script } };
}

const INLINE = /<script(?![^>]*\ssrc=)[^>]*>([\s\S]*?)<\/script>/g;

/** Of scripts inside a page, only those that the generator wrote are run. */
function policyOf(html: string): string {
  const hashes = Array.from(
    html.matchAll(INLINE),
    ([, script = '']) => `'sha256-${createHash('sha256').update(script).digest('base64')}'`,
  );
  return policyFor([...new Set(hashes)].join(' '), "frame-ancestors 'none'");
}
