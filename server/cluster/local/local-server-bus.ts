// The line between servers where there is only one: nobody else is there to be told.
import type { ServerLine } from '../../ports/cluster.ts';

export class LocalServerLine implements ServerLine {
  async tell(): Promise<void> {}

  follow(): () => void {
    return () => undefined;
  }
}
