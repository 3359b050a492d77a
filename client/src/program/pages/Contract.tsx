// What a group agrees on: the text and its versions, who has agreed to which, and for leaders a new version.
import { useState } from 'react';
import type { ContractView, GroupView } from '../../../../shared/protocol/program/groups.ts';
import buttons from '../../styles/buttons.module.css';
import { api } from '../asking/api.ts';
import { useAsked } from '../asking/use-asked.ts';
import form from '../parts/Form.module.css';
import { GroupFrame } from '../parts/GroupFrame.tsx';
import { Standing } from '../parts/Standing.tsx';
import { Told } from '../parts/Told.tsx';
import { useAroundWords } from '../words/around-words.ts';
import { useGroupWords } from '../words/group-words.ts';
import { ContractTexts } from './contract/ContractTexts.tsx';
import { EditContract } from './contract/EditContract.tsx';
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
  const [text] = contract.texts;
  const isEmpty = (text?.text ?? '') === '';
  const [isEditing, setEditing] = useState(isEmpty && group.you.leads);
  return (
    <GroupFrame
      id={group.id}
      name={group.name}
      heading={words.heading}
      title={words.title(group.name)}
      lead={words.lead}
      showsLinks={group.you.leads}
      showsCertificates={group.you.coordinates}
      showsMinutes={group.you.leads || group.you.coordinates}
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
      {isEmpty && !isEditing && (
        <div className={form.card}>
          <h2>{words.none.heading}</h2>
          <p className={form.quiet}>{words.none.more}</p>
        </div>
      )}
      {isEditing ? (
        <EditContract
          group={group}
          contract={contract}
          look={look}
          onClose={() => setEditing(false)}
          onSaved={(said) => {
            setEditing(false);
            setTold(said);
          }}
        />
      ) : (
        !isEmpty && <ContractTexts texts={contract.texts} />
      )}
      <Told>{told}</Told>
      <Ledger contract={contract} />
    </GroupFrame>
  );
}
