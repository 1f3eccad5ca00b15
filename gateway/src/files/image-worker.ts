import { parentPort } from 'node:worker_threads';
import sharp, { type Sharp } from 'sharp';
import type { ImageTask, ImageResult } from './images.ts';

const open = (bytes: Uint8Array, pages: number): Sharp =>
  sharp(bytes, { limitInputPixels: 50e6, failOn: 'error', pages });

const encode = (image: Sharp, to: ImageTask['to']): Promise<Buffer> =>
  to === 'jpeg'
    ? image.flatten({ background: '#ffffff' }).jpeg({ quality: 88 }).toBuffer()
    : image.png({ compressionLevel: 6 }).toBuffer();

/** Upright, and without what the camera noted (place, device, time). The pages of a scan stand one below the other. */
async function draw({ bytes, to }: ImageTask): Promise<Buffer> {
  const { pages = 1 } = await open(bytes, 1).metadata();
  return pages > 1 ? encode(open(bytes, -1), to) : encode(open(bytes, 1).autoOrient(), to);
}

sharp.cache(false);
sharp.concurrency(1);

parentPort?.on('message', (task: ImageTask) => {
  const answer = (result: ImageResult): void => parentPort?.postMessage(result);
  draw(task).then(
    (bytes) => answer({ bytes }),
    () => answer({}),
  );
});
