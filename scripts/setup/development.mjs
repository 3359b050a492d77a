// The development start: the page from Vite, renewed as it is edited, and the server from its sources, restarted as they
// change. Nothing is built.
import { spawn } from 'node:child_process';
import { checkout, tool } from './places.mjs';

/** Runs until the server's runner ends. @returns {Promise<number>} its exit code */
export async function develop() {
  const port = process.env.PORT && process.env.PORT !== '0' ? process.env.PORT : '3000';
  process.env.APP_SERVER = `http://127.0.0.1:${port}`;
  const { createServer } = await import('vite');
  const page = await createServer({ configFile: 'vite.config.ts', server: { port: Number(process.env.PAGE_PORT || 5173) } });
  await page.listen();
  const address = page.resolvedUrls?.local[0]?.replace(/\/$/, '') ?? '';
  console.log(`The page is served from ${address}; the links below lead there.`);

  const endWithUs = new URL('./end-with-parent.mjs', import.meta.url).href;
  const server = spawn(
    process.execPath,
    ['--import', endWithUs, tool('tsx/dist/cli.mjs'), 'watch', '--clear-screen=false', 'server/main.ts'],
    {
      cwd: checkout,
      stdio: 'inherit',
      env: { ...process.env, PORT: port, PUBLIC_URL: process.env.PUBLIC_URL || address },
    },
  );
  for (const signal of /** @type {const} */ (['SIGINT', 'SIGTERM'])) process.on(signal, () => server.kill(signal));
  process.on('exit', () => server.kill());
  return new Promise((settle, fail) => {
    server.on('error', fail);
    server.on('exit', async (code) => {
      await page.close();
      settle(code ?? 0);
    });
  });
}
