// Every way to sign in, in a real browser: a passkey, a hospital's OpenID Connect and a hospital's SAML, each at a provider of its own on this machine.
import { execFile } from 'node:child_process';
import { mkdtemp } from 'node:fs/promises';
import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { type BrowserContext, expect, type Page, test } from '@playwright/test';
import { OAuth2Server } from 'oauth2-mock-server';
import { around } from '../../client/src/program/words/en/around.ts';
import { home } from '../../client/src/program/words/en/home.ts';
import { program as words } from '../../client/src/program/words/en/program.ts';
import { programOf } from '../support/programs.ts';
import { SamlOrganisation } from '../support/saml-organisation.ts';
import { startApp, type TestApp } from '../support/test-app.ts';

const cora = 'cora@hospital.example';

let app: TestApp;
/** By name: a passkey belongs to a name, not to a number. */
let url = '';
let office: BrowserContext;
let desk: Page;
let program = '';
const openId = new OAuth2Server();
const organisation = new SamlOrganisation();
let saml: Server;

test.describe.configure({ mode: 'serial', timeout: 150_000 });

test.beforeAll(async ({ browser }) => {
  const dataDir = await mkdtemp(join(tmpdir(), 'balint-sign-in-'));
  const env = { ...process.env, DATA_DIR: dataDir, DEMO: 'no', SSO_ON_LOOPBACK: 'yes' };
  const command = [...programOf('server/backup/coordinator-cli.ts'), '--program', 'Family medicine', '--mail', cora];
  const { stdout } = await promisify(execFile)(process.execPath, command, { env });
  app = await startApp({ dataDir, env, media: false });
  url = app.url.replace('127.0.0.1', 'localhost');
  await openId.issuer.keys.generate('RS256');
  await openId.start(0, 'localhost');
  const said = { sub: 'somebody', email: cora, email_verified: true };
  openId.service.on('beforeTokenSigning', (token: { payload: Record<string, unknown> }) => Object.assign(token.payload, said));
  openId.service.on('beforeUserinfo', (answer: { body: unknown }) => {
    answer.body = said;
  });
  saml = createServer((request, response) => {
    const asked = new URL(request.url ?? '', 'http://idp.example');
    if (asked.pathname === '/metadata.xml') return response.end(organisation.metadata({ entry: `${idp()}/login` }));
    samlPage(asked).then(
      (page) => response.setHeader('content-type', 'text/html').end(page),
      (error: unknown) => response.writeHead(500).end(String(error)),
    );
  });
  await new Promise<void>((listening) => saml.listen(0, '127.0.0.1', listening));
  office = await browser.newContext();
  desk = await office.newPage();
  await desk.goto(`${url}${/\/enter#\S+/.exec(stdout)?.[0]}`);
  await desk.getByRole('button', { name: around.enter.comeInAs(cora) }).click();
  await desk.waitForURL(/\/(home|program\/)/);
  await desk.goto(`${url}/home`);
  await desk.getByRole('link', { name: 'Family medicine' }).click();
  await desk.waitForURL(/\/program\/[0-9a-f]+/);
  program = desk.url();
});

test.afterAll(async () => {
  await office?.close();
  await openId.stop();
  await new Promise((closed) => saml.close(closed));
  await app?.stop();
});

const idp = () => `http://127.0.0.1:${(saml.address() as AddressInfo).port}`;

/** What an organisation's own page does once somebody has given their password there: it posts the answer to us, from another site. */
async function samlPage(asked: URL): Promise<string> {
  const { providers } = await (
    await office.request.get(`${url}/api${new URL(program).pathname.replace('program', 'programs')}/identity-providers`)
  ).json();
  const { id } = providers.find(({ kind }: { kind: string }) => kind === 'saml');
  const metadata = await (await fetch(`${url}/sso/${id}/metadata`)).text();
  const answer = await organisation.answer(metadata, asked.href, { address: cora });
  const to = /AssertionConsumerService[^>]*Location="([^"]+)"/.exec(metadata)?.[1];
  const relay = asked.searchParams.get('RelayState') ?? '';
  return `<form method="post" action="${to}"><input type="hidden" name="SAMLResponse" value="${answer}">
    <input type="hidden" name="RelayState" value="${relay}"><button>I am Cora</button></form>`;
}

