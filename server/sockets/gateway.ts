// The door of the sockets, and the only place that knows Socket.IO: who is this, is the message sound, one reply to each.
import type { Server as HttpServer } from 'node:http';
import { type DefaultEventsMap, type Namespace, Server, type Socket } from 'socket.io';
import type { CheckFromServer, CheckToServer, Reach } from '../../shared/protocol/check.ts';
import type { ClientToServer, ConnectionRefusal, Goodbye, Reply, ServerToClient } from '../../shared/protocol/messages.ts';
import { oldestProtocol, protocolVersion } from '../../shared/protocol/messages.ts';
import {
  parseAnswer,
  parseCandidate,
  parseCheckHandshake,
  parseHandshake,
  parsePerform,
  parseSoundFrom,
  parseWay,
  parseWhisper,
} from '../../shared/protocol/schemas.ts';
import { systemClock } from '../system-clock.ts';
import type { CheckDesk } from './check-desk.ts';
import type { Line } from './lines.ts';
import { messageAllowance } from './message-allowance.ts';
import { OpenAnswers } from './open-answers.ts';
import type { Arrival, Reception } from './reception.ts';

interface SocketNotes {
  arrival: Arrival;
}

export type RoomSocket = Socket<ClientToServer, ServerToClient, DefaultEventsMap, SocketNotes>;

/** A command is a few hundred bytes; nothing larger is read. */
const largestMessage = 10_000;
/** A check is over by then; a page that is looked at for longer opens its line anew. */
const longestCheckMs = 120_000;
const mostChecks = 200;

export interface Gateway {
  /** Takes what is still coming in, then nothing new; resolves when every message that was taken is answered, or will not be in time. */
  settled(): Promise<void>;
  /** Ends every socket and the way in. */
  close(): Promise<void>;
}

/** `isOurs` judges the Origin header of a browser; `undefined` is a client without one. */
export function openGateway(
  http: HttpServer,
  reception: Reception,
  checkDesk: CheckDesk,
  isOurs: (origin: string | undefined, host: string | undefined) => boolean,
): Gateway {
  const answers = new OpenAnswers(systemClock);
  const io = new Server<ClientToServer, ServerToClient, DefaultEventsMap, SocketNotes>(http, {
    maxHttpBufferSize: largestMessage,
    serveClient: false,
    destroyUpgrade: false, // it would end the held upgrades of the signalling proxy after a second
    // A dead network is noticed within seven seconds: a page then plays no voice on a view it cannot rely on.
    pingInterval: 3_000,
    pingTimeout: 4_000,
    allowRequest: ({ headers }, answer) => answer(null, isOurs(headers.origin, headers.host)),
  });
  io.use((socket, next) => {
    const refuse = (why: ConnectionRefusal) => next(new Error(why));
    const handshake = parseHandshake(socket.handshake.auth);
    if (handshake === null) return refuse('malformed');
    if (handshake.protocol < oldestProtocol) return refuse('wrong-protocol');
    if (handshake.protocol > protocolVersion) return refuse('server-older');
    reception.admit(handshake, socket.handshake.headers.cookie).then(
      (admitted) => {
        if (typeof admitted === 'string') return refuse(admitted);
        socket.data.arrival = admitted;
        next();
      },
      () => refuse('unavailable'),
    );
  });
  io.on('connection', (socket) => seat(socket, reception, answers));
  const checks: Namespace<CheckToServer, CheckFromServer> = io.of('/check');
  checks.on('connection', (socket) => check(socket, checkDesk, checks.sockets.size));
  return {
    settled: () => answers.settled(),
    close: () => new Promise((done) => void io.close(() => done())),
  };
}

