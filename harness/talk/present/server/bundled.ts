import type { BuildOptions } from 'esbuild';

/** How scripts and style sheets for browsers are bundled: in memory, each as one text. */
export const bundled = {
  bundle: true,
  write: false,
  format: 'esm',
  target: 'es2022',
  charset: 'utf8',
  legalComments: 'none',
} as const satisfies BuildOptions;
