// The sentence for what the server found wrong with one part of what was sent.
import type { Failure } from '../../asking/ask.ts';

type Sentences = Readonly<Record<string, string>>;

export function faultIn(failed: Failure | null, path: string, ...catalogues: readonly Sentences[]): string | null {
  const found = failed?.faults.find((each) => each.path === path);
  if (found === undefined) return null;
  const said = catalogues.map((sentences) => sentences[found.code] ?? sentences.other).find((sentence) => sentence !== undefined);
  return said ?? null;
}
