// Closes a group or a program, after saying what that ends; or says that it is closed, and opens it again.
import { useState } from 'react';
import type { Closing } from '../../../../../shared/protocol/program/closing.ts';
import buttons from '../../../styles/buttons.module.css';
import { api } from '../../asking/api.ts';
import { ask } from '../../asking/ask.ts';
import { useDoing } from '../../asking/use-doing.ts';
import form from '../../parts/Form.module.css';
import { shortDayIn } from '../../parts/moments.ts';
import { Sure } from '../../parts/Sure.tsx';
import { Failed } from '../../parts/Told.tsx';
import { useAroundWords } from '../../words/around-words.ts';
import { useClosingWords } from '../../words/closing-words.ts';

interface HereProps {
  readonly kind: 'group' | 'program';
  readonly id: string;
  readonly name: string;
  readonly look: () => Promise<void>;
}

export function CloseHere({ kind, id, name, look }: HereProps) {
  const all = useClosingWords();
  const words = all[kind];
  const [ends, setEnds] = useState<Closing | null>(null);
  const doing = useDoing();
  const begin = async () => {
    const found = await doing.run(() => ask<Closing>('GET', api.closing(kind, id)));
    if (found?.ok) setEnds(found.value);
  };
  const close = async (from: Closing) => {
    const outcome = await doing.run(() => ask('POST', api.close(kind, id), from));
    if (outcome?.ok) await look();
  };
  return (
    <section className={form.section} data-screen>
      <p className={form.quiet}>{words.more}</p>
      <div className={form.row}>
        <button type="button" className={buttons.plain} aria-disabled={doing.isBusy} onClick={() => void begin()}>
          {words.act}
        </button>
      </div>
      <Trouble doing={doing} look={look} />
      {ends && <Sure {...words.sure(name, ends)} onYes={() => void close(ends)} onClose={() => setEnds(null)} />}
    </section>
  );
}

interface ClosedProps extends HereProps {
  readonly at: number;
  readonly mayReopen: boolean;
}

export function Closed({ kind, id, name, look, at, mayReopen }: ClosedProps) {
  const words = useClosingWords()[kind];
  const { language } = useAroundWords();
  const [isAsking, setAsking] = useState(false);
  const doing = useDoing();
  const reopen = async () => {
    const outcome = await doing.run(() => ask('POST', api.reopen(kind, id)));
    if (outcome?.ok) await look();
  };
  return (
    <div className={form.card}>
      <p>{words.closed(shortDayIn(at, language))}</p>
      {mayReopen && (
        <div className={form.row} data-screen>
          <button type="button" className={buttons.plain} aria-disabled={doing.isBusy} onClick={() => setAsking(true)}>
            {words.reopen}
          </button>
        </div>
      )}
      <Trouble doing={doing} look={look} />
      {isAsking && <Sure {...words.reopenSure(name)} onYes={() => void reopen()} onClose={() => setAsking(false)} />}
    </div>
  );
}

function Trouble({ doing, look }: { readonly doing: ReturnType<typeof useDoing>; readonly look: () => Promise<void> }) {
  const { faults } = useClosingWords();
  const said = doing.failed?.faults.map(({ code }) => faults[code]).find((sentence) => sentence !== undefined);
  return said === undefined ? <Failed failed={doing.failed} look={look} /> : <p role="alert">{said}</p>;
}
