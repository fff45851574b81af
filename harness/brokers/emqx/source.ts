/** The link to a line in the sources of EMQX 5.8.9 that causes a deviation. */
export const emqxSource = (file: string, line: number): string =>
  `https://github.com/emqx/emqx/blob/v5.8.9/apps/emqx/src/${file}#L${line}`;
