// While a meeting is waited for, it may be moved: the doorstep is asked for again now and then.
import type { Doorstep } from '../../../shared/protocol/doorstep.ts';
import type { ConnectionState } from '../connection/connection-state.ts';
import type { Store } from '../model/store.ts';
import { type Failed, fetchDoorstep } from './doorstep-api.ts';

const everyMs = 60_000;

interface Waiting {
  readonly ref: string;
  readonly connection: { snapshot(): Pick<ConnectionState, 'ending'> };
  readonly doorstep: Store<Doorstep | Failed | null>;
}

export function lookAgainWhileWaiting({ ref, connection, doorstep }: Waiting): void {
  setInterval(() => {
    if (connection.snapshot().ending !== 'no-meeting') return;
    // What the page says stays while there is no answer.
    void fetchDoorstep(ref).then((answer) => answer !== 'unavailable' && doorstep.set(answer));
  }, everyMs);
}
