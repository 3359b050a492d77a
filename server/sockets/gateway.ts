// The door for the room's sockets: asks who it is, checks every message, and sends one reply to each. Only this file, check-gateway.ts and
// what they share know Socket.IO.
import type { Server as HttpServer } from 'node:http';
import type { Logger } from 'pino';
import { type DefaultEventsMap, Server, type Socket } from 'socket.io';
import { Encoder } from 'socket.io-parser';
import type { ClientToServer, ConnectionRefusal, Goodbye, Reply, ServerToClient } from '../../shared/protocol/messages.ts';
import { oldestProtocol, protocolVersion } from '../../shared/protocol/messages.ts';
import { parseHandshake, parseNote, parsePerform, parseSoundFrom } from '../../shared/protocol/schemas.ts';
import { Callers } from '../http/callers.ts';
import { SharedAllowances, SharedPlaces } from '../limits/shared-allowances.ts';
import type { SharedCounts } from '../ports/cluster.ts';
import { systemClock } from '../process/system-clock.ts';
import type { Admission, Arrival } from './admission.ts';
import type { CheckDesk } from './check-desk.ts';
import { openCheckGateway } from './check-gateway.ts';
import type { Connection } from './connections.ts';
import { narrowDecoder } from './narrow-decoder.ts';
import { OpenAnswers } from './open-answers.ts';
import type { Reception } from './reception.ts';
import { openSocketDoor } from './socket-door.ts';
import { guarded, type Takes, takeMessages } from './take-messages.ts';

interface SocketNotes {
  arrival: Arrival;
}

export type RoomSocket = Socket<ClientToServer, ServerToClient, DefaultEventsMap, SocketNotes>;

/** For one seat: tabs on two devices, and those that a broken network has left behind. */
const sockets = { atOnce: 8, opened: { burst: 30, perSecond: 0.5 } };
/** Per person, however many sockets they have, on whichever servers. Far more than hands can do. */
const messages = { burst: 40, perSecond: 10 };
/** A connection without an answer to its greeting ends after this. */
const greetWithinMs = 10_000;

export interface Gateway {
  /** Accepts what is still arriving, then nothing new; resolves when every accepted message has been answered, or the wait has been long enough. */
  settled(): Promise<void>;
  /** Ends every socket and lets no new ones in. */
  close(): Promise<void>;
}

export interface GatewayParts {
  readonly admission: Pick<Admission, 'countedFor' | 'admit'>;
  readonly reception: Reception;
  readonly checkDesk: CheckDesk;
  readonly callers: Callers;
  readonly log: Pick<Logger, 'warn'>;
  readonly counts?: SharedCounts;
  /** Judges the Origin header of a browser; `undefined` is a client without one. */
  readonly isOurs: (origin: string | undefined, host: string | undefined) => boolean;
  /** Called with a fault on the way to an answer. */
  readonly failed: (room: string, what: string, cause: unknown) => void;
}

