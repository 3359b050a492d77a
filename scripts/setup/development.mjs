// The development start: the page from Vite, updated as it is edited, and the server from its sources, restarted as they
// change. Nothing is built.
import { runInForeground } from './foreground.mjs';
import { freePort } from './free-ports.mjs';
import { tool } from './places.mjs';
import { addressHere } from './running-server.mjs';

/** Runs until the server's runner ends. @returns {Promise<number>} its exit code */
export async function develop() {
  const wanted = process.env.PORT || '3000';
  // The page has to know the server's port in advance, even if any port will do.
  const port = wanted === '0' ? String(await freePort()) : wanted;
  process.env.APP_SERVER = addressHere(process.env.HOST, port);
  const { createServer } = await import('vite');
  const page = await createServer({ configFile: 'vite.config.ts', server: { port: Number(process.env.PAGE_PORT || 5173) } });
  await page.listen();
  const address = page.resolvedUrls?.local[0]?.replace(/\/$/, '') ?? '';
  console.log(`The page is served from ${address}; the links below lead there.`);
  const code = await runInForeground([tool('tsx/dist/cli.mjs'), 'watch', '--clear-screen=false', 'server/main.ts'], {
    PORT: port,
    PUBLIC_URL: process.env.PUBLIC_URL || address,
    DEMO: process.env.DEMO || 'yes',
  });
  await page.close();
  return code;
}
