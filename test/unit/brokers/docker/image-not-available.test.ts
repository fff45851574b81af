import { expect, it } from 'vitest';
import { imageNotAvailable } from '../../../../harness/brokers/docker/image-not-available.ts';

/** What engines and registries say, and what it comes down to. */
it.each([
  ['manifest for emqx/emqx:none not found: manifest unknown', 'there is no image of that name and tag'],
  ['pull access denied for emqx, repository does not exist', 'there is no such image, or it needs a login'],
  ['Get "https://registry/v2/": dial tcp: lookup registry: no such host', 'the registry cannot be reached'],
  ['Get "https://registry/v2/": net/http: TLS handshake timeout', 'the registry cannot be reached'],
  ['toomanyrequests: You have reached your pull rate limit', 'the registry allows no more pulls for now'],
  ['no matching manifest for linux/riscv64 in the manifest list entries', 'there is none for this processor'],
  ['write /var/lib/docker/x: no space left on device', 'the disk is full'],
  ['invalid reference format', 'that is not the name of an image'],
  ['something \u001b[31mnew', 'something ·[31mnew'],
])('%j: %s', (message, why) => {
  const error = imageNotAvailable({ image: 'emqx/emqx:none', variable: 'EMQX_IMAGE' }, new Error(message));
  expect(error.code).toBe('image-not-available');
  expect(error.what.en).toBe(
    `the image emqx/emqx:none is not on this machine and could not be pulled (${why})`,
  );
  expect(error.advice.en).toBe("try 'docker pull emqx/emqx:none', or name another image with EMQX_IMAGE=…");
});
