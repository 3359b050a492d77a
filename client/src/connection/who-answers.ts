// Who answers at the server's address: our server, nobody, or something in between that answers for itself, such as the sign-in page of a
// hotel's Wi-Fi. From that follows what blocks the room.
import type { Obstacle } from '../model/obstacle.ts';

const knockWithinMs = 3000;

/** `notReady`: ours, or whoever stands in front of it, says that it is not ready. */
export type Answerer = 'ours' | 'notReady' | 'foreign' | 'nobody';

/** Never throws. */
export function whoAnswers(signal: AbortSignal, url = ''): Promise<Answerer> {
  return fetch(`${url}/readyz`, { cache: 'no-store', redirect: 'manual', signal }).then(judge, () => 'nobody' as const);
}

async function judge(answer: Response): Promise<Answerer> {
  const said: unknown = await answer.json().catch(() => null);
  const isOurs = typeof said === 'object' && said !== null && ('ready' in said || 'error' in said);
  if (answer.status === 502 || answer.status === 503 || answer.status === 504) return 'notReady';
  // Some installations show their readiness to nobody outside.
  return isOurs || answer.status === 404 ? 'ours' : 'foreign';
}

/** `ours` with nothing else in the way: null, for the caller to judge. */
export function obstacleFrom(answerer: Answerer): Obstacle | null {
  return ({ ours: null, notReady: 'server', foreign: 'signIn', nobody: 'offline' } as const)[answerer];
}

export async function obstacleNow(): Promise<Obstacle | null> {
  return obstacleFrom(await whoAnswers(AbortSignal.timeout(knockWithinMs)));
}
