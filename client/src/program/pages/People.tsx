// Everybody in a program: searched, sorted, added, changed. A long list shows more when it is asked for.
import { useState } from 'react';
import { Link } from 'wouter';
import type { PersonRow, ProgramView } from '../../../../shared/protocol/program/people.ts';
import buttons from '../../styles/buttons.module.css';
import { api } from '../asking/api.ts';
import { useAsked } from '../asking/use-asked.ts';
import { Field } from '../parts/Field.tsx';
import form from '../parts/Form.module.css';
import { ProgramFrame } from '../parts/ProgramFrame.tsx';
import { Standing } from '../parts/Standing.tsx';
import { SortHead, sorted, useSorting } from '../parts/sorting.tsx';
import table from '../parts/Table.module.css';
import { Told } from '../parts/Told.tsx';
import { useProgramWords } from '../words/program-words.ts';
import { PersonForm } from './people/PersonForm.tsx';

interface Rows {
  readonly people: readonly PersonRow[];
}

export function People({ ids }: { readonly ids: Readonly<Record<string, string>> }) {
  const program = useAsked<ProgramView>(api.program(ids.p ?? ''));
  const people = useAsked<Rows>(api.people(ids.p ?? ''));
  return (
    <Standing asked={program}>
      {(found) => (
        <Standing asked={people}>{({ people: rows }) => <PeoplePage program={found} people={rows} look={people.look} />}</Standing>
      )}
    </Standing>
  );
}

interface PeoplePageProps extends Rows {
  readonly program: ProgramView;
  readonly look: () => Promise<void>;
}

const atOnce = 50;

function PeoplePage({ program, people, look }: PeoplePageProps) {
  const { people: words, ways } = useProgramWords();
  const [search, setSearch] = useState('');
  const [shown, setShown] = useState(atOnce);
  const [changing, setChanging] = useState<PersonRow | 'new' | null>(null);
  const [told, setTold] = useState('');
  const sorting = useSorting<'name' | 'workplace' | 'address'>('name');
  const sought = search.trim().toLocaleLowerCase();
  const textOf = ({ name, address, workplace, groups }: PersonRow) =>
    [name, address, workplace, ...groups.map((group) => group.name)].join(' ').toLocaleLowerCase();
  const found = people.filter((person) => textOf(person).includes(sought));
  const rows = sorted(found, (person) => person[sorting.by] ?? '', sorting.isDown);
  const done = async (said: string) => {
    setChanging(null);
    await look();
    setTold(said);
  };
  const importTo = `/program/${program.id}/import`;
  return (
    <ProgramFrame
      id={program.id}
      name={program.name}
      heading={words.heading}
      title={words.title}
      lead={people.length > 0 ? words.lead(people.length) : undefined}
      acts={
        <>
          <button type="button" className={buttons.plain} onClick={() => setChanging('new')}>
            {words.add}
          </button>
          <Link className={`${buttons.plain} ${form.link}`} href={importTo}>
            {ways.import}
          </Link>
          {people.length > 0 && (
            <a className={`${buttons.plain} ${form.link}`} href={api.exportPeople(program.id)} download>
              {words.export}
            </a>
          )}
        </>
      }
    >
      {changing === 'new' && (
        <PersonForm
          programId={program.id}
          person={null}
          look={look}
          onDone={(said) => void done(said)}
          onClose={() => setChanging(null)}
        />
      )}
      <Told>{told}</Told>
      {people.length === 0 ? (
        <div className={form.card}>
          <h2>{words.none.heading}</h2>
          <p className={form.quiet}>{words.none.more}</p>
          <div className={form.row}>
            <Link className={`${buttons.main} ${form.link}`} href={importTo}>
              {ways.import}
            </Link>
          </div>
        </div>
      ) : (
        <>
          <Field label={words.search} hint={<span role="status">{words.found(found.length, people.length)}</span>} size="middle">
            {(ids) => <input {...ids} type="search" value={search} onChange={(event) => setSearch(event.target.value)} />}
          </Field>
          {rows.length === 0 && <p className={form.quiet}>{words.noMatch}</p>}
          {rows.length > 0 && (
            <div className={table.scroll}>
              <table className={`${table.table} ${table.stacks}`}>
                <thead>
                  <tr>
                    <SortHead of="name" sorting={sorting}>
                      {words.name}
                    </SortHead>
                    <SortHead of="address" sorting={sorting}>
                      {words.address}
                    </SortHead>
                    <SortHead of="workplace" sorting={sorting}>
                      {words.workplace}
                    </SortHead>
                    <th scope="col">{words.groups}</th>
                    <td />
                  </tr>
                </thead>
                <tbody>
                  {rows.slice(0, shown).map((person) => [
                    <tr key={person.id}>
                      <th scope="row">{person.name}</th>
                      <td data-of={words.address}>
                        {person.address}
                        {person.isStopped && <span className={table.bad}>{` ${words.stopped}`}</span>}
                        {person.isReturned && !person.isStopped && <span className={table.bad}>{` ${words.returned}`}</span>}
                      </td>
                      <td data-of={words.workplace}>{person.workplace}</td>
                      <td data-of={words.groups}>
                        {person.groups.length === 0 && <span className={table.quiet}>{words.noGroup}</span>}
                        {person.groups.map(({ id, name }, index) => (
                          <span key={id}>
                            {index > 0 && ', '}
                            <Link href={`/group/${id}`}>{name}</Link>
                          </span>
                        ))}
                      </td>
                      <td>
                        <span className={table.acts}>
                          <button
                            type="button"
                            className={buttons.small}
                            aria-label={words.changeFor(person.name)}
                            aria-expanded={changing === person}
                            onClick={() => setChanging(person)}
                          >
                            {words.change}
                          </button>
                        </span>
                      </td>
                    </tr>,
                    changing === person && (
                      <tr key={`${person.id}-form`}>
                        <td colSpan={5}>
                          <PersonForm
                            programId={program.id}
                            person={person}
                            look={look}
                            onDone={(said) => void done(said)}
                            onClose={() => setChanging(null)}
                          />
                        </td>
                      </tr>
                    ),
                  ])}
                </tbody>
              </table>
            </div>
          )}
          {rows.length > shown && (
            <div className={form.row}>
              <button type="button" className={buttons.plain} onClick={() => setShown(shown + 2 * atOnce)}>
                {words.more(Math.min(2 * atOnce, rows.length - shown))}
              </button>
            </div>
          )}
        </>
      )}
    </ProgramFrame>
  );
}
