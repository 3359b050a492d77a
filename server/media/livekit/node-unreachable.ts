// A media node gave no answer at all; another one may.
import { Fault } from '../../ports/fault.ts';

export class NodeUnreachable extends Fault {
  /** It was reached but took too long, which may be the fault of another node behind it. */
  readonly isLate: boolean;

  constructor(message: string, isLate: boolean) {
    super('media-unavailable', message);
    this.isLate = isLate;
  }
}

/** LiveKit still keeps the room for a node that it no longer knows. */
export class NodeForgotten extends Fault {}
