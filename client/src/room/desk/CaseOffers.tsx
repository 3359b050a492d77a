// The leader's part in the case call (R2.2): who offers, whom to ask, and waiting for a yes.
import { isOfTheCircle } from '../../../../shared/ritual/roles.ts';
import type { Chair, Desk } from '../../../../shared/ritual/view.ts';
import popCss from '../../parts/Pop.module.css';
import { Pop } from '../../parts/Pop.tsx';
import { ActButton } from '../../press/ActButton.tsx';
import buttons from '../../styles/buttons.module.css';
import { useWords } from '../../words/words.ts';
import type { Act } from '../use-act.ts';
import css from './CaseOffers.module.css';

export interface CaseOffersProps {
  readonly desk: Desk;
  readonly chairs: readonly Chair[];
  readonly act: Act;
}

const shownAtOnce = 2;

export function CaseOffers({ desk, chairs, act }: CaseOffersProps) {
  const words = useWords().desk;
  const nameOf = (id: string) => chairs.find((chair) => chair.personId === id)?.name ?? '';
  const ask = (personId: string) => act({ type: 'chooseCase', personId });
  if (desk.chosen) {
    return (
      <div className={css.offers}>
        <p className={css.waits}>
          <span>{words.waitsFor(nameOf(desk.chosen.personId))}</span>
          <small>{words.waitsForMore}</small>
        </p>
        <ActButton means="takeBackChoice" className={buttons.small} onAct={() => act({ type: 'takeBackChoice' })}>
          {words.takeBack}
        </ActButton>
      </div>
    );
  }
  const first = desk.offers.slice(0, shownAtOnce);
  const others = chairs.filter(
    ({ personId, role, state }) => isOfTheCircle(role) && state === 'present' && !first.includes(personId),
  );
  return (
    <div className={css.offers}>
      {first.length === 0 && <p className={css.waits}>{words.noOffersYet}</p>}
      {first.map((id) => (
        <ActButton key={id} means={`ask ${id}`} className={css.offer} onAct={() => ask(id)}>
          <span>{words.ask(nameOf(id))}</span>
          <small>{words.offers(nameOf(id))}</small>
        </ActButton>
      ))}
      <Pop label={words.askSomeone} className={buttons.small} face={first.length > 0 ? words.askSomeoneElse : words.askSomeone}>
        {(close) => (
          <ul className={popCss.list}>
            {others.map(({ personId, name }) => (
              <li key={personId}>
                <ActButton
                  means={`ask ${personId}`}
                  className={buttons.quiet}
                  onAct={() => {
                    close();
                    void ask(personId);
                  }}
                >
                  {desk.offers.includes(personId) ? words.offers(name) : words.ask(name)}
                </ActButton>
              </li>
            ))}
          </ul>
        )}
      </Pop>
    </div>
  );
}
