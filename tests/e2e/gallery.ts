// The gallery, built and served for a test: every screen in every circumstance, drawn by the ritual's own rules.
import { readFile, rm } from 'node:fs/promises';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { extname, join, resolve } from 'node:path';
import { expect, type Page } from '@playwright/test';

const types: Readonly<Record<string, string>> = {
  '.html': 'text/html',
  '.js': 'text/javascript',
  '.css': 'text/css',
  '.svg': 'image/svg+xml',
};

export interface Gallery {
  /** The page of one screen, such as `phase=presentation&role=leader`. */
  at(search: string, hash?: string): string;
  close(): Promise<void>;
}

/** Shows one screen of it; `search` may end in a `#` and what stands behind. */
export async function show(page: Page, gallery: Gallery, search: string): Promise<void> {
  const [query = '', hash] = search.split('#');
  await page.goto('about:blank'); // another hash alone would load nothing
  await page.goto(gallery.at(query, hash));
  await expect(page.getByRole('heading', { level: 1 })).toBeVisible();
}

export async function openGallery(): Promise<Gallery> {
  const folder = join(tmpdir(), `balint-room-gallery-${process.pid}`);
  process.env.GALLERY = '1';
  const { build } = await import('vite');
  const configFile = resolve('vite.config.ts');
  await build({ configFile, logLevel: 'error', build: { outDir: folder, emptyOutDir: true } });
  const server = createServer((request, response) => {
    const { pathname } = new URL(request.url ?? '/', 'http://gallery');
    readFile(join(folder, pathname)).then(
      (content) => response.setHeader('content-type', types[extname(pathname)] ?? 'application/octet-stream').end(content),
      () => response.writeHead(404).end(),
    );
  });
  await new Promise<void>((listening) => server.listen(0, '127.0.0.1', listening));
  return {
    at: (search, hash = '') =>
      `http://127.0.0.1:${(server.address() as AddressInfo).port}/gallery.html?${search}&phase=presentation${hash && `#${hash}`}`,
    close: async () => {
      server.closeAllConnections();
      await new Promise((closed) => server.close(closed));
      await rm(folder, { recursive: true, force: true });
    },
  };
}
