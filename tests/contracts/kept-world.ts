// A person about whom the records hold a row of every kind, beside others about whom they hold the same.
import { sql } from 'kysely';
import type { Database } from '../../server/database/database.ts';
import { newId } from '../../server/database/new-id.ts';
import type { Tables } from '../../server/database/tables.ts';
import { makeWorld, type World } from '../support/program-world.ts';

const day = 86_400_000;

export interface KeptWorld extends World {
  /** The member whom everything is about. */
  readonly name: string;
  readonly account: string;
  readonly card: string;
  readonly ref: string;
  readonly address: string;
  readonly contract: string;
  /** What must not be left of them anywhere. */
  readonly gone: readonly string[];
}

/** Their meeting was held on the day before `now`. */
export async function keptWorld(db: Database, name: string, now: number): Promise<KeptWorld> {
  const world = await makeWorld(db, name, now - day);
  const [account, card, ref] = [world.accounts.member, world.people.member ?? '', world.seats.member ?? ''];
  const { observer = '', leader = '' } = world.people;
  const address = `member.${world.program}@example.org`;
  const [workplace, zone, device, key] = [`Clinic ${newId()}`, `Pacific/${newId()}`, `Lynx ${newId()}`, `key ${newId()}`];
  const [outside, fullName] = [`outside ${newId()}`, `Minna ${name} Övergård`];
  const at = new Date(now - day);
  const contract = newId();
  await db
    .updateTable('people')
    .set({ full_name: fullName, account_id: account, workplace, zone, language: 'nb', outside_ref: outside })
    .where('id', '=', card)
    .execute();
  const put = async <T extends keyof Tables>(table: T, row: Record<string, unknown>) => {
    const columns = Object.keys(row).map((column) => sql.ref(column));
    await sql`insert into ${sql.table(table)} (${sql.join(columns)}) values (${sql.join(Object.values(row))})`.execute(db);
  };
  const text = 'What is said here stays here.';
  await put('contracts', { id: contract, group_id: world.group, version: 1, language: 'en', text, text_hash: 'ab', made_at: at });
  for (const person of [card, leader]) {
    await put('agreements', {
      ...{ series_id: world.series, person_id: person, contract_id: contract, agreed_at: at, text_hash: 'ab' },
    });
    await put('contract_acceptances', { series_id: world.series, person_id: person, accepted_at: at });
    await put('attendance', {
      ...{ meeting_id: world.meeting, person_id: person, attended_as: 'member', minutes: 88, place: 'screen' },
      ...{ first_in: at, last_out: at, credit_minutes: 80 },
    });
    await put('attendance_corrections', {
      ...{ id: newId(), meeting_id: world.meeting, person_id: person, number: 1, minutes_before: 80, minutes_after: 85 },
      ...{ place_before: 'screen', place_after: 'room', reason: 'sat in the room', made_at: at },
      ...{ by_account: person === card ? world.accounts.coordinator : account, by_person: person === card ? null : card },
    });
    await put('meeting_people', { meeting_id: world.meeting, person_id: person, excused_at: at });
    await put('rotation', { series_id: world.series, person_id: person, on_date: '2026-11-24', wishes_to_return: true });
    await put('consents', {
      ...{ id: newId(), group_id: world.group, meeting_id: world.meeting, person_id: person, kind: 'observer' },
      ...{ about_id: observer, said: 'yes', said_at: at },
    });
  }
  await db.updateTable('groups').set({ keeps_rotation: true }).where('id', '=', world.group).execute();
  await put('sessions', { hash: newId(), seat_ref: ref, created_at: at });
  await put('account_sessions', { hash: newId(), id: newId(), account_id: account, how: 'mail', device, created_at: at });
  await put('sign_in_links', { hash: newId(), address, to_path: '/home', made_at: at, expires_at: new Date(now) });
  await put('passkeys', {
    ...{ id: newId(), account_id: account, public_key: key, counter: 1, transports: 'internal', name: 'My phone', made_at: at },
  });
  const provider = newId();
  await put('identity_providers', {
    ...{ id: provider, program_id: world.program, kind: 'oidc', name: 'County hospital', issuer: `https://${provider}.example` },
    ...{ sealed: 'x', domains: 'example.org', made_at: at },
  });
  await put('outside_identities', { provider_id: provider, subject: outside, account_id: account, first_at: at });
  await put('mails', {
    ...{ id: newId(), program_id: world.program, person_id: card, kind: 'personalLink', about: ref, address, sealed: 'x' },
    ...{ state: 'sent', due_at: at, made_at: at, done_at: at },
  });
  const system = newId();
  await put('api_keys', {
    ...{ id: system, program_id: world.program, name: 'Residency records', hash: newId(), scopes: 'people:write' },
    ...{ by_account: account, made_at: at, expires_at: new Date(now + day) },
  });
  await put('webhooks', {
    ...{ id: newId(), program_id: world.program, name: 'Residency records', sealed: 'x', kinds: 'meeting.held' },
    ...{ by_account: account, made_at: at },
  });
  await put('done_requests', {
    ...{ key_id: system, name: 'put-1', request_hash: newId(), status: 200, answer: JSON.stringify({ id: card }), made_at: at },
  });
  await put('program_staff', { program_id: world.program, address, role: 'coordinator', invited_at: at });
  for (const made_by of [account, world.accounts.coordinator])
    await put('certificates', {
      ...{ id: newId(), program_id: world.program, group_id: world.group, person_id: made_by === account ? leader : card },
      ...{
        number: `2026-${newId()}`,
        code_hash: newId().padEnd(64, '0'),
        layout: 'plain',
        from_day: '2026-01-01',
        to_day: '2026-06-30',
      },
      ...{
        facts: JSON.stringify({ name: made_by === account ? 'Somebody Else' : fullName }),
        facts_hash: newId().padEnd(64, '0'),
        made_by,
        made_at: at,
      },
    });
  const entry = { kind: 'supervision', on_day: '2026-11-01', minutes: 60, place: 'screen', made_at: at };
  await put('credential_entries', { ...entry, id: newId(), person_id: card });
  await put('credential_entries', { ...entry, id: newId(), person_id: leader, confirmed_by: card, confirmed_at: at });
  await put('credential_entries', { ...entry, id: newId(), person_id: leader, with_id: card });
  await put('supervisions', { candidate_id: card, supervisor_id: world.people.supervisor, began_at: at });
  // Each column that leads to somebody does so alone in one of these rows.
  await put('supervisions', { candidate_id: world.people.leaderInTraining, supervisor_id: card, began_at: at });
  const [low, high] = [`00000${newId().slice(5)}`, `fffff${newId().slice(5)}`];
  for (const id of [low, high]) await put('people', { id, full_name: 'Somebody', short_name: 'Some', program_id: world.program });
  const note = { program_id: world.program, kind: 'related', noted_at: at };
  await put('pair_notes', { ...note, id: newId(), one_id: low, other_id: card, noted_by: leader });
  await put('pair_notes', { ...note, id: newId(), one_id: card, other_id: high, noted_by: leader });
  await put('pair_notes', { ...note, id: newId(), one_id: low, other_id: high, noted_by: card });
  await put('consents', {
    ...{ id: newId(), group_id: world.group, meeting_id: world.meeting, person_id: leader, kind: 'observer' },
    ...{ about_id: card, said: 'no', said_at: at },
  });
  const mail = { kind: 'change', state: 'sent', due_at: at, made_at: at, done_at: at, program_id: world.program };
  const elsewhere = `else.${world.program}@example.org`;
  await put('mails', { ...mail, id: newId(), person_id: card, about: newId(), address: elsewhere });
  await put('mails', { ...mail, id: newId(), about: newId(), address });
  await put('mails', { ...mail, id: newId(), about: ref, address: elsewhere });
  await put('mails', { ...mail, id: newId(), about: newId(), address: elsewhere, answer: `550 no ${address} here` });
  await put('stopped_addresses', { address, since: at, answer: '550 5.1.1 no such mailbox' });
  await put('stopped_addresses', { address: elsewhere, since: at, answer: `550 5.1.1 <${address}> is unknown` });
  const act = { program_id: world.program, group_id: world.group, done_at: at };
  await put('acts', { ...act, id: newId(), by_account: account, act: 'seat-given', object: world.seats.observer });
  await put('acts', { ...act, id: newId(), by_person: card, act: 'consent-said', object: world.meeting });
  await put('acts', { ...act, id: newId(), by_account: world.accounts.coordinator, act: 'seat-changed', object: ref });
  const roster = { program_id: world.program, made_at: at, expires_at: new Date(now + day) };
  const { coordinator } = world.accounts;
  const imports = [
    { made_by: account, rows: '[]', faults: '[]' },
    { made_by: coordinator, rows: JSON.stringify([{ name: fullName, address: null }]), faults: '[]' },
    { made_by: coordinator, rows: '[]', faults: JSON.stringify([{ said: address }]) },
  ];
  for (const each of imports) await put('imports', { ...roster, ...each, id: newId() });
  await put('sign_in_links', {
    ...{ hash: newId(), for_account: account, address: elsewhere, to_path: '/me', made_at: at, expires_at: new Date(now) },
  });
  const correction = {
    meeting_id: world.meeting,
    minutes_after: 60,
    place_after: 'screen',
    reason: 'The line broke.',
    made_at: at,
  };
  await put('attendance_corrections', { ...correction, id: newId(), person_id: leader, number: 2, by_account: account });
  await put('attendance_corrections', { ...correction, id: newId(), person_id: leader, number: 3, by_person: card });
  const certificate = (n: number, more: object) => ({
    ...{ id: newId(), program_id: world.program, group_id: world.group, person_id: leader, number: newId(), layout: 'plain' },
    ...{ code_hash: newId().padEnd(64, '1'), from_day: `2026-11-0${n}`, to_day: `2026-11-0${n}`, facts: '{}' },
    ...{ facts_hash: 'a'.repeat(64), made_at: at, ...more },
  });
  await put('certificates', certificate(1, { person_id: card }));
  await put('certificates', certificate(2, { facts: JSON.stringify({ leaders: [fullName] }) }));
  await put('certificates', certificate(3, { withdrawn_by: account, withdrawn_at: at, withdrawn_reason: 'A mistake.' }));
  await db.updateTable('meetings').set({ closed_at: at }).where('id', '=', world.meeting).execute();
  return {
    ...world,
    account,
    card,
    ref,
    address,
    contract,
    name: fullName,
    gone: [address, workplace, zone, device, key, outside],
  };
}

/** Every row in which one of these stands, by table, without asking the register. */
export async function searched(db: Database, needles: readonly string[]): Promise<ReadonlyMap<string, readonly string[]>> {
  const found = new Map<string, string[]>();
  for (const { name } of await db.introspection.getTables()) {
    const { rows } = await sql<{ row: string }>`select row_to_json(one)::text as row from ${sql.table(name)} as one`.execute(db);
    const those = rows.map(({ row }) => row).filter((row) => needles.some((needle) => row.includes(needle)));
    if (those.length > 0) found.set(name, those);
  }
  return found;
}
