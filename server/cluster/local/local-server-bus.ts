// The bus between servers when there is only one: there is nobody else to tell.
import type { ServerBus } from '../../ports/cluster.ts';

export class LocalServerBus implements ServerBus {
  async tell(): Promise<void> {}

  follow(): () => void {
    return () => undefined;
  }
}
