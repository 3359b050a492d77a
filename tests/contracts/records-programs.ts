// What every kind of records must do for programs: groups made in one act, seats, contracts with versions, consents, rosters from a file.
import { describe, expect, test } from 'vitest';
import { newId } from '../../server/database/new-id.ts';
import { readZone } from '../../server/dates/zones.ts';
import { noMail } from '../../server/ports/no-mail.ts';
import { Refused } from '../../server/ports/refused.ts';
import type { Changer } from '../../server/ports/rosters.ts';
import { SqlPeople } from '../../server/programs/sql-people.ts';
import { SqlProgramRoles } from '../../server/programs/sql-roles.ts';
import { SqlRosters } from '../../server/programs/sql-rosters.ts';
import type { NewContract, NewGroup } from '../../shared/protocol/program/groups.ts';
import { pressed } from '../support/press.ts';
import type { RecordsStage } from './records-stage.ts';

const newGroup = (name: string, seats: NewGroup['seats']): NewGroup => ({
  ...{ name, seats, form: 'ABS 60/1', language: 'en', zone: 'Europe/Berlin', membership: 'closed', mine: null },
});

export function programsOfPeopleContract(stage: () => RecordsStage): void {
  describe('programs', () => {
    const parts = () => ({ clock: stage().clock, mail: noMail, dates: null, readZone });
    const rosters = () => new SqlRosters(stage().db, parts());
    const people = () => new SqlPeople(stage().db, parts());

    /** A group of one's own, with its maker's account. */
    async function made(name: string, seats: NewGroup['seats']) {
      const accountId = newId();
      const at = new Date(stage().clock.now());
      await stage()
        .db.insertInto('accounts')
        .values({ id: accountId, language: null, zone: null, created_at: at, closed_at: null })
        .execute();
      const group = await rosters().make(null, newGroup(name, seats), accountId);
      if (group instanceof Refused) throw group;
      const there = await new SqlProgramRoles(stage().db).rolesAt(accountId, { group: group.id });
      if (!there?.programId) throw new Error('the maker is nobody there');
      const by: Changer = { accountId, roles: there.roles, programId: there.programId };
      const sits = async (called: string) => {
        const link = (await stage().accounts.links(group.id)).find((one) => one.name === called);
        const opened = link && (await pressed(stage().accounts, link.token));
        if (!opened) throw new Error(`${called} does not come in`);
        const membership = () => stage().accounts.membership(opened.ref, opened.session);
        return { ...opened, membership };
      };
      return { id: group.id, by, sits, programId: there.programId };
    }

    test('two who order the circle at once, or give the same seat twice, do it once', async () => {
      const { id, by } = await made('Two tabs', [
        { name: 'Ann', role: 'leader' },
        { name: 'Ben', role: 'member' },
      ]);
      const from = (await rosters().view(id, by)).seats.map(({ ref }) => ref);
      const orders = await Promise.all([1, 2].map(() => rosters().order(id, { from, to: [...from].reverse() }, by)));
      expect(orders.filter((done) => done === null)).toHaveLength(1);
      const gives = await Promise.all(
        [1, 2].map(() => rosters().give(id, { name: 'Cid', address: 'cid@example.org', role: 'member' }, by)),
      );
      expect(gives.filter((done) => done instanceof Refused)).toHaveLength(1);
      expect((await rosters().view(id, by)).seats.map(({ name }) => name)).toEqual(['Ben', 'Ann', 'Cid']);
    });

    test('[R11.8] a new version of the contract is accepted anew; who accepted which stays in the ledger', async () => {
      const { id, by, sits } = await made('Contract', [
        { name: 'Ann', role: 'leader' },
        { name: 'Ben', role: 'member' },
      ]);
      const ben = await sits('Ben');
      const { hash } = (await rosters().contract(id, by)).texts[0] ?? { hash: '' };
      expect(await stage().groups.acceptContract(ben.ref, '0'.repeat(64))).toBe(false);
      expect((await ben.membership())?.contractAcceptedAt).toBeNull();
      expect(await stage().groups.acceptContract(ben.ref, hash)).toBe(true);
      const at = stage().clock.now();
      expect((await ben.membership())?.contractAcceptedAt).toBe(at);
      expect((await rosters().contract(id, by)).missing).toEqual(['Ann']);

      await stage().clock.advance(60_000);
      const text = 'What is said here stays here.\r\nAlways.';
      const written = await Promise.all(
        [1, 2].map(() => rosters().writeContract(id, { from: 1, language: 'en', seen: ['en'], text }, by)),
      );
      expect(written.filter((done) => done === null)).toHaveLength(1);
      expect((await ben.membership())?.contractAcceptedAt).toBeNull();
      expect(await stage().groups.contract(id)).toBe('What is said here stays here.\nAlways.');
      // The page read the first version, or names none.
      expect(await stage().groups.acceptContract(ben.ref, hash)).toBe(false);
      expect(await stage().groups.acceptContract(ben.ref, null)).toBe(false);
      const view = await rosters().contract(id, by);
      expect(view).toMatchObject({ version: 2, versions: [{ version: 2 }, { version: 1 }], missing: ['Ann', 'Ben'] });
      expect(await stage().groups.acceptContract(ben.ref, view.texts[0]?.hash)).toBe(true);
      expect((await ben.membership())?.contractAcceptedAt).toBe(stage().clock.now());
      expect((await rosters().contract(id, by)).agreements).toEqual([
        { name: 'Ben', version: 2, language: 'en', at: stage().clock.now(), hash: view.texts[0]?.hash },
        { name: 'Ben', version: 1, language: 'en', at, hash },
      ]);
      // Members read the text, not the ledger.
      expect(await rosters().contract(id, { ...by, roles: new Set(['member']) })).toMatchObject({ agreements: [], missing: [] });
    });

    test('[R11.8] a version has a text in each of several languages, each with its own hash; everybody reads their own', async () => {
      const { id, by, sits } = await made('Languages', [
        { name: 'Ann', role: 'leader' },
        { name: 'Ben', role: 'member' },
      ]);
      const [ann, ben] = [await sits('Ann'), await sits('Ben')];
      const { groups } = stage();
      const write = (
        from: number,
        text: string,
        others: readonly { language: string; text: string }[] = [],
        seen = ['en', 'de', 'hu'],
      ) => rosters().writeContract(id, { from, language: 'en', seen, text, others }, by);
      const german = { language: 'de', text: 'Was hier gesagt wird, bleibt hier.' };
      expect(await write(1, 'Stays here.', [german])).toBeNull();
      const { version, texts } = await rosters().contract(id, by);
      expect([version, texts.map(({ language }) => language)]).toEqual([2, ['en', 'de']]);
      expect(new Set(texts.map(({ hash }) => hash)).size).toBe(2);
      // By their card, by their account, by their browser; and plainly in the group's language where there is none.
      expect(await groups.contractFor(ben.ref, [])).toMatchObject({ text: 'Stays here.', language: 'en', isOwn: true });
      expect(await groups.contractFor(ben.ref, ['fr', 'de', 'en'])).toMatchObject({
        text: german.text,
        language: 'de',
        isOwn: true,
      });
      expect(await groups.contractFor(ben.ref, ['fr'])).toMatchObject({ language: 'en', isOwn: false });
      const personId = (await ben.membership())?.personId ?? '';
      await stage().db.updateTable('people').set({ language: 'de' }).where('id', '=', personId).execute();
      const read = await groups.contractFor(ben.ref, ['en']);
      expect(read).toMatchObject({ text: german.text, language: 'de' });
      expect(await groups.acceptContract(ben.ref, read.hash)).toBe(true);
      expect(await groups.acceptContract(ann.ref, texts[0]?.hash)).toBe(true);
      const ledger = async () =>
        (await rosters().contract(id, by)).agreements.map(({ name, version: which, language, hash }) => [
          name,
          which,
          language,
          hash,
        ]);
      expect((await ledger()).sort()).toEqual([
        ['Ann', 2, 'en', texts[0]?.hash],
        ['Ben', 2, 'de', texts[1]?.hash],
      ]);
      // Another language alone asks nobody again; a changed word, or a language left out, does.
      const hungarian = { language: 'hu', text: 'Ami itt elhangzik, itt marad.' };
      expect(await write(2, 'Stays here.', [german, hungarian])).toBeNull();
      expect(await rosters().contract(id, by)).toMatchObject({ version: 2, missing: [] });
      expect(await groups.contractFor(ben.ref, ['hu'])).toMatchObject({ language: 'de' });
      expect(await write(2, 'Stays here.', [german, hungarian])).toBeNull();
      expect(await write(2, 'Stays here.', [{ ...german, text: 'Anders.' }, hungarian])).toBeNull();
      expect(await rosters().contract(id, by)).toMatchObject({ version: 3, missing: ['Ann', 'Ben'] });
      expect(await groups.acceptContract(ben.ref, read.hash)).toBe(false);
      expect(await write(3, 'Stays here.')).toBeNull();
      expect(await rosters().contract(id, by)).toMatchObject({ version: 4, texts: [{ language: 'en' }] });
      expect(await groups.contractFor(ben.ref, [])).toMatchObject({ language: 'en', isOwn: false });
      expect(await write(4, 'Stays here.', [german, { ...german, text: 'Zweimal.' }])).toMatchObject({
        faults: [{ path: 'others.1.language', code: 'twice' }],
      });
      expect(await write(2, 'Late.', [german])).toMatchObject({ code: 'stale' });
    });

    test('[R11.8] a page that was opened before a language came drops none and overwrites none', async () => {
      const { id, by } = await made('Old pages', [{ name: 'Ann', role: 'leader' }]);
      const german = { language: 'de', text: 'Was hier gesagt wird, bleibt hier.' };
      const french = { language: 'fr', text: 'Ce qui se dit ici reste ici.' };
      const page = { from: 1, language: 'en', seen: ['en'] };
      const write = (contract: NewContract) => rosters().writeContract(id, contract, by);
      const stands = async () => {
        const { version, texts } = await rosters().contract(id, by);
        return [version, ...texts.map(({ language, text }) => `${language} ${text}`)];
      };
      const [own = ''] = (await rosters().contract(id, by)).texts.map(({ text }) => text);
      expect(await write({ ...page, text: own, others: [german] })).toBeNull();
      const both = await stands();
      expect(both).toEqual([1, `en ${own}`, `de ${german.text}`]);
      // The version is the same, but German has come since.
      for (const old of [
        { ...page, text: 'Changed.' },
        { ...page, text: 'Changed.', others: [{ ...german, text: 'Anders.' }] },
        { ...page, text: own, others: [{ ...german, text: 'Anders.' }] },
        { ...page, language: 'de', text: 'Auf Englisch gespeichert.' },
        // Of a page from before it said what it knew.
        { from: 1, text: 'Changed.' },
        { from: 1, text: own },
      ])
        expect(await write(old)).toMatchObject({ code: 'stale' });
      expect(await stands()).toEqual(both);
      // What changes no text that stands needs to have seen none.
      expect(await write({ ...page, text: own, others: [french] })).toBeNull();
      expect(await stands()).toEqual([...both, `fr ${french.text}`]);
      // Whoever has seen it may leave it out.
      expect(await write({ ...page, seen: ['en', 'de', 'fr'], text: own, others: [french] })).toBeNull();
      expect(await stands()).toEqual([2, `en ${own}`, `fr ${french.text}`]);
    });

    test('[R11.8] what an older server notes during an upgrade counts for the text that it showed', async () => {
      const { id, by, sits } = await made('Upgrade', [
        { name: 'Ann', role: 'leader' },
        { name: 'Ben', role: 'member' },
      ]);
      const ben = await sits('Ben');
      const personId = (await ben.membership())?.personId ?? '';
      const series = await stage().db.selectFrom('series').selectAll().where('group_id', '=', id).executeTakeFirstOrThrow();
      const accepted_at = new Date(stage().clock.now());
      await stage()
        .db.insertInto('contract_acceptances')
        .values({ series_id: series.id, person_id: personId, accepted_at })
        .execute();
      expect((await ben.membership())?.contractAcceptedAt).toBe(accepted_at.getTime());
      await rosters().writeContract(id, { from: 1, language: 'en', seen: ['en'], text: 'New.' }, by);
      expect((await ben.membership())?.contractAcceptedAt).toBeNull();
      expect((await rosters().contract(id, by)).agreements).toMatchObject([{ name: 'Ben', version: 1 }]);
      const now = await stage().db.selectFrom('series').select('contract').where('id', '=', series.id).executeTakeFirstOrThrow();
      expect(now.contract).toBe('New.');
    });

    test('[R6.6] an observer is agreed to when everybody of the circle has said yes, until somebody takes it back', async () => {
      const { id, sits, by } = await made('Observed', [
        ...([
          { name: 'Ann', role: 'leader' },
          { name: 'Ben', role: 'member' },
        ] as const),
        ...([
          { name: 'Olga', role: 'observer' },
          { name: 'Oskar', role: 'observer' },
        ] as const),
      ]);
      const meeting = await stage().groups.currentMeeting(id);
      if (!meeting) throw new Error('no meeting');
      const [ann, ben, olga] = [await sits('Ann'), await sits('Ben'), await sits('Olga')];
      const seat = async (who: typeof ann) => {
        const membership = await who.membership();
        if (!membership) throw new Error('not signed in');
        return membership;
      };
      const observerId = (await seat(olga)).personId;
      const say = async (who: typeof ann, said: 'yes' | 'no' | 'withdrawn') =>
        rosters().sayConsent(await seat(who), { meetingId: meeting.id, observerId, said });
      const agreed = async () => [...(await stage().groups.agreedObservers(meeting))];
      expect(await agreed()).toEqual([]);
      expect(await rosters().consents(await seat(ann))).toMatchObject([
        { observerName: 'Olga', mine: null, isGiven: false },
        { observerName: 'Oskar', mine: null, isGiven: false },
      ]);
      expect(await say(ann, 'yes')).toBeNull();
      expect(await agreed()).toEqual([]);
      expect(await say(ben, 'yes')).toBeNull();
      expect(await agreed()).toEqual([observerId]);
      // Within one millisecond the later word counts.
      expect(await say(ben, 'withdrawn')).toBeNull();
      expect(await agreed()).toEqual([]);
      expect(await say(ben, 'yes')).toBeNull();
      expect((await rosters().consents(await seat(ben)))[0]).toMatchObject({ mine: 'yes', isGiven: true });
      // Whoever joins is asked too.
      await rosters().give(id, { name: 'Cid', role: 'member' }, by);
      expect(await agreed()).toEqual([]);
      // Observers are not asked, about themselves or another.
      expect(await say(olga, 'yes')).toBeInstanceOf(Refused);
      expect(await rosters().consents(await seat(olga))).toEqual([]);
      const words = (await stage().everything()).consents?.filter((row) => row.group_id === id);
      expect(words).toHaveLength(4);
    });

    test('a roster of ten thousand is applied by one of two servers, whole', async () => {
      const { programId, by } = await made('Large', [{ name: 'Ann', role: 'leader' }]);
      const lines = Array.from({ length: 10_000 }, (_, index) => `Person ${index},p${index}@example.net,Clinic ${index % 50}`);
      const bytes = Buffer.from(`name,email,workplace\n${lines.join('\n')}`);
      const preview = await people().readImport(programId, { bytes, encoding: null }, by);
      if (preview instanceof Refused) throw preview;
      expect([preview.count, preview.faults]).toEqual([10_000, []]);
      const done = await Promise.all([1, 2].map(() => people().applyImport(programId, preview.id, by)));
      expect(done.filter((one) => one instanceof Refused)).toHaveLength(1);
      expect(await people().list(programId)).toHaveLength(10_001);
      const again = await people().readImport(programId, { bytes, encoding: null }, by);
      expect(again instanceof Refused ? null : new Set(again.rows.map(({ does }) => does))).toEqual(new Set(['nothing']));
    });
  });
}
