// The check of a device in a real browser: all its findings, each way to the media really tried, and a report that names nobody.
import { AxeBuilder } from '@axe-core/playwright';
import { expect, type Locator, type Page, test } from '@playwright/test';
import { en } from '../../client/src/words/en.ts';
import { freeTcpPort, freeUdpPort } from '../../server/media/livekit/own/free-ports.ts';
import { type OwnedLiveKit, ownLiveKit } from '../support/owned-livekit.ts';
import { startApp, type TestApp } from '../support/test-app.ts';
import { Visitor } from './visitor.ts';

const { check } = en;

let livekit: OwnedLiveKit;
let app: TestApp;
let tcpPort: number;

test.describe.configure({ timeout: 90_000 });

test.beforeAll(async () => {
  test.setTimeout(120_000);
  tcpPort = await freeTcpPort();
  livekit = await ownLiveKit('http://127.0.0.1:9/unused', {
    rtc: { tcp_port: tcpPort },
    turn: { enabled: true, domain: 'localhost', udp_port: await freeUdpPort(), allow_restricted_peer_cidrs: ['127.0.0.0/8'] },
  });
  await livekit.start();
  app = await startApp({ env: livekit.env });
});

test.afterAll(async () => {
  await app?.stop();
  await livekit?.stop();
});

const finding = (page: Page, id: keyof typeof check.names): Locator => page.locator(`li[data-finding="${id}"]`);

async function isFound(page: Page, id: keyof typeof check.names, verdict: string, says: string | RegExp = ''): Promise<void> {
  await expect(finding(page, id)).toHaveAttribute('data-verdict', verdict, { timeout: 60_000 });
  await expect(finding(page, id)).toContainText(says);
}

async function isAccessible(page: Page): Promise<void> {
  const { violations } = await new AxeBuilder({ page })
    .withTags(['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'wcag22aa'])
    .analyze();
  expect(violations.map(({ id, nodes }) => `${id}: ${nodes.map(({ html }) => html).join(' ')}`)).toEqual([]);
}

test('from the doorstep: everything is found good, by keyboard alone, and the report names nobody', async () => {
  const dee = await Visitor.arrive('Dee', app);
  const { page } = dee;
  await dee.agree();
  await page.context().grantPermissions(['clipboard-read', 'clipboard-write', 'camera', 'microphone']);
  await page.getByRole('link', { name: en.door.trouble }).press('Enter');
  await expect(page.getByRole('heading', { level: 1, name: check.heading })).toBeVisible();
  await isFound(page, 'browser', 'good', /^.*Chrome \d+ on Linux/);
  await isFound(page, 'secure', 'good');
  await isFound(page, 'camera', 'good', /\d{3} × \d{3}/);
  await isFound(page, 'microphone', 'good');
  await isFound(page, 'connection', 'good', / in \d+ ms/);
  await isFound(page, 'clock', 'good');
  await isFound(page, 'udp', 'good', check.verdicts.good);
  await isFound(page, 'tcp', 'good', check.verdicts.good);
  await isFound(page, 'relay', 'good', check.way.relayed.udp);

  await expect(page.getByRole('status').first()).toHaveText(check.summary.waits(1));
  await page.getByRole('button', { name: check.speaker.play }).press('Enter');
  await page.getByRole('button', { name: check.speaker.yes }).press('Enter');
  await isFound(page, 'speaker', 'good', check.speaker.good);
  await expect(page.getByRole('status').first()).toHaveText(check.summary.good);
  await isAccessible(page);

  await page.getByRole('button', { name: check.copy }).press('Enter');
  await expect(page.getByText(check.copied)).toBeVisible();
  const report = await page.evaluate(() => navigator.clipboard.readText());
  for (const name of Object.values(check.names)) expect(report).toContain(`- ${name}: `);
  const [ref = ''] = page.url().split('/').slice(-1);
  const labels = await page.evaluate(async () =>
    (await navigator.mediaDevices.enumerateDevices()).map(({ label }) => label).filter(Boolean),
  );
  expect(labels.length).toBeGreaterThan(0);
  for (const secret of ['Dee', 'Tuesday', ref, '127.0.0.1', 'localhost', new URL(app.url).port, ...labels]) {
    expect(report).not.toContain(secret);
  }

  await page.getByRole('link', { name: check.back }).press('Enter');
  await expect(page.getByRole('button', { name: en.door.takeSeat })).toBeVisible();
  expect(dee.errors).toEqual([]);
  expect(dee.requests.filter((address) => !address.startsWith(app.url) && !address.startsWith('blob:'))).toEqual([]);
  await dee.leave();
});

test('without a seat: the connection is tried, the media is not, and the page says how', async ({ page }) => {
  await page.goto(`${app.url}/check`);
  await isFound(page, 'connection', 'good');
  for (const way of ['udp', 'tcp', 'relay'] as const) await isFound(page, way, 'none', check.way.notSignedIn);
  await expect(page.getByText(check.signIn)).toBeVisible();
  await expect(page.getByRole('link', { name: check.back })).toHaveCount(0);
});

test('without microphone and camera: the doorstep’s own sentences, and nothing else waits', async ({ browser }) => {
  const context = await browser.newContext({ permissions: [] });
  const page = await context.newPage();
  await page.addInitScript(() => {
    navigator.mediaDevices.getUserMedia = () => Promise.reject(new DOMException('no', 'NotAllowedError'));
  });
  await page.goto(`${app.url}/check`);
  await isFound(page, 'microphone', 'bad', en.door.microphoneDenied);
  await isFound(page, 'camera', 'fair', en.door.cameraDenied);
  await isFound(page, 'connection', 'good');
  await context.close();
});
