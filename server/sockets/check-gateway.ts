// The check page's own socket: it belongs to no group and opens no door, so that people who are not signed in can test their connection too.
import type { Namespace, Socket } from 'socket.io';
import type { CheckFromServer, CheckToServer, Reach } from '../../shared/protocol/check.ts';
import { parseAnswer, parseCandidate, parseCheckHandshake, parseWay } from '../../shared/protocol/schemas.ts';
import { Callers } from '../http/callers.ts';
import { Allowances, Places } from '../limits/allowances.ts';
import { SharedAllowances } from '../limits/shared-allowances.ts';
import type { SharedCounts } from '../ports/cluster.ts';
import { systemClock } from '../process/system-clock.ts';
import type { CheckDesk } from './check-desk.ts';
import { guarded, type Takes, takeMessages } from './take-messages.ts';

/** A check is over by then; a page left open for longer connects again. */
const longestCheckMs = 120_000;
/** Strangers get fewer, so that some are left for people with a seat. */
const most = { ofSeat: 4, ofAddress: 40, ofStrangers: 150, ofAll: 200 };
const messages = { burst: 80, perSecond: 10 };
/** Each of them opens a room in the media server, which all servers share. */
const tries = { burst: 12, perSecond: 0.1 };

interface CheckParts {
  readonly desk: CheckDesk;
  readonly callers: Callers;
  readonly counts?: SharedCounts;
  readonly cut: (why: string, cause: unknown) => void;
  readonly failed: (room: string, what: string, cause: unknown) => void;
}

type CheckSocket = Socket<CheckToServer, CheckFromServer>;

export function openCheckGateway(checks: Namespace<CheckToServer, CheckFromServer>, parts: CheckParts): void {
  const places = { seat: new Places(most.ofSeat), address: new Places(most.ofAddress), all: new Places(most.ofAll) };
  const allowances = { messages: new Allowances(messages), tries: new SharedAllowances('tries of a way', tries, parts.counts) };
  checks.on('connection', (socket) => {
    const broke = (cause: unknown) => {
      parts.cut('a message from a check page broke', cause);
      socket.disconnect(true);
    };
    guarded(() => {
      const caller = parts.callers.of(socket.request);
      const isSeat = Callers.isSeat(caller);
      const isFull = !isSeat && places.all.heldBy('') >= most.ofStrangers;
      const held = [isFull ? null : places.all.take(''), (isSeat ? places.seat : places.address).take(caller)];
      socket.conn.once('close', () => {
        for (const giveBack of held) giveBack?.();
      });
      const handshake = parseCheckHandshake(socket.handshake.auth);
      if (handshake === null || held.includes(null)) return void socket.disconnect(true);
      const mayCome = () => allowances.messages.take(caller);
      check(socket, handshake.seat, { ...parts, mayCome, mayTry: () => allowances.tries.take(caller) }, broke);
    }, broke);
  });
}

interface Checking extends CheckParts {
  readonly mayCome: () => boolean;
  readonly mayTry: () => boolean;
}

function check(
  socket: CheckSocket,
  seat: string | null,
  { desk, failed, mayCome, mayTry }: Checking,
  broke: (cause: unknown) => void,
): void {
  const visitor = desk.visitor(seat, socket.handshake.headers.cookie, (message) => socket.emit('candidate', message));
  const end = systemClock.after(longestCheckMs, () => socket.disconnect(true));
  socket.on('disconnect', () => {
    end();
    guarded(() => visitor.gone(), broke);
  });
  const taking =
    <T>(parse: (value: unknown) => T | null, act: (message: T) => void): Takes =>
    ([value]) => {
      const message = mayCome() ? parse(value) : null;
      if (message !== null) act(message);
    };
  const no = (why: Extract<Reach, { ok: false }>['why']): Reach => ({ ok: false, why });
  takeMessages(
    socket,
    {
      time(_content, reply) {
        if (mayCome()) reply(desk.now());
      },
      reach([value], reply) {
        const message = mayCome() ? parseWay(value) : null;
        if (message === null) return reply(no('malformed'));
        if (!mayTry()) return reply(no('unavailable'));
        visitor.reach(message).then(reply, (cause: unknown) => {
          failed('', 'check', cause);
          reply(no('unavailable'));
        });
      },
      answer: taking(parseAnswer, (message) => visitor.answer(message)),
      candidate: taking(parseCandidate, (message) => visitor.candidate(message)),
      letGo: taking(parseWay, (message) => visitor.letGo(message)),
    } satisfies Record<keyof CheckToServer, Takes>,
    () => void mayCome(),
    broke,
  );
}
