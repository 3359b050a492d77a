// The floor of the load: Socket.IO alone on as many processes, with the same pings, the same bytes between the processes and the same
// bytes to each screen. It knows no rule, no person and no history. Printed first: `ready URL`.
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { createClient } from 'redis';
import { Server } from 'socket.io';
import { nowMs } from './machine.ts';

const [redisUrl = '', viewBytes = '2000', entryBytes = '250'] = process.argv.slice(2);
const filler = 'x'.repeat(Number(viewBytes));
const between = 'y'.repeat(Number(entryBytes));

const http = createServer();
const io = new Server(http, { serveClient: false, maxHttpBufferSize: 10_000, pingInterval: 3_000, pingTimeout: 4_000 });
const [questions, news] = [createClient({ url: redisUrl }), createClient({ url: redisUrl })];
await Promise.all([questions.connect(), news.connect()]);
const own = String(process.pid);
const heard = new Set<string>();

const show = (room: string, version: number) => io.to(room).emit('view', { version, filler });

io.on('connection', async (socket) => {
  const room = String(socket.handshake.auth.seat);
  await socket.join(room);
  socket.on('perform', async (_message: unknown, reply: (reply: unknown) => void) => {
    const version = Math.round(nowMs() * 1000);
    await questions.sPublish(room, `${version} ${own} ${between}`);
    show(room, version);
    reply({ ok: true, version });
  });
  if (heard.has(room)) return;
  heard.add(room);
  await news.sSubscribe(room, (message) => {
    const [version, by] = message.split(' ', 2);
    if (by !== own) show(room, Number(version));
  });
});
await new Promise<void>((ready) => http.listen(0, '127.0.0.1', ready));
console.log(`ready http://127.0.0.1:${(http.address() as AddressInfo).port}`);
process.on('SIGTERM', () => process.exit(0));
