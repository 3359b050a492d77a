// Home: every group that this browser may open, its coming dates in one's own time, and what one may look after.
import { Link } from 'wouter';
import type { Home as HomeAnswer, Me } from '../../../../shared/protocol/program/me.ts';
import { isLeading } from '../../../../shared/ritual/roles.ts';
import buttons from '../../styles/buttons.module.css';
import { api } from '../asking/api.ts';
import { useAsked } from '../asking/use-asked.ts';
import form from '../parts/Form.module.css';
import { Frame } from '../parts/Frame.tsx';
import { Practising } from '../parts/Practising.tsx';
import { Standing } from '../parts/Standing.tsx';
import { useHomeWords } from '../words/home-words.ts';
import { HomeGroup } from './HomeGroup.tsx';
import { SignOutHere } from './SignOutHere.tsx';

export function Home() {
  const asked = useAsked<HomeAnswer>(api.home);
  const me = useAsked<Me>(api.me);
  return <Standing asked={asked}>{(home) => <HomePage home={home} look={asked.look} me={meIn(me.standing)} />}</Standing>;
}

const meIn = (standing: ReturnType<typeof useAsked<Me>>['standing']) => (standing.is === 'there' ? standing.value : null);

interface HomePageProps {
  readonly home: HomeAnswer;
  readonly look: () => Promise<void>;
  readonly me: Me | null;
}

function HomePage({ home, look, me }: HomePageProps) {
  const words = useHomeWords();
  const seated = new Set(home.seats.map(({ groupId }) => groupId));
  const ledElsewhere = me?.ledGroups.filter(({ id }) => !seated.has(id)) ?? [];
  const leads = ledElsewhere.length > 0 || home.seats.some(({ role }) => isLeading(role));
  const mayMake = me?.mayMakeGroup === true;
  const newGroup = mayMake && (
    <Link className={`${buttons.plain} ${form.link}`} href="/new">
      {words.newGroup}
    </Link>
  );
  return (
    <Frame
      heading={words.heading}
      title={words.title}
      acts={
        home.seats.length > 0 && (
          <>
            <Link className={`${buttons.plain} ${form.link}`} href="/me/attendance">
              {words.minutes}
            </Link>
            {newGroup}
          </>
        )
      }
    >
      {home.seats.length === 0 && (me?.programs.length ?? 0) === 0 && (
        <div className={form.card}>
          <h2>{words.none.heading}</h2>
          <p className={form.quiet}>{mayMake ? words.none.more : words.none.account}</p>
          {mayMake && (
            <div className={form.row}>
              <Link className={`${buttons.main} ${form.link}`} href="/new">
                {words.newGroup}
              </Link>
            </div>
          )}
        </div>
      )}
      <div className={form.cards}>
        {home.seats.map((seat) => (
          <HomeGroup key={seat.ref} seat={seat} look={look} />
        ))}
      </div>
      {ledElsewhere.length > 0 && (
        <section className={form.section}>
          <h2>{words.ledGroups}</h2>
          <Ways list={ledElsewhere.map(({ id, name }) => ({ to: `/group/${id}`, name }))} />
        </section>
      )}
      {me !== null && me.programs.length > 0 && (
        <section className={form.section}>
          <h2>{words.programs}</h2>
          <p className={form.quiet}>{words.programsMore}</p>
          <Ways
            list={me.programs.map(({ id, name, isClosed }) => ({
              to: `/program/${id}`,
              name: isClosed ? words.closed(name) : name,
            }))}
          />
        </section>
      )}
      {me !== null && me.closedGroups.length > 0 && (
        <section className={form.section}>
          <h2>{words.closedGroups}</h2>
          <Ways list={me.closedGroups.map(({ id, name }) => ({ to: `/group/${id}`, name }))} />
        </section>
      )}
      {(home.seats.length > 0 || ledElsewhere.length > 0) && <Practising leads={leads} />}
      <div className={form.row}>
        {(home.seats.length > 0 || home.isSignedIn) && <Link href="/me/kept">{words.kept}</Link>}
        {(home.seats.length > 0 || home.isSignedIn) && <Link href="/me/certificates">{words.certificates}</Link>}
        {home.seats.some(({ role }) => role !== 'member') && <Link href="/me/log">{words.log}</Link>}
        <SignOutHere />
      </div>
    </Frame>
  );
}

function Ways({ list }: { readonly list: readonly { readonly to: string; readonly name: string }[] }) {
  return (
    <ul className={form.list}>
      {list.map(({ to, name }) => (
        <li key={to}>
          <Link href={to}>{name}</Link>
        </li>
      ))}
    </ul>
  );
}
