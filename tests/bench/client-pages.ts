// The floors of the page: the time a browser needs for the least that could be shown. A page of words and a button; one that shows a camera; one
// that joins LiveKit by itself and plays what arrives. Served from this machine, as our own page is.
import { readFile } from 'node:fs/promises';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { fileURLToPath } from 'node:url';
import { brotliCompressSync } from 'node:zlib';
import { connectOptions, roomOptions } from '../../client/src/media/room-options.ts';

const library = fileURLToPath(new URL('../../node_modules/livekit-client/dist/livekit-client.umd.js', import.meta.url));
/** Without what cannot be written into a page and does not matter for a join. */
const options: object = { ...roomOptions, reconnectPolicy: undefined };

/** What stands on our doorstep, too. */
export const takeSeat = 'Take your seat';

const head = '<!doctype html><html lang="en"><meta charset="utf-8"><title>Bare</title><link rel="icon" href="data:,">';
const words = `<h1>Thursday group</h1><p>Today, 18:00 to 19:30</p><label><input type="checkbox"> I am alone</label><button>${takeSeat}</button>`;
const camera = `<video autoplay muted playsinline></video><script>
navigator.mediaDevices.getUserMedia({ audio: true, video: true }).then((stream) => { document.querySelector('video').srcObject = window.own = stream; });
</script>`;
const join = `<script src="/livekit.js"></script><script>
document.querySelector('button').addEventListener('click', async () => {
  const room = new LivekitClient.Room(${JSON.stringify(options)});
  room.on('trackSubscribed', (track) => document.body.append(track.attach()));
  const [url, pass] = location.hash.slice(1).split(',');
  await room.connect(decodeURIComponent(url), pass, ${JSON.stringify(connectOptions)});
  for (const track of own.getTracks()) await room.localParticipant.publishTrack(track);
});
</script>`;

const pages: Readonly<Record<string, string>> = {
  '/words': head + words,
  '/camera': head + words + camera,
  '/join': head + words + camera + join,
};

export interface BarePages {
  readonly url: string;
  stop(): Promise<void>;
}

export async function serveBarePages(): Promise<BarePages> {
  const script = brotliCompressSync(await readFile(library));
  const server = createServer(({ url = '' }, response) => {
    const page = pages[url];
    if (page) response.setHeader('content-type', 'text/html').end(page);
    else if (url === '/livekit.js')
      response.writeHead(200, { 'content-type': 'text/javascript', 'content-encoding': 'br' }).end(script);
    else response.writeHead(404).end();
  });
  await new Promise<void>((listening) => server.listen(0, '127.0.0.1', listening));
  return {
    url: `http://127.0.0.1:${(server.address() as AddressInfo).port}`,
    stop: () =>
      new Promise((stopped) => {
        server.closeAllConnections();
        server.close(() => stopped());
      }),
  };
}