export function openGateway(http: HttpServer, parts: GatewayParts): Gateway {
  const { admission, reception, checkDesk, callers, log, counts, isOurs, failed } = parts;
  const answers = new OpenAnswers(systemClock);
  const allowances = {
    opened: new SharedAllowances('sockets opened', sockets.opened, counts),
    messages: new SharedAllowances('messages', messages, counts),
  };
  const places = new SharedPlaces('sockets', sockets.atOnce, systemClock, counts);
  const cut = (why: string, cause?: unknown) =>
    log.warn({ why, ...(cause !== undefined && { err: cause }) }, 'a connection was cut');
  const io = new Server<ClientToServer, ServerToClient, DefaultEventsMap, SocketNotes>({
    serveClient: false,
    connectTimeout: greetWithinMs,
    parser: { Encoder, Decoder: narrowDecoder(cut) },
  });
  io.bind(openSocketDoor(http, { isOurs, callerOf: (request) => callers.of(request), isSeat: Callers.isSeat, cut }));
  io.use((socket, next) => {
    const refuse = (why: ConnectionRefusal) => next(new Error(why));
    const greeted = () => {
      const handshake = parseHandshake(socket.handshake.auth);
      if (handshake === null) return refuse('malformed');
      if (handshake.protocol < oldestProtocol) return refuse('wrong-protocol');
      if (handshake.protocol > protocolVersion) return refuse('server-older');
      const { cookie } = socket.handshake.headers;
      // Whoever only names a seat spends nothing of its owner's.
      const who = admission.countedFor(handshake, cookie);
      if (who === null) return refuse('not-signed-in');
      if (!allowances.opened.take(who)) return refuse('unavailable');
      const admitted = async () => {
        const giveBack = await places.take(who);
        if (giveBack === null) return refuse('unavailable');
        socket.conn.once('close', giveBack);
        if (socket.conn.readyState !== 'open') return giveBack();
        const arrival = await admission.admit(handshake, cookie);
        if (typeof arrival === 'string') {
          giveBack();
          return refuse(arrival);
        }
        socket.data.arrival = arrival;
        next();
      };
      admitted().catch((cause: unknown) => {
        failed('', 'handshake', cause);
        refuse('unavailable');
      });
    };
    guarded(greeted, (cause) => {
      cut('a greeting broke', cause);
      refuse('unavailable');
    });
  });
  io.on('connection', (socket) => {
    const broke = (cause: unknown) => {
      cut('a message broke', cause);
      socket.disconnect(true);
    };
    const { room, personId } = socket.data.arrival;
    const mayCome = () => allowances.messages.take(`${room}/${personId}`);
    guarded(() => seat(socket, { reception, answers, mayCome, failed, broke }), broke);
  });
  openCheckGateway(io.of('/check'), { desk: checkDesk, callers, cut, failed, ...(counts && { counts }) });
  return {
    settled: () => answers.settled(),
    close: () => new Promise((done) => void io.close(() => done())),
  };
}

interface Seating extends Pick<GatewayParts, 'reception' | 'failed'> {
  readonly answers: OpenAnswers;
  readonly mayCome: () => boolean;
  readonly broke: (cause: unknown) => void;
}

function seat(socket: RoomSocket, { reception, answers, mayCome, failed, broke }: Seating): void {
  const connection: Connection = {
    ...socket.data.arrival,
    sendView: (view) => socket.emit('view', view),
    sendNote: (note) => socket.emit('whisper', note),
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
  const no = (trouble: 'too-many' | 'malformed' | 'unavailable'): Reply => ({ ok: false, trouble });
  const answering =
    <T>(what: string, parse: (value: unknown) => T | null, act: (connection: Connection, message: T) => Promise<Reply>): Takes =>
    ([value], reply) => {
      if (!mayCome()) return reply(no('too-many'));
      const message = parse(value);
      if (message === null) return reply(no('malformed'));
      if (!answers.takesMore) return reply(no('unavailable'));
      const answered = answers.begin();
      act(connection, message)
        .then(reply, (cause: unknown) => {
          failed(connection.room, what, cause);
          reply(no('unavailable'));
        })
        .finally(answered);
    };
  takeMessages(
    socket,
    {
      perform: answering('perform', parsePerform, (from, message) => reception.perform(from, message)),
      whisper: answering('whisper', parseNote, (from, message) => reception.note(from, message)),
      soundFrom: answering('soundFrom', parseSoundFrom, (from, message) => reception.soundFrom(from, message)),
      mediaDoor(_content, reply) {
        if (!mayCome()) return reply(null);
        reception.mediaDoor(connection).then(reply, (cause: unknown) => {
          failed(connection.room, 'mediaDoor', cause);
          reply(null);
        });
      },
    } satisfies Record<keyof ClientToServer, Takes>,
    (_content, reply) => reply(no(mayCome() ? 'malformed' : 'too-many')),
    broke,
  );
  socket.on('disconnect', () => guarded(() => reception.connectionClosed(connection), broke));
  reception.connectionOpened(connection);
}
