/** The value of DOCKER_HOST before this module changed it, and the value that it set. */
let handedOn: { readonly before: string | undefined; readonly url: string } | undefined;

/** The environment of this process, with DOCKER_HOST as the user set it. */
export const environment = (): Readonly<Record<string, string | undefined>> =>
  handedOn !== undefined && process.env.DOCKER_HOST === handedOn.url
    ? { ...process.env, DOCKER_HOST: handedOn.before }
    : process.env;

/** Tells Testcontainers which engine to use. Testcontainers ignores contexts and rejects addresses without a scheme. */
export function setDockerHost(url: string): void {
  const before = environment().DOCKER_HOST;
  if (before === url) return;
  handedOn = { before, url };
  process.env.DOCKER_HOST = url;
}
