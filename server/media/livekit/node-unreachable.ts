// A node of the media server gave no answer at all: another one may.
import { Fault } from '../../ports/fault.ts';

export class NodeUnreachable extends Fault {
  /** It was reached but stayed silent for too long, which may be the fault of the node behind it. */
  readonly isLate: boolean;

  constructor(message: string, isLate: boolean) {
    super('media-unavailable', message);
    this.isLate = isLate;
  }
}
