// The line between servers where there is only one: nobody else is there to be told.
import type { ServerBus } from '../../ports/cluster.ts';

export class LocalServerBus implements ServerBus {
  async tell(): Promise<void> {}

  follow(): () => void {
    return () => undefined;
  }
}
