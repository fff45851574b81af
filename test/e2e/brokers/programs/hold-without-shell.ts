import { LoopbackContainer } from '../../../../harness/brokers/docker/loopback-container.ts';

/** Starts a container as of an image without a shell, prints its id, and holds it until this process is ended. */
const [image = ''] = process.argv.slice(2);
const { id } = await new LoopbackContainer(image, ['sleep', '600'], false).open();
process.stdout.write(`${id}\n`);
process.stdin.resume();
