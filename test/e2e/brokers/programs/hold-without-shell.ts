import { LoopbackContainer } from '../../../../harness/brokers/docker/loopback-container.ts';

/** Starts a container like one of an image without a shell, prints its id, and keeps it until this process ends. */
const [image = ''] = process.argv.slice(2);
const { id } = await new LoopbackContainer(image, ['sleep', '600'], false).open();
process.stdout.write(`${id}\n`);
process.stdin.resume();
