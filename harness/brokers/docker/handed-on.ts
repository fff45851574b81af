/** What DOCKER_HOST was before it was set here, and what it was set to. */
let handedOn: { readonly before: string | undefined; readonly url: string } | undefined;

/** The environment as the person who started us set it. */
export const environment = (): Readonly<Record<string, string | undefined>> =>
  handedOn !== undefined && process.env.DOCKER_HOST === handedOn.url
    ? { ...process.env, DOCKER_HOST: handedOn.before }
    : process.env;

/** Tells Testcontainers which engine to use: it knows no contexts, and takes no address without a scheme. */
export function handOn(url: string): void {
  const before = environment().DOCKER_HOST;
  if (before === url) return;
  handedOn = { before, url };
  process.env.DOCKER_HOST = url;
}
