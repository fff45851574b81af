/** A line of EMQX 5.8.9's source, where it shows what a deviation comes from. */
export const emqxSource = (file: string, line: number): string =>
  `https://github.com/emqx/emqx/blob/v5.8.9/apps/emqx/src/${file}#L${line}`;
