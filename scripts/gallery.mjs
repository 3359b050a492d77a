// `npm run gallery`: every page, phase and role, drawn from fixtures and renewed as you edit. No server is needed.
import { installDependencies } from './setup/dependencies.mjs';
import { endInWords } from './setup/end-in-words.mjs';
import { requireNode } from './setup/node-version.mjs';
import { checkout } from './setup/places.mjs';

requireNode();
await endInWords(async () => {
  await installDependencies(checkout, console.log);
  const { createServer } = await import('vite');
  const page = await createServer({ configFile: 'vite.config.ts', server: { port: Number(process.env.PAGE_PORT || 5174) } });
  await page.listen();
  console.log(`The gallery: ${page.resolvedUrls?.local[0] ?? ''}gallery.html (Ctrl-C ends it)`);
});
