// The walk to a presentation, by the touches of the two who make it.
import { en } from '../../client/src/words/en.ts';
import type { Visitor } from './visitor.ts';

const { acts } = en.desk;

/** From the gathering: a case is asked for, offered, chosen and accepted, and the presentation begins. */
export async function beginCase(leader: Visitor, presenter: Visitor): Promise<void> {
  await leader.touch(acts.openMeeting.act);
  await leader.touch(acts.askForCase.act);
  await presenter.touch(en.controls.offerCase);
  await leader.button(en.desk.ask(presenter.name)).click();
  await presenter.touch(en.controls.accept);
  await leader.touch(acts.begin(presenter.name).act);
}
