// Who coordinates a program: invited by address, ended by one another.
import { type FormEvent, useState } from 'react';
import type { ProgramView } from '../../../../../shared/protocol/program/people.ts';
import buttons from '../../../styles/buttons.module.css';
import { api } from '../../asking/api.ts';
import { ask, type Outcome } from '../../asking/ask.ts';
import { useDoing } from '../../asking/use-doing.ts';
import { Field } from '../../parts/Field.tsx';
import form from '../../parts/Form.module.css';
import { isAddress } from '../../parts/is-address.ts';
import { shortDayIn } from '../../parts/moments.ts';
import { Sure } from '../../parts/Sure.tsx';
import { Failed, Told } from '../../parts/Told.tsx';
import { useAroundWords } from '../../words/around-words.ts';
import { useProgramWords } from '../../words/program-words.ts';

interface CoordinatorsProps {
  readonly program: ProgramView;
  readonly look: () => Promise<void>;
}

export function Coordinators({ program, look }: CoordinatorsProps) {
  const { groups: words } = useProgramWords();
  const around = useAroundWords();
  const [address, setAddress] = useState('');
  const [isWrong, setWrong] = useState(false);
  const [ending, setEnding] = useState<string | null>(null);
  const [told, setTold] = useState('');
  const doing = useDoing();
  const change = async (act: () => Promise<Outcome<unknown>>, said: string) => {
    setTold('');
    const outcome = await doing.run(act);
    if (!outcome?.ok) return;
    await look();
    setTold(said);
    setAddress('');
  };
  const invite = (event: FormEvent) => {
    event.preventDefault();
    const wished = address.trim();
    setWrong(!isAddress(wished));
    const said = program.sendsMail ? words.invitedByMail : words.invited;
    if (isAddress(wished)) void change(() => ask('POST', api.coordinators(program.id), { address: wished }), said(wished));
  };
  return (
    <section className={form.section} data-screen>
      <h2>{words.coordinators}</h2>
      <p className={form.quiet}>{words.coordinatorsMore}</p>
      <ul className={form.list}>
        {program.coordinators.map((each) => (
          <li key={each.address}>
            <div>
              <p>{each.address}</p>
              <p className={form.quiet}>{words.since(shortDayIn(each.since, around.language))}</p>
            </div>
            {program.coordinators.length > 1 && (
              <button
                type="button"
                className={buttons.small}
                aria-label={words.endFor(each.address)}
                onClick={() => setEnding(each.address)}
              >
                {words.end}
              </button>
            )}
          </li>
        ))}
      </ul>
      <form className={form.side} onSubmit={invite} noValidate>
        <Field label={words.invite} fault={isWrong ? around.faults.address : null} size="middle">
          {(ids) => (
            <input {...ids} type="email" value={address} autoComplete="off" onChange={(event) => setAddress(event.target.value)} />
          )}
        </Field>
        <div className={form.beside}>
          <button type="submit" className={buttons.plain} aria-disabled={doing.isBusy}>
            {words.inviteAct}
          </button>
        </div>
      </form>
      <Told>{told}</Told>
      <Failed failed={doing.failed} />
      {ending !== null && (
        <Sure
          {...words.endSure(ending)}
          onYes={() => void change(() => ask('DELETE', api.coordinator(program.id, ending)), words.ended(ending))}
          onClose={() => setEnding(null)}
        />
      )}
    </section>
  );
}
