// Builds the page into dist/client and, in development, serves it and passes everything else to the app server.
// Knows nothing of the room; every address the server answers is listed here once.
import { fileURLToPath } from 'node:url';
import react from '@vitejs/plugin-react';
import { defineConfig, type Plugin } from 'vite';
import { asideAddresses } from './shared/protocol/aside-addresses.ts';
import { isProgramPage } from './shared/protocol/program/pages.ts';
import { noScript, product } from './shared/words/en.ts';

/** GALLERY=1 builds every phase and role, drawn from fixtures, beside the page and never into it. */
const drawsGallery = Boolean(process.env.GALLERY);
/** PROGRAM=1 builds the pages around the room into the same folder. A build of its own, so that none of it weighs on the way to the room. */
const drawsProgram = Boolean(process.env.PROGRAM);
/** ASIDE=1 builds the pages that ask the server for nothing, practising and help, likewise. */
const drawsAside = Boolean(process.env.ASIDE);
/** STILL=page builds, for Node, what draws the doorstep as it stands before any script has run; STILL=script, for browsers, the script within it. */
const drawsStill = process.env.STILL === 'page';
const scriptsStill = process.env.STILL === 'script';
const appServer = process.env.APP_SERVER ?? 'http://127.0.0.1:3000';

const entry = drawsStill
  ? 'client/src/still.tsx'
  : scriptsStill
    ? 'client/src/still-script.ts'
    : drawsGallery
      ? 'client/gallery.html'
      : drawsProgram
        ? 'client/program.html'
        : drawsAside
          ? 'client/aside.html'
          : 'client/index.html';
const isRoom = !drawsStill && !scriptsStill && !drawsGallery && !drawsProgram && !drawsAside;

/** The page begins to fetch its own scripts at once, though it runs them only when the first words are painted; its styles it has before. */
const namesDoorstep: Plugin = {
  name: 'names-doorstep',
  transformIndexHtml: {
    order: 'post',
    handler(html, { bundle = {} }) {
      const doorstep = Object.values(bundle).find((part) => part.type === 'chunk' && part.name === 'doorstep');
      if (doorstep?.type !== 'chunk') return [];
      if (html.includes(doorstep.fileName)) throw new Error('the first script waits for all others');
      const link = (rel: string, file: string) => ({
        tag: 'link',
        attrs: { rel, crossorigin: true, href: `/${file}` },
        injectTo: 'head' as const,
      });
      return [
        ...[...(doorstep.viteMetadata?.importedCss ?? [])].map((file) => link('stylesheet', file)),
        ...[doorstep.fileName, ...doorstep.imports]
          .filter((file) => !html.includes(file))
          .map((file) => link('modulepreload', file)),
      ];
    },
  },
};

/** In development the other pages stand at their addresses too. */
const servesOthers: Plugin = {
  name: 'serves-others',
  configureServer: ({ middlewares }) => {
    middlewares.use((request, _response, next) => {
      const { pathname } = new URL(request.url ?? '/', 'http://page');
      if (isProgramPage(pathname)) request.url = '/program.html';
      if (asideAddresses.includes(pathname)) request.url = '/aside.html';
      next();
    });
  },
};

/** What stands in the page before any script has run. */
const saysWords: Plugin = {
  name: 'says-words',
  transformIndexHtml: (html) => html.replace('%product%', product).replace('%noScript%', noScript),
};

interface Modules {
  getModuleInfo(id: string): { readonly importers: readonly string[] } | null;
}

function isNeededBy(script: string, id: string, modules: Modules): boolean {
  const seen = new Set([id]);
  for (const each of seen) {
    if (each.endsWith(`/client/src/${script}`)) return true;
    for (const importer of modules.getModuleInfo(each)?.importers ?? []) seen.add(importer);
  }
  return false;
}

/** The names of all parts stand within the first: what is in them cannot be folded. */
const named = {
  entryFileNames: 'assets/[name]-[hash:7].js',
  chunkFileNames: 'assets/[name]-[hash:7].js',
  assetFileNames: 'assets/[name]-[hash:7][extname]',
};

const isStyle = (file: string) => file.endsWith('.css');
/** What every page begins with is there before it asks for more. */
const isNotThereYet = (file: string) => !/(first|rolldown-runtime)-/.test(file);

/** Two files bring the doorstep, though other pages need some of it too: of many small ones each is waited for. */
function doorstepFile(id: string, modules: Modules): string | null {
  if (isNeededBy('start.ts', id, modules)) return 'first';
  return isNeededBy('main.tsx', id, modules) ? 'doorstep' : null;
}

/** Lightning CSS's number for `light-dark()`: no style of ours uses it, and what would make up for it weighs on the way to the doorstep. */
const lightDark = 1 << 20;

export default defineConfig({
  root: 'client',
  plugins: [react(), saysWords, servesOthers, ...(isRoom ? [namesDoorstep] : [])],
  cacheDir: '../node_modules/.cache/vite',
  css: { lightningcss: { exclude: lightDark } },
  build: {
    outDir: drawsStill || scriptsStill ? '../dist/still' : drawsGallery ? '../dist/gallery' : '../dist/client',
    ssr: drawsStill,
    // Who does not know it fetches a little later.
    // What comes at a person's touch fetches its parts one after the other; the room and its connections, all at once.
    modulePreload: {
      polyfill: false,
      resolveDependencies: (file, parts) =>
        parts.filter(/(RoomPage|media-session|room-connection)-/.test(file) ? isNotThereYet : isStyle),
    },
    emptyOutDir: !drawsProgram && !drawsAside,
    // The page's content policy knows no data: addresses; every asset is a file.
    assetsInlineLimit: 0,
    // The media client alone is above the default of 500, and fetched while a person checks their devices.
    chunkSizeWarningLimit: 600,
    rolldownOptions: {
      // How long a plugin took is of no use to whoever starts a room.
      checks: { pluginTimings: false },
      // Whole, since the development server looks for it in the root and the build in the checkout.
      input: fileURLToPath(new URL(entry, import.meta.url)),
      output: drawsStill
        ? {}
        : scriptsStill
          ? { format: 'iife', entryFileNames: '[name].js' }
          : {
              ...named,
              codeSplitting: {
                groups: [
                  { name: doorstepFile, includeDependenciesRecursively: false },
                  {
                    name: 'livekit',
                    test: /node_modules[\\/](livekit-client|@livekit|@bufbuild|webrtc-adapter|sdp|sdp-transform)[\\/]/,
                  },
                ],
              },
            },
    },
  },
  server: {
    host: '127.0.0.1',
    strictPort: false,
    proxy: {
      '/api': { target: appServer },
      '/livez': { target: appServer },
      '/readyz': { target: appServer },
      '/in': { target: appServer },
      '/sso': { target: appServer },
      '/calendar': { target: appServer },
      '/reminders': { target: appServer },
      '/socket.io': { target: appServer, ws: true },
      '/media': { target: appServer, ws: true },
    },
  },
});
