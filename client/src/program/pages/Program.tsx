// A program: its groups with their next meetings, its settings, and who coordinates it.
import { useState } from 'react';
import { Link } from 'wouter';
import type { GroupRow, ProgramView } from '../../../../shared/protocol/program/people.ts';
import buttons from '../../styles/buttons.module.css';
import { api } from '../asking/api.ts';
import { useAsked } from '../asking/use-asked.ts';
import { Field } from '../parts/Field.tsx';
import form from '../parts/Form.module.css';
import { shortDayIn, timeIn } from '../parts/moments.ts';
import { ProgramFrame } from '../parts/ProgramFrame.tsx';
import { Standing } from '../parts/Standing.tsx';
import { SortHead, sorted, useSorting } from '../parts/sorting.tsx';
import table from '../parts/Table.module.css';
import { useAroundWords } from '../words/around-words.ts';
import { useClosingWords } from '../words/closing-words.ts';
import { useProgramWords } from '../words/program-words.ts';
import { Closed, CloseHere } from './closing/CloseHere.tsx';
import { Coordinators } from './program/Coordinators.tsx';
import { ProgramSettings } from './program/ProgramSettings.tsx';

export function Program({ ids }: { readonly ids: Readonly<Record<string, string>> }) {
  const asked = useAsked<ProgramView>(api.program(ids.p ?? ''));
  return <Standing asked={asked}>{(program) => <ProgramPage program={program} look={asked.look} />}</Standing>;
}

interface ProgramPageProps {
  readonly program: ProgramView;
  readonly look: () => Promise<void>;
}

function ProgramPage({ program, look }: ProgramPageProps) {
  const { groups: words } = useProgramWords();
  const { id, name, groups, peopleCount } = program;
  const closing = useClosingWords();
  const { language } = useAroundWords();
  const isOpen = program.closedAt === null;
  const newGroup = (kind: string | undefined) => (
    <Link className={`${kind} ${form.link}`} href={`/program/${id}/new`}>
      {words.newGroup}
    </Link>
  );
  return (
    <ProgramFrame
      id={id}
      name={name}
      heading={name}
      lead={words.lead(peopleCount, groups.length)}
      acts={isOpen && groups.length > 0 && newGroup(buttons.plain)}
    >
      {program.closedAt !== null && <Closed kind="program" {...{ id, name, at: program.closedAt, look }} mayReopen />}
      {program.deletedAt !== null && <p className={form.note}>{closing.deletedOn(shortDayIn(program.deletedAt, language))}</p>}
      {groups.length === 0 && isOpen && (
        <div className={form.card}>
          <h2>{words.none.heading}</h2>
          <p className={form.quiet}>{words.none.more}</p>
          <div className={form.row}>
            {newGroup(buttons.main)}
            <Link className={`${buttons.plain} ${form.link}`} href={`/program/${id}/import`}>
              {words.none.file}
            </Link>
          </div>
        </div>
      )}
      {groups.length > 0 && <Groups groups={groups} />}
      {program.closedGroups.length > 0 && <ClosedGroups groups={program.closedGroups} isOpen={!isOpen} />}
      {isOpen && (
        <>
          <Coordinators program={program} look={look} />
          <ProgramSettings program={program} look={look} />
          <CloseHere kind="program" id={id} name={name} look={look} />
        </>
      )}
    </ProgramFrame>
  );
}

function ClosedGroups({ groups, isOpen }: { readonly groups: ProgramView['closedGroups']; readonly isOpen: boolean }) {
  const words = useClosingWords();
  const { language } = useAroundWords();
  return (
    <details className={form.section} open={isOpen}>
      <summary className={form.summary}>{words.closedGroups}</summary>
      <ul className={form.list}>
        {groups.map(({ id, name, closedAt }) => (
          <li key={id}>
            <Link href={`/group/${id}`}>{name}</Link>
            <span className={form.quiet}>{words.closedOn(shortDayIn(closedAt, language))}</span>
          </li>
        ))}
      </ul>
    </details>
  );
}

const never = Number.MAX_SAFE_INTEGER;

function Groups({ groups }: { readonly groups: readonly GroupRow[] }) {
  const { groups: words } = useProgramWords();
  const { language, and } = useAroundWords();
  const [search, setSearch] = useState('');
  const sorting = useSorting<'next' | 'name' | 'seats'>('next');
  const sought = search.trim().toLocaleLowerCase();
  const found = groups.filter(({ name, leaders }) => [name, ...leaders].join(' ').toLocaleLowerCase().includes(sought));
  const keys = {
    next: ({ nextAt }: GroupRow) => nextAt ?? never,
    name: ({ name }: GroupRow) => name,
    seats: ({ seats }: GroupRow) => seats,
  };
  const rows = sorted(found, keys[sorting.by], sorting.isDown);
  return (
    <section className={form.form} aria-label={words.heading}>
      {groups.length > 6 && (
        <Field label={words.search} size="middle">
          {(ids) => <input {...ids} type="search" value={search} onChange={(event) => setSearch(event.target.value)} />}
        </Field>
      )}
      {rows.length === 0 ? (
        <p className={form.quiet}>{words.noMatch}</p>
      ) : (
        <div className={table.scroll}>
          <table className={`${table.table} ${table.stacks}`}>
            <thead>
              <tr>
                <SortHead of="name" sorting={sorting}>
                  {words.name}
                </SortHead>
                <th scope="col">{words.leaders}</th>
                <SortHead of="seats" sorting={sorting}>
                  {words.seats}
                </SortHead>
                <SortHead of="next" sorting={sorting}>
                  {words.next}
                </SortHead>
                <th scope="col">{words.excused}</th>
              </tr>
            </thead>
            <tbody>
              {rows.map(({ id, name, leaders, seats, nextAt, excused, quorum }) => (
                <tr key={id}>
                  <th scope="row">
                    <Link href={`/group/${id}`}>{name}</Link>
                  </th>
                  <td data-of={words.leaders}>{leaders.length > 0 ? and(leaders) : words.noLeader}</td>
                  <td data-of={words.seats}>{seats}</td>
                  <td data-of={words.next}>
                    {nextAt === null ? (
                      <span className={table.quiet}>{words.noNext}</span>
                    ) : (
                      `${shortDayIn(nextAt, language)}, ${timeIn(nextAt, language)}`
                    )}
                  </td>
                  <td data-of={words.excused}>
                    {nextAt !== null && excused > 0 && excused}
                    {nextAt !== null && seats - excused < quorum && <span className={table.bad}>{` ${words.below}`}</span>}
                  </td>
                </tr>
              ))}
            </tbody>
          </table>
        </div>
      )}
    </section>
  );
}
