// A person in a browser of their own, with a fake camera and a tone for a voice, who does what people do: open the link, take the seat, act.
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { type Browser, type BrowserContext, chromium, expect, type Page, type WebSocket } from '@playwright/test';
import { en } from '../../client/src/words/en.ts';
import playwrightConfig from '../../playwright.config.ts';
import { listen, putEar } from './ear.ts';
import { writeFace } from './face-file.ts';
import { Listener, pitch } from './listener.ts';
import { writeTone } from './tone-file.ts';

export interface App {
  link(name: string): string;
}

export class Visitor extends Listener {
  readonly name: string;
  readonly page: Page;
  readonly #browser: Browser;
  readonly #folder: string;
  /** What the browser itself complained about. */
  readonly errors: string[];
  /** Every address the page asked for. */
  readonly requests: string[];
  /** Connections to the room that are open and have brought a view. */
  readonly connections = new Set<WebSocket>();
  lostConnections = 0;

  private constructor(name: string, browser: Browser, page: Page, folder: string) {
    super();
    this.name = name;
    this.page = page;
    this.#browser = browser;
    this.#folder = folder;
    this.errors = [];
    this.requests = [];
    page.on('pageerror', (error) => this.errors.push(error.message));
    page.on('request', (request) => this.requests.push(request.url()));
    page.on('websocket', (socket) => {
      if (!socket.url().includes('/socket.io/')) return;
      socket.on('framereceived', ({ payload }) => String(payload).startsWith('42["view"') && this.connections.add(socket));
      socket.on('close', () => {
        if (this.connections.delete(socket)) this.lostConnections += 1;
      });
    });
  }

  /** A page that goes takes its connections along, and not every browser says so. */
  async reload(): Promise<void> {
    const before = [...this.connections];
    await this.page.reload();
    for (const socket of before) if (this.connections.delete(socket)) this.lostConnections += 1;
  }

  /** `drawFace` writes what their camera sees. */
  static async arrive(
    name: string,
    app: App,
    look: Parameters<Browser['newContext']>[0] = {},
    drawFace = writeFace,
  ): Promise<Visitor> {
    const folder = await mkdtemp(join(tmpdir(), 'visitor-'));
    const voice = join(folder, 'voice.wav');
    const face = join(folder, 'face.y4m');
    await writeTone(voice, pitch(name));
    await drawFace(face, name);
    const launch = playwrightConfig.use?.launchOptions ?? {};
    const browser = await chromium.launch({
      ...launch,
      args: [...(launch.args ?? []), `--use-file-for-fake-audio-capture=${voice}`, `--use-file-for-fake-video-capture=${face}`],
    });
    const context: BrowserContext = await browser.newContext({
      viewport: { width: 1366, height: 768 },
      permissions: ['camera', 'microphone'],
      ...look,
    });
    const visitor = new Visitor(name, browser, await context.newPage(), folder);
    await putEar(visitor.page);
    await visitor.comeIn(app);
    return visitor;
  }

  protected listen(pitches: readonly number[]) {
    return listen(this.page, pitches);
  }

  /** Opens the personal link and presses its one button. */
  async comeIn(app: App): Promise<void> {
    await this.page.goto(app.link(this.name));
    // Whoever came in before is led straight to the seat.
    if (!this.page.url().includes('/seat/')) await this.button(`Come in as ${this.name}`).click();
    await this.page.waitForURL('**/seat/*');
  }

  /** Agrees to the contract when the doorstep asks for it. */
  async agree(): Promise<void> {
    const agree = this.button(en.gate.contractAccept);
    await expect(this.button(en.door.takeSeat).or(agree).first()).toBeVisible();
    if (await agree.isVisible()) await agree.click();
  }

  /** From the doorstep into the room. */
  async takeSeat(): Promise<void> {
    await this.agree();
    await this.page.getByRole('checkbox', { name: en.door.alone }).check();
    await this.touch(en.door.takeSeat);
    await this.isInRoom();
  }

  async isInRoom(): Promise<void> {
    await expect(this.page.getByRole('region', { name: en.chairs.circle })).toBeVisible();
  }

  button(name: string): ReturnType<Page['getByRole']> {
    return this.page.getByRole('button', { name });
  }

  async touch(name: string): Promise<void> {
    await this.button(name).first().click();
  }

  /** Person ids on the chairs, in the order of the circle from one fixed person on. */
  async circle(): Promise<string[]> {
    const ids = await this.page
      .locator('li[data-person]')
      .evaluateAll((chairs) => chairs.map((chair) => chair.getAttribute('data-person') ?? ''));
    const first = ids.indexOf([...ids].sort()[0] ?? '');
    return [...ids.slice(first), ...ids.slice(0, first)];
  }

  async leave(): Promise<void> {
    await this.#browser.close();
    await rm(this.#folder, { recursive: true, force: true });
  }
}
