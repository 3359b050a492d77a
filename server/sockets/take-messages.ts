// Passes each message of a socket to its handler. No message gets past this, so whatever goes wrong costs that connection alone.
import type { Socket } from 'socket.io';

/** `reply` does nothing where no answer was asked for. */
export type Takes = (content: readonly unknown[], reply: (answer: unknown) => void) => void;

/** `unknown` gets messages whose name has no handler; `broke` is called with whatever a message made throw. */
export function takeMessages(
  socket: Pick<Socket, 'use'>,
  known: Readonly<Record<string, Takes>>,
  unknown: Takes,
  broke: (cause: unknown) => void,
): void {
  const takes = new Map(Object.entries(known));
  // Not passed on to the library, whose own dispatch breaks on names that are not strings.
  socket.use(([name, ...content]) => {
    const last = content.at(-1);
    const reply = typeof last === 'function' ? (last as (answer: unknown) => void) : null;
    const said = reply ? content.slice(0, -1) : content;
    guarded(() => (takes.get(name) ?? unknown)(said, reply ?? (() => undefined)), broke);
  });
}

export function guarded(work: () => void, broke: (cause: unknown) => void): void {
  try {
    work();
  } catch (cause) {
    broke(cause);
  }
}
