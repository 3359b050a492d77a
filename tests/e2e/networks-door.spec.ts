// The door in hospital and hotel networks: what is blocked is said within ten seconds, with a sentence for the IT desk and the way to the check
// page, and the seat is taken by itself once the network lets it.
import { expect, test } from '@playwright/test';
import { en } from '../../client/src/words/en.ts';
import { type CuttableConnection, cuttableConnection } from '../support/cuttable-connection.ts';
import { type HospitalNetwork, hospitalNetwork } from '../support/hospital-network.ts';
import { startApp, type TestApp } from '../support/test-app.ts';
import { Visitor } from './visitor.ts';

const told = { timeout: 10_000 };

let app: TestApp;
let network: HospitalNetwork;
let slow: CuttableConnection;
let dee: Visitor;

const through = (url: string) => ({ link: (name: string) => `${url}${new URL(app.link(name)).pathname}` });
const note = (obstacle: string) => dee.page.locator(`[data-obstacle="${obstacle}"]`);

test.beforeAll(async () => {
  app = await startApp({ media: false });
  network = await hospitalNetwork(app.url);
  slow = await cuttableConnection(Number(new URL(app.url).port));
  dee = await Visitor.arrive('Dee', through(network.url));
  await dee.agree();
  await expect(dee.button(en.door.takeSeat)).toBeVisible();
});

test.afterAll(async () => {
  await dee?.leave();
  await network?.close();
  await slow?.close();
  await app?.stop();
});

test.afterEach(() => {
  network.sockets = 'pass';
  network.answers = 'ours';
});

async function leaves(): Promise<void> {
  await dee.touch(en.controls.leave);
  await dee.page.getByText(en.controls.leaveAsk).waitFor();
  await dee.page.getByRole('button', { name: en.controls.leave, exact: true }).last().click();
  await expect(dee.page.getByText(en.farewell.left)).toBeVisible();
}

for (const sockets of ['refused', 'swallowed', 'dead'] as const) {
  test(`sockets ${sockets}: the page says so, and a pressed seat is taken when it clears`, async () => {
    network.sockets = sockets;
    await dee.page.reload();
    await expect(note('socket')).toBeVisible(told);
    const { hostname, port } = new URL(network.url);
    await expect(note('socket')).toContainText(en.network.socket.says);
    await expect(note('socket')).toContainText(en.network.forIt(hostname, 'ws', port));
    await expect(note('socket').getByRole('link', { name: en.door.trouble })).toHaveAttribute('href', /^\/check\/[0-9a-f]{18}$/);

    await dee.page.getByRole('checkbox', { name: en.door.alone }).check();
    await dee.touch(en.door.takeSeat);
    await expect(dee.page.getByText(en.network.waiting)).toBeVisible();
    network.sockets = 'pass';
    network.cut();
    await dee.isInRoom();
    await leaves();
  });
}

test('a withdrawn wish to sit down is not carried out later', async () => {
  network.sockets = 'refused';
  await dee.page.reload();
  await expect(note('socket')).toBeVisible(told);
  await dee.page.getByRole('checkbox', { name: en.door.alone }).check();
  await dee.touch(en.door.takeSeat);
  await dee.touch(en.door.goAway);
  network.sockets = 'pass';
  await expect(note('socket')).toBeHidden();
  await expect(dee.button(en.door.takeSeat)).toBeVisible();
});

test('sockets that are cut again and again: the page says so though they come back each time', async () => {
  network.sockets = 'cutSoon';
  await dee.page.reload();
  // Three cuts must come first.
  await expect(note('socket')).toBeVisible({ timeout: 30_000 });
});

for (const answers of ['html', 'redirect', 'signInStatus'] as const) {
  test(`a network that wants a sign-in first (${answers}): the page says so, before and after it has a connection`, async () => {
    await dee.page.reload();
    await expect(dee.button(en.door.takeSeat)).toBeVisible();
    network.answers = answers;
    network.cut();
    await expect(note('signIn')).toBeVisible(told);
    await dee.page.reload();
    await expect(note('signIn')).toBeVisible(told);
    await expect(note('signIn')).toContainText(en.network.signIn.says);
    network.answers = 'ours';
    await expect(note('signIn')).toBeHidden();
    await expect(dee.button(en.door.takeSeat)).toBeVisible();
  });
}

test('a network that swallows every question: no page stays blank', async () => {
  network.answers = 'nothing';
  await dee.page.reload();
  await expect(note('offline')).toBeVisible(told);
  network.answers = 'ours';
  await expect(dee.button(en.door.takeSeat)).toBeVisible();
});

test('a proxy that holds everything up by 1.3 s each way: the seat is taken', async () => {
  await dee.page.goto(through(`http://127.0.0.1:${slow.port}`).link('Dee'));
  await expect(dee.button(en.door.takeSeat)).toBeVisible();
  slow.delay(1_300);
  await dee.page.reload({ timeout: 60_000 });
  await expect(dee.button(en.door.takeSeat)).toBeVisible({ timeout: 60_000 });
  await dee.page.getByRole('checkbox', { name: en.door.alone }).check();
  await dee.touch(en.door.takeSeat);
  await expect(dee.page.getByRole('region', { name: en.chairs.circle })).toBeVisible({ timeout: 30_000 });
  await expect(note('socket')).toBeHidden();
});
