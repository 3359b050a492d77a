// Joins through the proxy and joins without it, in turn: the same client, the same person, the same room with the same voices in it.
import { allRights } from '../attacks/inner-media.ts';
import { alsoEnd } from './endings.ts';
import { JoinPage } from './join-page.ts';
import type { SilenceStage } from './silence-stage.ts';

export interface JoinSamples {
  readonly proxied: number[];
  readonly bare: number[];
}

export async function measureJoins(stage: SilenceStage, times: number): Promise<JoinSamples> {
  const { dee, inner, room, app } = stage;
  const page = alsoEnd(await JoinPage.open(app.url), (opened) => opened.close());
  const samples: JoinSamples = { proxied: [], bare: [] };
  // The proxy makes a pass of its own, whatever the page brings.
  const proxied = async (into: number[]) => into.push(await page.join(await stage.door(dee), 'none'));
  const direct = async (into: number[]) =>
    into.push(await page.join(stage.bareUrl, await inner.gateway.mintPass(room, dee.id, allRights)));
  // The extra cost of a page's very first join counts for neither.
  await proxied([]);
  await direct([]);
  for (let time = 0; time < times; time++) {
    const pair = [() => proxied(samples.proxied), () => direct(samples.bare)];
    for (const join of time % 2 === 0 ? pair : pair.reverse()) await join();
  }
  await page.close();
  return samples;
}