async function stranger(): Promise<Page> {
  const page = await (office.browser() as NonNullable<ReturnType<BrowserContext['browser']>>)
    .newContext()
    .then((own) => own.newPage());
  await page.goto(`${url}/`);
  return page;
}

async function isCora(page: Page): Promise<void> {
  await page.goto(`${url}/me`);
  await expect(page.getByText(cora)).toBeVisible();
}

test('a passkey is saved, listed with its name, and signs in without an address', async () => {
  const page = await office.newPage();
  const client = await office.newCDPSession(page);
  await client.send('WebAuthn.enable');
  await client.send('WebAuthn.addVirtualAuthenticator', {
    options: { protocol: 'ctap2', transport: 'internal', hasResidentKey: true, hasUserVerification: true, isUserVerified: true },
  });
  await page.goto(`${url}/me/devices`);
  await page.getByRole('button', { name: home.devices.add, exact: true }).click();
  await expect(page.getByRole('button', { name: /^Remove|^End/ }).first()).toBeVisible();
  await page.context().clearCookies();
  await page.goto(`${url}/`);
  await page.getByRole('button', { name: around.enter.passkey }).click();
  await expect(page.getByRole('heading', { level: 1, name: home.heading })).toBeVisible();
  await isCora(page);
  await page.close();
});

for (const kind of ['oidc', 'saml'] as const)
  test(`a coordinator sets up a hospital's ${words.signIn.kinds[kind]}, tries it, and its people sign in by it`, async () => {
    const name = `County by ${kind}`;
    await desk.goto(`${program}/sign-in`);
    await desk.getByRole('button', { name: words.signIn.add }).click();
    await desk.getByLabel(words.signIn.kind, { exact: true }).selectOption(kind);
    await desk.getByLabel(words.signIn.name, { exact: true }).fill(name);
    if (kind === 'oidc') {
      await desk.getByLabel(words.signIn.issuer).fill(openId.issuer.url ?? '');
      await desk.getByLabel(words.signIn.clientId).fill('balint');
      await desk.getByLabel(words.signIn.clientSecret).fill('a very secret word');
    } else {
      await desk.getByLabel(words.signIn.metadataOf).fill(`${idp()}/metadata.xml`);
    }
    await desk.getByLabel(words.signIn.domains).fill('hospital.example');
    await desk.getByRole('button', { name: words.signIn.save, exact: true }).click();
    await expect(desk.getByText(words.signIn.saved(name))).toBeVisible();
    if (kind === 'saml') {
      await desk.getByRole('button', { name: words.signIn.readAgainFor(name) }).click();
      await expect(desk.getByText(words.signIn.readAgainDone(name))).toBeVisible();
    }

    const early = await stranger();
    await early.getByLabel(around.enter.address).fill(cora);
    await expect(early.getByRole('link', { name: around.enter.institution(name) })).toHaveCount(0);
    await early.context().close();

    await desk.getByRole('button', { name: words.signIn.tryFor(name) }).click();
    if (kind === 'saml') await desk.getByRole('button', { name: 'I am Cora' }).click();
    await desk.waitForURL(program);
    await desk.goto(`${program}/sign-in`);
    await expect(desk.getByRole('region', { name }).getByText(/· tried /)).toBeVisible();

    const page = await stranger();
    await page.getByLabel(around.enter.address).fill(cora);
    await page.getByRole('link', { name: around.enter.institution(name) }).click();
    if (kind === 'saml') await page.getByRole('button', { name: 'I am Cora' }).click();
    await expect(page.getByRole('heading', { level: 1, name: home.heading })).toBeVisible();
    await isCora(page);
    await page.context().close();
  });
