// Three people who sit in the room, Ann by a network of her own that a test can break.
import type { TestApp } from '../support/test-app.ts';
import { type OwnWay, startAppWithWay } from './own-way.ts';
import { Visitor } from './visitor.ts';

export interface Three {
  readonly app: TestApp;
  readonly way: OwnWay;
  readonly ann: Visitor;
  readonly ben: Visitor;
  readonly cid: Visitor;
  end(): Promise<void>;
}

/** `drawFace` writes what the cameras of Ben and Cid see. */
export async function threeOnAWay(drawFace?: Parameters<typeof Visitor.arrive>[3]): Promise<Three> {
  const { app, way } = await startAppWithWay();
  const here = { link: (name: string) => way.to(app.link(name)) };
  const [ann, ben, cid] = await Promise.all([
    Visitor.arrive('Ann', here),
    Visitor.arrive('Ben', app, {}, drawFace),
    Visitor.arrive('Cid', app, {}, drawFace),
  ]);
  await way.lead(ann.page);
  await ann.page.reload();
  for (const visitor of [ann, ben, cid]) await visitor.takeSeat();
  const end = async () => {
    for (const visitor of [ann, ben, cid]) await visitor.leave();
    await app.stop();
    await way.close();
  };
  return { app, way, ann, ben, cid, end };
}
