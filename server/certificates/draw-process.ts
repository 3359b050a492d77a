// The process that draws: beside the server, so that no drawing holds up a room, and none that ends badly ends the server.
import { loadTypst, type ToDraw } from './typst-compiler.ts';

export interface DrawRequest {
  readonly id: number;
  readonly drawing: ToDraw;
}

export type DrawAnswer = { readonly id: number } & (
  | { readonly pdf: Uint8Array }
  | { readonly undrawable: readonly string[] }
  | { readonly failed: string }
);

const typst = loadTypst();

process.on('message', async ({ id, drawing }: DrawRequest) => {
  const answer = await typst
    .then((compiler): DrawAnswer => {
      const drawn = compiler.pdf(drawing);
      return Buffer.isBuffer(drawn) ? { id, pdf: drawn } : { id, undrawable: drawn.undrawable };
    })
    .catch((error: unknown): DrawAnswer => ({ id, failed: String((error as Error).message) }));
  process.send?.(answer);
});
// The server is gone, or needs no drawing for now.
process.on('disconnect', () => process.exit(0));
