// Builds the page into dist/client and, in development, serves it and passes everything else to the app server.
// Knows nothing of the room; every address the server answers is listed here once.
import { fileURLToPath } from 'node:url';
import react from '@vitejs/plugin-react';
import { defineConfig } from 'vite';

/** GALLERY=1 builds every phase and role, drawn from fixtures, beside the page and never into it. */
const drawsGallery = Boolean(process.env.GALLERY);
/** STILL=1 builds, for Node, what draws the doorstep as it stands before any script has run. */
const drawsStill = Boolean(process.env.STILL);
const appServer = process.env.APP_SERVER ?? 'http://127.0.0.1:3000';

const entry = drawsStill ? 'client/src/still.tsx' : drawsGallery ? 'client/gallery.html' : 'client/index.html';

export default defineConfig({
  root: 'client',
  plugins: [react()],
  cacheDir: '../node_modules/.cache/vite',
  build: {
    outDir: drawsStill ? '../dist/still' : drawsGallery ? '../dist/gallery' : '../dist/client',
    ssr: drawsStill,
    emptyOutDir: true,
    // The page's content policy knows no data: addresses; every asset is a file.
    assetsInlineLimit: 0,
    // The media client alone is above the default of 500, and fetched while a person checks their devices.
    chunkSizeWarningLimit: 600,
    rolldownOptions: {
      // Whole, since the development server looks for it in the root and the build in the checkout.
      input: fileURLToPath(new URL(entry, import.meta.url)),
      output: drawsStill
        ? {}
        : {
            codeSplitting: {
              groups: [
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
      '/socket.io': { target: appServer, ws: true },
      '/media': { target: appServer, ws: true },
    },
  },
});
