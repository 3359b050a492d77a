// A SAML provider by its metadata: pasted, or by an address that is read again every day. What is wrong with it is said, and changes nothing.
import { createServer, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { keepMetadata } from '../../server/accounts/keep-metadata.ts';
import { lookAtMetadata } from '../../server/accounts/look-at-metadata.ts';
import { ProviderRows } from '../../server/accounts/provider-rows.ts';
import { readMetadata } from '../../server/accounts/saml-metadata.ts';
import { newId } from '../../server/database/new-id.ts';
import type { ProviderRow } from '../../shared/protocol/program/identity.ts';
import { freshSamlKeys } from '../support/fresh-saml-keys.ts';
import { HttpApp, ownOrigin, secret } from '../support/http-app.ts';
import { SamlOrganisation } from '../support/saml-organisation.ts';

const day = 86_400_000;
const programId = newId();
const providers = `/api/programs/${programId}/identity-providers`;
const first = new SamlOrganisation();
let next: SamlOrganisation;
let app: HttpApp;
let coordinator: string;
let url: string;
/** What stands at the address, and how often it was asked for. */
let answer: (response: ServerResponse) => void = () => {};
let asked = 0;
const host = createServer((_, response) => {
  asked += 1;
  answer(response);
});
const stands = (text: string, status = 200) => {
  answer = (response) => response.writeHead(status, { 'content-type': 'application/samlmetadata+xml' }).end(text);
};

type Method = 'GET' | 'POST' | 'DELETE';
const ask = (method: Method, path: string, cookie = '', payload?: object) =>
  app.fastify.inject({ method, url: path, headers: { origin: ownOrigin, cookie }, ...(payload && { payload }) });
const cookiesIn = (headers: Record<string, unknown>) =>
  [headers['set-cookie'] ?? []]
    .flat()
    .map((line) => String(line).split(';')[0])
    .filter((pair) => !pair?.endsWith('='))
    .join('; ');

beforeAll(async () => {
  next = new SamlOrganisation({ keys: await freshSamlKeys() });
  await new Promise<void>((listening) => host.listen(0, '127.0.0.1', listening));
  url = `http://127.0.0.1:${(host.address() as AddressInfo).port}/metadata.xml`;
  app = await HttpApp.open();
  await app.clock.advance(Date.now() - app.clock.now());
  const made = { id: programId, name: 'Hospital', language: 'en', zone: 'UTC', made_at: new Date() };
  await app.db.insertInto('programs').values(made).execute();
  const staff = { program_id: programId, address: 'chair@hospital.example', role: 'coordinator' as const };
  await app.db
    .insertInto('program_staff')
    .values({ ...staff, invited_at: new Date(), ended_at: null })
    .execute();
  await app.db
    .updateTable('people')
    .set({ program_id: programId, address: 'dee@hospital.example' })
    .where('short_name', '=', 'Dee')
    .execute();
  const token = await app.signIn.printedLink('chair@hospital.example', '/home');
  coordinator = cookiesIn((await ask('POST', '/api/enter', '', { token, endsWithBrowser: false })).headers);
  app.saying.add(`program=${programId}`);
});
afterAll(async () => {
  await app.close();
  await new Promise((closed) => host.close(closed));
});

const wished = (metadata: string) => ({ kind: 'saml', name: 'Clinic', metadata, domains: ['hospital.example'] });
const made = (metadata: string) => ask('POST', providers, coordinator, wished(metadata));
const rowOf = async (id: string): Promise<ProviderRow> =>
  (await ask('GET', providers, coordinator)).json().providers.find((row: ProviderRow) => row.id === id);

/** Begins at our server, is signed by the organisation, and comes back: whether that is believed. */
async function signsIn(id: string, by: SamlOrganisation): Promise<boolean> {
  await app.db.updateTable('identity_providers').set({ tried_at: new Date() }).where('id', '=', id).execute();
  const begun = await ask('GET', `/sso/${id}`);
  const said = await by.answer((await ask('GET', `/sso/${id}/metadata`)).body, String(begun.headers.location), {
    address: 'dee@hospital.example',
  });
  const posted = await app.fastify.inject({
    method: 'POST',
    url: `/sso/${id}/acs`,
    headers: { origin: 'https://idp.hospital.example', 'content-type': 'application/x-www-form-urlencoded' },
    payload: new URLSearchParams({ SAMLResponse: said }).toString(),
  });
  return posted.statusCode === 303;
}

describe('by its address', () => {
  let id: string;
  const readAgain = () => ask('POST', `${providers}/${id}/metadata`, coordinator);

  test('it is read, signs people in, and says from where and since when', async () => {
    stands(first.metadata());
    const done = await made(url);
    expect([done.statusCode, done.json()]).toEqual([201, { id: expect.any(String) }]);
    id = done.json().id;
    const { issuer, metadataFrom } = await rowOf(id);
    expect(issuer).toBe(first.entityId);
    expect(metadataFrom).toEqual({ url, readAt: app.clock.now(), askedAt: app.clock.now(), trouble: null });
    expect(await signsIn(id, first)).toBe(true);
    expect(await signsIn(id, next)).toBe(false);
    expect((await made(url)).json().faults).toEqual([{ path: 'metadata', code: 'taken' }]);
  });

  test('while a certificate takes the place of another both are believed, and then the new one alone', async () => {
    stands(first.metadata({ certificates: [first.certificate, next.certificate] }));
    expect((await readAgain()).json()).toEqual({ trouble: null });
    expect([await signsIn(id, first), await signsIn(id, next)]).toEqual([true, true]);
    stands(next.metadata());
    expect((await readAgain()).json()).toEqual({ trouble: null });
    expect([await signsIn(id, first), await signsIn(id, next)]).toEqual([false, true]);
  });

  const long = 'x'.repeat(600_000);
  test.each([
    ['another provider’s', () => stands(next.metadata({ entityId: 'https://evil.example/metadata' })), 'another'],
    ['an error', () => stands('', 500), 'unreachable'],
    ['gone', () => stands(next.metadata(), 404), 'unreachable'],
    ['a page', () => stands('<html><body>Please sign in</body></html>'), 'unreadable'],
    ['too long', () => stands(`${next.metadata()}<!-- ${long} -->`), 'too-long'],
    ['cut off', () => stands(next.metadata().slice(0, -60)), 'unreadable'],
    ['without a certificate', () => stands(next.metadata().replace(/<KeyDescriptor.*<\/KeyDescriptor>/s, '')), 'no-certificate'],
    ['elsewhere', () => (answer = (response) => response.writeHead(302, { location: '/elsewhere' }).end()), 'redirected'],
    ['a connection that ends', () => (answer = (response) => response.destroy()), 'unreachable'],
  ])('when there is %s at its address, what was known stays, and the page says so', async (_what, stand, trouble) => {
    const before = await rowOf(id);
    stand();
    const already = asked;
    expect((await readAgain()).json()).toEqual({ trouble });
    // One asking, and no redirection followed.
    expect(asked).toBe(already + 1);
    const { metadataFrom, issuer } = await rowOf(id);
    expect(metadataFrom).toMatchObject({ trouble, readAt: before.metadataFrom?.readAt });
    expect([issuer, await signsIn(id, next), await signsIn(id, first)]).toEqual([first.entityId, true, false]);
  });

  test('it is read again every day by one server, sooner after trouble, and by nobody once it has ended', async () => {
    stands(next.metadata());
    await readAgain();
    const reach = { mayBeLoopback: true };
    const told: string[] = [];
    const parts = { db: app.db, clock: app.clock, reach, rows: new ProviderRows(secret, reach) };
    const servers = [1, 2].map(() =>
      keepMetadata(parts, { trouble: (code) => told.push(code), failed: (error) => told.push(String(error)) }),
    );
    /** Hour by hour, since a server looks again an hour after it has looked. */
    const comes = (what: () => Promise<unknown>) =>
      expect
        .poll(
          async () => {
            await app.clock.advance(day / 24);
            return what();
          },
          { timeout: 30_000 },
        )
        .toBe(true);
    const readAt = (await rowOf(id)).metadataFrom?.readAt;
    const already = asked;
    stands(first.metadata());
    await comes(async () => (await rowOf(id)).metadataFrom?.readAt !== readAt);
    expect(asked).toBe(already + 1);
    expect(await signsIn(id, first)).toBe(true);
    stands('', 503);
    await comes(async () => told.includes('unreachable'));
    const troubledAt = app.clock.now();
    stands(next.metadata());
    await comes(async () => (await rowOf(id)).metadataFrom?.trouble === null);
    expect(app.clock.now()).toBeLessThan(troubledAt + day);
    expect(new Set(told)).toEqual(new Set(['unreachable']));
    expect(await signsIn(id, next)).toBe(true);
    expect((await ask('DELETE', `${providers}/${id}`, coordinator)).statusCode).toBe(204);
    const ended = asked;
    await app.clock.advance(2 * day);
    await Promise.all(servers.map((stop) => stop()));
    expect(asked).toBe(ended);
    expect((await readAgain()).statusCode).toBe(404);
  });
});

test('pasted, it is what is read; there is no address to read again', async () => {
  const done = await made(`\n${first.metadata({ certificates: [first.certificate, next.certificate] })}\n`);
  expect(done.statusCode).toBe(201);
  const { id } = done.json();
  expect((await rowOf(id)).metadataFrom).toBeNull();
  expect([await signsIn(id, first), await signsIn(id, next)]).toEqual([true, true]);
  expect((await ask('POST', `${providers}/${id}/metadata`, coordinator)).statusCode).toBe(404);
});

const xml = (within: string, more = '') =>
  `<md:EntitiesDescriptor xmlns:md="urn:oasis:names:tc:SAML:2.0:metadata" ${more}>${within}</md:EntitiesDescriptor>`;
const own = () => first.metadata().replace(/<\?xml[^>]*>/, '');

describe('what is no metadata of one provider', () => {
  test.each([
    ['no address', () => 'clinic.example/metadata', 'not-https'],
    ['an address without TLS', () => 'ftp://clinic.example/metadata', 'not-https'],
    ['an address with a password', () => 'https://user:word@93.184.216.34/', 'not-https'],
    ['a private address', () => 'https://10.0.0.1/metadata', 'private'],
    ['an address of a cloud’s own', () => 'https://169.254.169.254/latest', 'private'],
    ['no XML', () => '<', 'unreadable'],
    ['other XML', () => '<a xmlns="urn:x"/>', 'unreadable'],
    ['a document type', () => `<!DOCTYPE a SYSTEM "file:///etc/passwd">${own()}`, 'unreadable'],
    ['entities', () => `<!DOCTYPE a [<!ENTITY x "y">]>${own()}`, 'unreadable'],
    ['twenty thousand levels', () => `${'<a>'.repeat(20_000)}${'</a>'.repeat(20_000)}`, 'unreadable'],
    ['a federation', () => xml(own() + own()), 'many'],
    ['nobody', () => xml(''), 'no-provider'],
    ['a service of ours', () => own().replaceAll('IDPSSODescriptor', 'SPSSODescriptor'), 'no-provider'],
    ['what is over', () => xml(own(), 'validUntil="2026-01-01T00:00:00Z"'), 'expired'],
    ['what says no time', () => xml(own(), 'validUntil="soon"'), 'expired'],
    ['no redirection', () => own().replaceAll('HTTP-Redirect', 'HTTP-Artifact'), 'no-redirect'],
    ['a way in that is no address', () => own().replaceAll(`Location="${first.entry}"`, 'Location="javascript:"'), 'private-entry'],
    ['a way in inside', () => first.metadata({ entry: 'https://192.168.0.1/login' }), 'private-entry'],
    ['a certificate that is none', () => first.metadata({ certificates: ['bm9uZQ=='] }), 'no-certificate'],
    ['a name with a line in it', () => own().replace(first.entityId, 'https://a&#10;b'), 'unreadable'],
  ])('%s is refused with a sentence of its own', async (_what, said, code) => {
    const done = await made(said());
    expect([done.statusCode, done.json().faults]).toEqual([422, [{ path: 'metadata', code }]]);
  });

  test('a federation of one is that one', () => {
    expect(readMetadata(xml(xml(own())), Date.now())).toMatchObject({ issuer: first.entityId, entry: first.entry });
  });

  test('in an installation, nothing on this machine or without TLS is asked', async () => {
    const already = asked;
    const outside = { mayBeLoopback: false };
    expect(await lookAtMetadata(url, outside, 0)).toEqual({ trouble: 'not-https' });
    expect(await lookAtMetadata(url.replace('http:', 'https:'), outside, 0)).toEqual({ trouble: 'private' });
    expect(await lookAtMetadata(url.replace('http://127.0.0.1', 'https://localhost'), outside, 0)).toEqual({ trouble: 'private' });
    expect(asked).toBe(already);
  });
});
