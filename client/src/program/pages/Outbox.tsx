// What a trial would have mailed: readable on the computer that runs it, and nowhere else.

import { api } from '../asking/api.ts';
import { useAsked } from '../asking/use-asked.ts';
import form from '../parts/Form.module.css';
import { Frame } from '../parts/Frame.tsx';
import { shortDayIn, timeIn } from '../parts/moments.ts';
import { Standing } from '../parts/Standing.tsx';
import { useAroundWords } from '../words/around-words.ts';
import { useProgramWords } from '../words/program-words.ts';

interface TrialMail {
  readonly id: string;
  readonly to: string;
  readonly subject: string;
  readonly text: string;
  readonly madeAt: number;
}

interface Mails {
  readonly mails: readonly TrialMail[];
}

export function Outbox() {
  const asked = useAsked<Mails>(api.outbox);
  return <Standing asked={asked}>{({ mails }) => <OutboxPage mails={mails} />}</Standing>;
}

function OutboxPage({ mails }: Mails) {
  const { outbox: words } = useProgramWords();
  const { language } = useAroundWords();
  return (
    <Frame heading={words.heading} title={words.title} lead={words.lead} width="middle" isBare>
      {mails.length === 0 && (
        <div className={form.card}>
          <h2>{words.none.heading}</h2>
          <p className={form.quiet}>{words.none.more}</p>
        </div>
      )}
      <ul className={form.cards}>
        {mails.map(({ id, to, subject, text, madeAt }) => (
          <li key={id} className={form.card}>
            <h2>{subject}</h2>
            <p className={form.quiet}>{`${words.to} ${to} · ${shortDayIn(madeAt, language)}, ${timeIn(madeAt, language)}`}</p>
            <p className={form.text}>{withLinks(text)}</p>
          </li>
        ))}
      </ul>
    </Frame>
  );
}

/** Addresses of this server can be opened; others are only read. */
function withLinks(text: string) {
  return text.split(/(https?:\/\/\S+)/).map((part, index) =>
    index % 2 === 1 && part.startsWith(`${location.origin}/`) ? (
      // biome-ignore lint/suspicious/noArrayIndexKey: the parts of one text never change places
      <a key={index} href={part}>
        {part}
      </a>
    ) : (
      part
    ),
  );
}
