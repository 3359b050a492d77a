// The clock of a server's machine jumps while it runs. Answers with the time until everybody acted again as if nothing had happened.
import { nowMs } from '../bench/machine.ts';
import type { FaultStage } from './fault-stage.ts';

/** The next of: an hour ahead, an hour behind, correct again. Needs `jumping-clock.mjs` in that server. */
export async function jumpClock(stage: FaultStage, app: string): Promise<number> {
  const shown = () => stage.actors.flatMap(({ view }) => (view ? [view.serverNow] : []));
  process.kill(stage.cluster.pid(app), 'SIGWINCH');
  const jumped = nowMs();
  const acting = (await stage.recovered(jumped)) - jumped;
  await stage.voices.joinsThrough(stage.urlOf(app));
  const apart = Math.max(...shown()) - Math.min(...shown());
  if (apart > 60_000) throw new Error(`the servers show times that are ${apart} ms apart`);
  return acting;
}