function seat(socket: RoomSocket, reception: Reception, answers: OpenAnswers): void {
  const line: Line = {
    ...socket.data.arrival,
    sendView: (view) => socket.emit('view', view),
    sendWhisper: (whisper) => socket.emit('whisper', whisper),
    sendMedia: (state) => socket.emit('media', state),
    move: () => {
      socket.emit('moving');
      socket.disconnect(true);
    },
    close: (why: Goodbye) => {
      socket.emit('goodbye', why);
      socket.disconnect(true);
    },
  };
  const mayCome = messageAllowance();
  const answering =
    <T>(parse: (value: unknown) => T | null, act: (line: Line, message: T) => Promise<Reply>) =>
    (value: unknown, reply: unknown) => {
      if (typeof reply !== 'function') return;
      const message = parse(value);
      if (!mayCome()) reply({ ok: false, trouble: 'too-many' } satisfies Reply);
      else if (message === null) reply({ ok: false, trouble: 'malformed' } satisfies Reply);
      else if (!answers.takesMore) reply({ ok: false, trouble: 'unavailable' } satisfies Reply);
      else {
        const answered = answers.begin();
        act(line, message)
          .then(
            (answer) => reply(answer),
            () => reply({ ok: false, trouble: 'unavailable' } satisfies Reply),
          )
          .finally(answered);
      }
    };
  socket.on(
    'perform',
    answering(parsePerform, (from, message) => reception.perform(from, message)),
  );
  socket.on(
    'whisper',
    answering(parseWhisper, (from, message) => reception.whisper(from, message)),
  );
  socket.on(
    'soundFrom',
    answering(parseSoundFrom, (from, message) => reception.soundFrom(from, message)),
  );
  socket.on('mediaDoor', (reply: unknown) => {
    if (typeof reply !== 'function') return;
    if (!mayCome()) reply(null);
    else
      reception.mediaDoor(line).then(
        (door) => reply(door),
        () => reply(null),
      );
  });
  socket.onAny((event: string, ...content: unknown[]) => {
    const reply = content.at(-1);
    if (socket.listeners(event as keyof ClientToServer).length > 0 || typeof reply !== 'function') return;
    reply({ ok: false, trouble: mayCome() ? 'malformed' : 'too-many' } satisfies Reply);
  });
  socket.on('disconnect', () => reception.lineClosed(line));
  reception.lineOpened(line);
}

/** The check page's own line: it belongs to no group and opens no door, so that whoever is not signed in may ask how far we are. */
function check(socket: Socket<CheckToServer, CheckFromServer>, desk: CheckDesk, count: number): void {
  const handshake = parseCheckHandshake(socket.handshake.auth);
  if (handshake === null || count > mostChecks) return void socket.disconnect(true);
  const visitor = desk.visitor(handshake.seat, socket.handshake.headers.cookie, (message) => socket.emit('candidate', message));
  const mayCome = messageAllowance();
  const end = systemClock.after(longestCheckMs, () => socket.disconnect(true));
  socket.on('disconnect', () => {
    end();
    visitor.gone();
  });
  socket.on('time', (reply: unknown) => {
    if (typeof reply === 'function' && mayCome()) reply(desk.now());
  });
  socket.on('reach', (value: unknown, reply: unknown) => {
    if (typeof reply !== 'function') return;
    const message = parseWay(value);
    if (message === null || !mayCome()) return reply({ ok: false, why: 'malformed' } satisfies Reach);
    visitor.reach(message).then(
      (answer) => reply(answer),
      () => reply({ ok: false, why: 'unavailable' } satisfies Reach),
    );
  });
  const taking =
    <T>(parse: (value: unknown) => T | null, act: (message: T) => void) =>
    (value: unknown) => {
      const message = parse(value);
      if (message !== null && mayCome()) act(message);
    };
  socket.on(
    'answer',
    taking(parseAnswer, (message) => visitor.answer(message)),
  );
  socket.on(
    'candidate',
    taking(parseCandidate, (message) => visitor.candidate(message)),
  );
  socket.on(
    'letGo',
    taking(parseWay, (message) => visitor.letGo(message)),
  );
}
