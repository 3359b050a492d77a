// Reads the metadata of SAML providers again, every day, by one server at a time: what an organisation changes there, above all its certificates, is
// known here before it counts. Whatever goes wrong leaves everything as it was, and stands on the page.
import type { Kysely } from 'kysely';
import type { MetadataTrouble } from '../../shared/protocol/program/identity.ts';
import type { Tables } from '../database/tables.ts';
import type { Reach } from '../outward/public-address.ts';
import type { Clock } from '../ports/clock.ts';
import { lookAtMetadata } from './look-at-metadata.ts';
import type { ProviderRows, StoredProvider } from './provider-rows.ts';
import type { NoFacts, SamlFacts } from './saml-metadata.ts';

const hour = 3_600_000;
/** A little less than a day and an hour, so that looking every hour finds each. */
const [restMs, restAfterTroubleMs] = [23 * hour, 0.9 * hour];

interface Parts {
  readonly db: Kysely<Tables>;
  readonly rows: ProviderRows;
  readonly reach: Reach;
  readonly clock: Pick<Clock, 'now' | 'after'>;
}

/** The trouble that there was, or null. */
export async function readAgain(
  { db, rows, reach, clock }: Omit<Parts, 'clock'> & { readonly clock: Pick<Clock, 'now'> },
  row: StoredProvider,
): Promise<MetadataTrouble | null> {
  const found = await lookAtMetadata(row.metadata_url ?? '', reach, clock.now());
  const news: SamlFacts | NoFacts = 'trouble' in found || found.issuer === row.issuer ? found : { trouble: 'another' };
  const at = new Date(clock.now());
  const trouble = 'trouble' in news ? news.trouble : null;
  await db
    .updateTable('identity_providers')
    .set({ metadata_asked_at: at, metadata_trouble: trouble })
    .$if(!('trouble' in news), (done) => done.set({ metadata_read_at: at, sealed: rows.sealed(row.id, news as SamlFacts) }))
    .where('id', '=', row.id)
    .where('ended_at', 'is', null)
    .execute();
  return trouble;
}

interface Told {
  readonly trouble: (code: MetadataTrouble) => void;
  readonly failed: (error: unknown) => void;
}

/** Answers with what ends it. */
export function keepMetadata(parts: Parts, told: Told): () => Promise<void> {
  let isEnding = false;
  let cancel = () => {};
  let looking: Promise<void> = Promise.resolve();
  const round = async () => {
    for (const row of await due(parts)) {
      if (isEnding) return;
      if (!(await isOurs(parts, row))) continue;
      const trouble = await readAgain(parts, row);
      if (trouble !== null) told.trouble(trouble);
    }
  };
  const look = () => {
    looking = round()
      .catch(told.failed)
      .then(() => {
        if (!isEnding) cancel = parts.clock.after(hour, look);
      });
  };
  look();
  return async () => {
    isEnding = true;
    cancel();
    await looking;
  };
}

function due({ db, rows, clock }: Parts): Promise<StoredProvider[]> {
  const before = (ms: number) => new Date(clock.now() - ms);
  return rows
    .living(db)
    .where('identity_providers.metadata_url', 'is not', null)
    .where((eb) =>
      eb.or([
        eb('metadata_asked_at', '<=', before(restMs)),
        eb.and([eb('metadata_trouble', 'is not', null), eb('metadata_asked_at', '<=', before(restAfterTroubleMs))]),
      ]),
    )
    .execute();
}

async function isOurs({ db, clock }: Parts, row: StoredProvider): Promise<boolean> {
  const taken = await db
    .updateTable('identity_providers')
    .set({ metadata_asked_at: new Date(clock.now()) })
    .where('id', '=', row.id)
    .where('metadata_asked_at', '=', row.metadata_asked_at)
    .returning('id')
    .execute();
  return taken.length > 0;
}
