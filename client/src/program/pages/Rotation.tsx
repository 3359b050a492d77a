// The leaders' private list of who presented when, where the group keeps one: a line for each person, those who have not had a turn first.
import { useState } from 'react';
import type { RotationTurn, RotationView } from '../../../../shared/protocol/program/after.ts';
import type { GroupView } from '../../../../shared/protocol/program/groups.ts';
import buttons from '../../styles/buttons.module.css';
import { api } from '../asking/api.ts';
import { ask } from '../asking/ask.ts';
import { useAsked } from '../asking/use-asked.ts';
import { useDoing } from '../asking/use-doing.ts';
import form from '../parts/Form.module.css';
import { Frame } from '../parts/Frame.tsx';
import { GroupFrame } from '../parts/GroupFrame.tsx';
import { dayOfText } from '../parts/moments.ts';
import { NotFound, Standing } from '../parts/Standing.tsx';
import { Sure } from '../parts/Sure.tsx';
import table from '../parts/Table.module.css';
import { Failed, Told } from '../parts/Told.tsx';
import { useAfterWords } from '../words/after-words.ts';
import { useAroundWords } from '../words/around-words.ts';
import { type ListOfTurns, NoteTurn } from './after/NoteTurn.tsx';
import css from './Rotation.module.css';

export function Rotation({ ids }: { readonly ids: Readonly<Record<string, string>> }) {
  const seat = new URLSearchParams(location.search).get('seat');
  return seat === null ? <ByAccount ids={ids} /> : <BySeat seat={seat} />;
}

/** From the room, by a personal link: the same list, which is turned on and off by whoever has an account. */
function BySeat({ seat }: { readonly seat: string }) {
  const { rotation: words } = useAfterWords();
  const asked = useAsked<RotationView>(api.seatRotation(seat));
  return (
    <Standing asked={asked}>
      {(view) => (
        <Frame heading={words.heading} lead={words.lead} width="middle">
          {view.isOn ? (
            <List at={api.seatRotation(seat)} view={view} look={asked.look} />
          ) : (
            <div className={form.card}>
              <p>{words.off}</p>
              <p className={form.quiet}>{words.offBySeat}</p>
            </div>
          )}
        </Frame>
      )}
    </Standing>
  );
}

function ByAccount({ ids }: { readonly ids: Readonly<Record<string, string>> }) {
  const asked = useAsked<GroupView>(api.group(ids.g ?? ''));
  return <Standing asked={asked}>{(group) => (group.you.leads ? <OfGroup group={group} /> : <NotFound />)}</Standing>;
}

function OfGroup({ group }: { readonly group: GroupView }) {
  const asked = useAsked<RotationView>(api.rotation(group.id));
  return <Standing asked={asked}>{(view) => <RotationPage group={group} view={view} look={asked.look} />}</Standing>;
}

interface RotationPageProps {
  readonly group: GroupView;
  readonly view: RotationView;
  readonly look: () => Promise<void>;
}

function RotationPage({ group, view, look }: RotationPageProps) {
  const { rotation: words } = useAfterWords();
  const [asking, setAsking] = useState<'on' | 'off' | null>(null);
  const [told, setTold] = useState('');
  const doing = useDoing();
  const turn = async (isOn: boolean) => {
    setTold('');
    const outcome = await doing.run(() => ask('PUT', api.rotation(group.id), { isOn }));
    if (!outcome?.ok) return;
    await look();
    setTold(isOn ? '' : words.isOff);
  };
  return (
    <GroupFrame
      id={group.id}
      name={group.name}
      heading={words.heading}
      title={words.title(group.name)}
      showsLinks
      lead={words.lead}
      width="middle"
    >
      {view.isOn ? (
        <>
          <List at={api.rotation(group.id)} view={view} look={look} />
          <div className={form.section}>
            <div className={form.row}>
              <button type="button" className={buttons.plain} onClick={() => setAsking('off')}>
                {words.turnOff}
              </button>
            </div>
          </div>
        </>
      ) : (
        <div className={form.card}>
          <p>{words.off}</p>
          <div className={form.row}>
            <button type="button" className={buttons.main} onClick={() => setAsking('on')}>
              {words.turnOn}
            </button>
          </div>
        </div>
      )}
      <Told>{told}</Told>
      <Failed failed={doing.failed} look={look} />
      {asking === 'on' && <Sure {...words.turnOnSure} onYes={() => void turn(true)} onClose={() => setAsking(null)} />}
      {asking === 'off' && <Sure {...words.turnOffSure} onYes={() => void turn(false)} onClose={() => setAsking(null)} />}
    </GroupFrame>
  );
}

function List({ at, view, look }: ListOfTurns) {
  const { rotation: words } = useAfterWords();
  const { language } = useAroundWords();
  const [told, setTold] = useState('');
  const doing = useDoing();
  const remove = async ({ personId, onDate }: RotationTurn) => {
    setTold('');
    const outcome = await doing.run(() => ask('DELETE', api.rotationTurn(at, personId, onDate)));
    if (!outcome?.ok) return;
    await look();
    setTold(words.removed);
  };
  const lines = view.people
    .map((person) => ({ ...person, turns: view.turns.filter(({ personId }) => personId === person.id) }))
    .sort((a, b) => (a.turns[0]?.onDate ?? '').localeCompare(b.turns[0]?.onDate ?? ''));
  return (
    <>
      <div className={table.scroll}>
        <table className={table.table}>
          <thead>
            <tr>
              <th scope="col">{words.person}</th>
              <th scope="col">{words.dates}</th>
            </tr>
          </thead>
          <tbody>
            {lines.map(({ id, name, turns }) => (
              <tr key={id}>
                <th scope="row">{name}</th>
                <td>
                  {turns.length === 0 && <span className={form.quiet}>{words.never}</span>}
                  <ul className={css.turns}>
                    {turns.map((each) => {
                      const day = dayOfText(each.onDate, language);
                      return (
                        <li key={each.onDate} className={form.row}>
                          <span>
                            {day}
                            {each.wishesToReturn && ` · ${words.wish}`}
                          </span>
                          <button
                            type="button"
                            className={buttons.small}
                            aria-label={words.remove(name, day)}
                            aria-disabled={doing.isBusy}
                            onClick={() => void remove(each)}
                          >
                            ×
                          </button>
                        </li>
                      );
                    })}
                  </ul>
                </td>
              </tr>
            ))}
          </tbody>
        </table>
      </div>
      <Told>{told}</Told>
      <Failed failed={doing.failed} look={look} />
      <NoteTurn at={at} view={view} look={look} />
    </>
  );
}
