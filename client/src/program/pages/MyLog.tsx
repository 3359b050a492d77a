// The log of somebody who leads or learns to: sums, what bodies ask, every entry, and what waits for oneself as a supervisor.
import { useState } from 'react';
import type { CredentialLog, LogEntry, Supervised } from '../../../../shared/protocol/program/credential-log.ts';
import buttons from '../../styles/buttons.module.css';
import { api } from '../asking/api.ts';
import { ask } from '../asking/ask.ts';
import { useAsked } from '../asking/use-asked.ts';
import { useDoing } from '../asking/use-doing.ts';
import form from '../parts/Form.module.css';
import { Frame } from '../parts/Frame.tsx';
import { dayIn, dayOfText } from '../parts/moments.ts';
import { Standing } from '../parts/Standing.tsx';
import { Failed, Told } from '../parts/Told.tsx';
import { useAroundWords } from '../words/around-words.ts';
import { useLogWords } from '../words/log-words.ts';
import { AddEntry } from './log/AddEntry.tsx';
import { Bodies } from './log/Bodies.tsx';
import { Entries } from './log/Entries.tsx';
import { Sums } from './log/Sums.tsx';

export function MyLog() {
  const asked = useAsked<CredentialLog>(api.log);
  return <Standing asked={asked}>{(log) => <LogPage log={log} look={asked.look} />}</Standing>;
}

function LogPage({ log, look }: { readonly log: CredentialLog; readonly look: () => Promise<void> }) {
  const words = useLogWords();
  const { and, language } = useAroundWords();
  const [told, setTold] = useState('');
  const doing = useDoing();
  const { entries, supervised, supervisors } = log;
  const act = async (path: string, method: 'POST' | 'DELETE', body: object | undefined, said: string) => {
    setTold('');
    const outcome = await doing.run(() => ask(method, path, body));
    if (!outcome?.ok) return;
    await look();
    setTold(said);
  };
  /** Whoever supervises now can confirm; who once did is named with their time. */
  const whoSupervises = () => {
    const now = supervisors.filter(({ until }) => until === null);
    const once = supervisors.filter(({ until }) => until !== null);
    return [
      now.length === 0
        ? words.noSupervisor
        : words.supervisors(and(now.map(({ name, since }) => words.supervisorSince(name, dayIn(since, language))))),
      ...once.map(({ name, since, until }) => words.supervisorOnce(name, dayIn(since, language), dayIn(until ?? since, language))),
    ].join(' ');
  };
  const labelOf = ({ kind, day }: LogEntry) => [words.kinds[kind], dayOfText(day, language)] as const;
  return (
    <Frame
      heading={words.heading}
      title={words.title}
      lead={words.lead}
      width="wide"
      acts={
        entries.length > 0 && (
          <a className={`${buttons.plain} ${form.link}`} href={api.logCsv} download>
            {words.csv}
          </a>
        )
      }
    >
      {supervised.length > 0 && (
        <section className={form.section}>
          <h2>{words.supervised.heading}</h2>
          <p className={form.quiet}>{words.supervised.more}</p>
          {supervised.map(({ groupId, personId, name, asId, entries: theirs }) => (
            <details key={personId}>
              <summary className={form.summary}>
                {words.supervised.of(name, theirs.filter((entry) => waitsFor(entry, asId)).length)}
              </summary>
              <Entries
                entries={theirs}
                act={(entry) =>
                  waitsFor(entry, asId)
                    ? {
                        label: words.supervised.confirm,
                        name: words.supervised.confirmFor(...labelOf(entry)),
                        isBusy: doing.isBusy,
                        onPress: () =>
                          void act(
                            api.confirmEntry(groupId, personId),
                            'POST',
                            { id: entry.id, source: entry.source, minutes: entry.minutes },
                            words.supervised.confirmed,
                          ),
                      }
                    : null
                }
              />
            </details>
          ))}
        </section>
      )}
      <Told>{told}</Told>
      <Failed failed={doing.failed} look={look} />
      {entries.length === 0 ? (
        <div className={form.card}>
          <h2>{words.none.heading}</h2>
          <p className={form.quiet}>{words.none.more}</p>
        </div>
      ) : (
        <section className={form.section}>
          <h2>{words.sums.heading}</h2>
          <Sums entries={entries} />
          <p className={form.quiet}>{whoSupervises()}</p>
        </section>
      )}
      {log.mayAdd && (
        <AddEntry
          supervisors={supervisors}
          onAdded={async () => {
            await look();
            setTold(words.add.done);
          }}
        />
      )}
      <Bodies requirements={log.requirements} />
      {entries.length > 0 && (
        <section className={form.section}>
          <h2>{words.entries.heading}</h2>
          <Entries
            entries={entries}
            act={(entry) =>
              entry.source === 'own' && !entry.isConfirmed
                ? {
                    label: words.entries.remove,
                    name: words.entries.removeFor(...labelOf(entry)),
                    isBusy: doing.isBusy,
                    onPress: () => void act(api.logEntry(entry.id), 'DELETE', undefined, words.entries.removed),
                  }
                : null
            }
          />
        </section>
      )}
    </Frame>
  );
}

/** A supervision that was with somebody else is theirs to confirm. */
function waitsFor({ isConfirmed, withId }: LogEntry, asId: Supervised['asId']): boolean {
  return !isConfirmed && (withId === null || withId === asId);
}
