// What a group agrees on: the text and its versions, who has agreed to which, and for leaders a new version.
import { type FormEvent, useState } from 'react';
import type { ContractView, GroupView, NewContract } from '../../../../shared/protocol/program/groups.ts';
import buttons from '../../styles/buttons.module.css';
import { api } from '../asking/api.ts';
import { ask } from '../asking/ask.ts';
import { useAsked } from '../asking/use-asked.ts';
import { useDoing } from '../asking/use-doing.ts';
import { DraftNote } from '../parts/DraftNote.tsx';
import { Field } from '../parts/Field.tsx';
import form from '../parts/Form.module.css';
import { GroupFrame } from '../parts/GroupFrame.tsx';
import { Standing } from '../parts/Standing.tsx';
import { Sure } from '../parts/Sure.tsx';
import { Failed, Told } from '../parts/Told.tsx';
import { useDraft } from '../parts/use-draft.ts';
import { useAroundWords } from '../words/around-words.ts';
import { useGroupWords } from '../words/group-words.ts';
import { Ledger } from './contract/Ledger.tsx';

export function Contract({ ids }: { readonly ids: Readonly<Record<string, string>> }) {
  const group = useAsked<GroupView>(api.group(ids.g ?? ''));
  const contract = useAsked<ContractView>(api.contract(ids.g ?? ''));
  return (
    <Standing asked={group}>
      {(found) => (
        <Standing asked={contract}>{(value) => <ContractPage group={found} contract={value} look={contract.look} />}</Standing>
      )}
    </Standing>
  );
}

interface ContractPageProps {
  readonly group: GroupView;
  readonly contract: ContractView;
  readonly look: () => Promise<void>;
}

function ContractPage({ group, contract, look }: ContractPageProps) {
  const { contract: words } = useGroupWords();
  const { print } = useAroundWords();
  const [told, setTold] = useState('');
  const [isEditing, setEditing] = useState(contract.text === '' && group.you.leads);
  return (
    <GroupFrame
      id={group.id}
      name={group.name}
      heading={words.heading}
      title={words.title(group.name)}
      lead={words.lead}
      showsLinks={group.you.leads}
      acts={
        <>
          {group.you.leads && !isEditing && (
            <button type="button" className={buttons.plain} onClick={() => setEditing(true)}>
              {words.edit}
            </button>
          )}
          <button type="button" className={buttons.plain} onClick={() => window.print()}>
            {print}
          </button>
        </>
      }
      width="middle"
    >
      {contract.text === '' && !isEditing && (
        <div className={form.card}>
          <h2>{words.none.heading}</h2>
          <p className={form.quiet}>{words.none.more}</p>
        </div>
      )}
      {isEditing ? (
        <EditContract
          groupId={group.id}
          contract={contract}
          look={look}
          onClose={() => setEditing(false)}
          onSaved={(version) => {
            setEditing(false);
            setTold(words.saved(version));
          }}
        />
      ) : (
        contract.text !== '' && (
          <article className={form.card} lang={contract.language}>
            {contract.text.split(/\n{2,}/).map((part) => (
              <p key={part} className={form.text}>
                {part}
              </p>
            ))}
          </article>
        )
      )}
      <Told>{told}</Told>
      <Ledger contract={contract} />
    </GroupFrame>
  );
}

interface EditContractProps {
  readonly groupId: string;
  readonly contract: ContractView;
  readonly look: () => Promise<void>;
  readonly onClose: () => void;
  readonly onSaved: (version: number) => void;
}

function EditContract({ groupId, contract, look, onClose, onSaved }: EditContractProps) {
  const { contract: words } = useGroupWords();
  const around = useAroundWords();
  const draft = useDraft(`contract-${groupId}`, { text: contract.text });
  const [isAsking, setAsking] = useState(false);
  const [isMissing, setMissing] = useState(false);
  const saving = useDoing();
  const send = (event: FormEvent) => {
    event.preventDefault();
    setMissing(draft.value.text.trim() === '');
    if (draft.value.text.trim() !== '') setAsking(true);
  };
  const save = async () => {
    const body: NewContract = { from: contract.version, text: draft.value.text.trim() };
    const outcome = await saving.run(() => ask('PUT', api.contract(groupId), body));
    if (!outcome?.ok) return;
    draft.drop();
    await look();
    onSaved(contract.version + 1);
  };
  return (
    <form className={form.form} onSubmit={send} noValidate>
      <DraftNote draft={draft} />
      <Field label={words.text} hint={words.textHint} fault={isMissing ? around.faults.required : null}>
        {(ids) => (
          <textarea
            {...ids}
            rows={14}
            maxLength={20_000}
            value={draft.value.text}
            onChange={(event) => draft.change({ text: event.target.value })}
          />
        )}
      </Field>
      <div className={form.row}>
        <button type="submit" className={buttons.main} aria-disabled={saving.isBusy}>
          {saving.isBusy ? around.saving : words.save}
        </button>
        {contract.text !== '' && (
          <button type="button" className={buttons.plain} onClick={onClose}>
            {around.cancel}
          </button>
        )}
      </div>
      <Failed failed={saving.failed} look={look} />
      {isAsking && <Sure {...words.sure} onYes={() => void save()} onClose={() => setAsking(false)} />}
    </form>
  );
}
