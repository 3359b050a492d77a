// Everything that is kept about whoever looks, why and until when; to take along, to print, and to have erased. Whoever came by a personal link
// sees what belongs to that seat.
import { Link } from 'wouter';
import type { Kept as KeptAnswer } from '../../../../shared/protocol/program/kept.ts';
import type { Home, HomeSeat } from '../../../../shared/protocol/program/me.ts';
import buttons from '../../styles/buttons.module.css';
import { api } from '../asking/api.ts';
import { useAsked } from '../asking/use-asked.ts';
import form from '../parts/Form.module.css';
import { Frame } from '../parts/Frame.tsx';
import '../parts/print.css';
import { Standing } from '../parts/Standing.tsx';
import { useHomeWords } from '../words/home-words.ts';
import { useKeptWords } from '../words/kept-words.ts';
import { EraseMe } from './kept/EraseMe.tsx';
import { KeptKinds } from './kept/KeptKinds.tsx';

export function Kept() {
  const asked = useAsked<Home>(api.home);
  return (
    <Standing asked={asked}>
      {(home) => (home.isSignedIn || home.seats.length === 0 ? <OfAccount /> : <OfSeats seats={home.seats} />)}
    </Standing>
  );
}

function OfAccount() {
  const asked = useAsked<KeptAnswer>(api.kept);
  const words = useKeptWords();
  const { me } = useHomeWords();
  return (
    <Standing asked={asked}>
      {(kept) => (
        <Frame
          heading={words.heading}
          title={words.title}
          lead={words.lead}
          crumbs={[{ label: me.heading, to: '/me' }]}
          width="middle"
          acts={<TakeAlong file={api.keptFile} />}
        >
          <KeptKinds kept={kept} />
          <About />
          <EraseMe />
        </Frame>
      )}
    </Standing>
  );
}

function OfSeats({ seats }: { readonly seats: readonly HomeSeat[] }) {
  const words = useKeptWords();
  return (
    <Frame heading={words.heading} title={words.title} lead={words.lead} width="middle">
      <p className={form.note}>{words.bySeat}</p>
      {seats.map((seat) => (
        // Somebody else may sit in another tab of this browser.
        <OfSeat key={seat.ref} seat={seat} then={seats.length > 1 ? '/home' : undefined} />
      ))}
      <About />
    </Frame>
  );
}

function OfSeat({ seat, then }: { readonly seat: HomeSeat; readonly then: string | undefined }) {
  const words = useKeptWords();
  const { standing } = useAsked<KeptAnswer>(api.seatKept(seat.ref));
  return (
    <section className={form.section}>
      <h2>{words.ofGroup(seat.groupName)}</h2>
      {standing.is === 'there' && <KeptKinds kept={standing.value} />}
      <div className={form.row}>
        <TakeAlong file={api.seatKeptFile(seat.ref)} />
      </div>
      <EraseMe seat={seat.ref} {...(then === undefined ? {} : { then })} />
    </section>
  );
}

function TakeAlong({ file }: { readonly file: string }) {
  const words = useKeptWords();
  return (
    <>
      <a className={`${buttons.plain} ${form.link}`} href={file} download data-screen>
        {words.export}
      </a>
      <button type="button" className={buttons.plain} onClick={() => print()}>
        {words.print}
      </button>
    </>
  );
}

function About() {
  const words = useKeptWords();
  return (
    <section className={form.section}>
      <p className={form.quiet}>{words.anonymous}</p>
      <p className={form.quiet}>{words.backups}</p>
      <p data-screen>
        <Link href="/home">{words.home}</Link>
      </p>
    </section>
  );
}
