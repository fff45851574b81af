/**
 * The content security policy of a page, which loads only from its own server. Expressive Code writes colours as inline styles, and
 * Pagefind is WebAssembly.
 * @param inline which scripts inside the page are run
 */
export const policyFor = (inline: string, ...more: readonly string[]): string =>
  [
    "default-src 'none'",
    `script-src 'self' 'wasm-unsafe-eval' ${inline}`,
    "worker-src 'self'",
    "style-src 'self' 'unsafe-inline'",
    "img-src 'self' data:",
    "font-src 'self'",
    "connect-src 'self'",
    "base-uri 'none'",
    "form-action 'none'",
    ...more,
  ].join('; ');
