// Somebody's passkeys: save one on this device, give it another name, remove it.
import { type FormEvent, useState } from 'react';
import type { MyPasskey } from '../../../../shared/protocol/program/me.ts';
import buttons from '../../styles/buttons.module.css';
import { api } from '../asking/api.ts';
import { ask, type Outcome } from '../asking/ask.ts';
import { useAsked } from '../asking/use-asked.ts';
import { useDoing } from '../asking/use-doing.ts';
import { Field } from '../parts/Field.tsx';
import form from '../parts/Form.module.css';
import { shortDayIn } from '../parts/moments.ts';
import { mayHavePasskey, savePasskey } from '../parts/passkey.ts';
import { Sure } from '../parts/Sure.tsx';
import { Failed, Told } from '../parts/Told.tsx';
import { useAroundWords } from '../words/around-words.ts';
import { useHomeWords } from '../words/home-words.ts';

export function Passkeys() {
  const { devices: words } = useHomeWords();
  const around = useAroundWords();
  const { standing, look } = useAsked<{ readonly passkeys: readonly MyPasskey[] }>(api.passkeys);
  const [removing, setRemoving] = useState<MyPasskey | null>(null);
  const [renaming, setRenaming] = useState<MyPasskey | null>(null);
  const [told, setTold] = useState('');
  const doing = useDoing();
  const passkeys = standing.is === 'there' ? standing.value.passkeys : [];
  const change = async (act: () => Promise<Outcome<unknown>>, said: string) => {
    const outcome = await doing.run(act);
    if (!outcome?.ok) return;
    await look();
    setTold(said);
  };
  const add = async () => {
    setTold('');
    const name = words.newName(navigator.platform || shortDayIn(Date.now(), around.language));
    const isSaved = await savePasskey(name);
    if (isSaved) await look();
    setTold(isSaved ? words.added(name) : words.notAdded);
  };
  return (
    <section className={form.section}>
      <h2>{words.passkeys}</h2>
      <p className={form.quiet}>{words.passkeysMore}</p>
      {passkeys.length > 0 ? (
        <ul className={form.list}>
          {passkeys.map((passkey) => (
            <li key={passkey.id}>
              {renaming?.id === passkey.id ? (
                <Rename
                  passkey={passkey}
                  onDone={(name) => {
                    setRenaming(null);
                    if (name !== null) void change(() => ask('PATCH', api.passkey(passkey.id), { name }), words.renamed(name));
                  }}
                />
              ) : (
                <>
                  <div>
                    <p>{passkey.name}</p>
                    <p className={form.quiet}>
                      {words.ofDay(shortDayIn(passkey.since, around.language))}
                      {`, ${passkey.usedAt === null ? words.never : words.used(shortDayIn(passkey.usedAt, around.language))}`}
                    </p>
                  </div>
                  <div className={form.row}>
                    <button
                      type="button"
                      className={buttons.small}
                      aria-label={words.renameFor(passkey.name)}
                      onClick={() => setRenaming(passkey)}
                    >
                      {words.rename}
                    </button>
                    <button
                      type="button"
                      className={buttons.small}
                      aria-label={words.removeFor(passkey.name)}
                      onClick={() => setRemoving(passkey)}
                    >
                      {words.remove}
                    </button>
                  </div>
                </>
              )}
            </li>
          ))}
        </ul>
      ) : (
        <p>{words.noPasskeys}</p>
      )}
      {mayHavePasskey() ? (
        <div className={form.row}>
          <button type="button" className={buttons.plain} onClick={() => void add()}>
            {words.add}
          </button>
        </div>
      ) : (
        <p className={form.quiet}>{words.noWay}</p>
      )}
      <Told>{told}</Told>
      <Failed failed={doing.failed} />
      {removing && (
        <Sure
          {...words.removeSure(removing.name)}
          onYes={() => void change(() => ask('DELETE', api.passkey(removing.id)), words.removed(removing.name))}
          onClose={() => setRemoving(null)}
        />
      )}
    </section>
  );
}

interface RenameProps {
  readonly passkey: MyPasskey;
  /** Null: it keeps its name. */
  readonly onDone: (name: string | null) => void;
}

function Rename({ passkey, onDone }: RenameProps) {
  const { devices: words } = useHomeWords();
  const around = useAroundWords();
  const [name, setName] = useState(passkey.name);
  const send = (event: FormEvent) => {
    event.preventDefault();
    onDone(name.trim() || null);
  };
  return (
    <form className={form.side} onSubmit={send} style={{ flex: 1 }}>
      <Field label={words.nameFor(passkey.name)} size="middle">
        {(ids) => <input {...ids} value={name} maxLength={80} onChange={(event) => setName(event.target.value)} />}
      </Field>
      <div className={form.row}>
        <button type="submit" className={buttons.small}>
          {around.save}
        </button>
        <button type="button" className={buttons.small} onClick={() => onDone(null)}>
          {around.cancel}
        </button>
      </div>
    </form>
  );
}
