// The certificates of a group: a period is looked at, then all of it is made at once; what was made can be drawn and withdrawn.
import { useState } from 'react';
import type { CertificatePreview, CertificateRow } from '../../../../shared/protocol/program/certificates.ts';
import type { GroupView } from '../../../../shared/protocol/program/groups.ts';
import { api } from '../asking/api.ts';
import { useAsked } from '../asking/use-asked.ts';
import { GroupFrame } from '../parts/GroupFrame.tsx';
import { NotFound, Standing } from '../parts/Standing.tsx';
import { Told } from '../parts/Told.tsx';
import { useCertificateWords } from '../words/certificate-words.ts';
import { MadeCertificates } from './certificates/MadeCertificates.tsx';
import { PeriodForm } from './certificates/PeriodForm.tsx';
import { Preview } from './certificates/Preview.tsx';

interface Rows {
  readonly certificates: readonly CertificateRow[];
}

export function GroupCertificates({ ids }: { readonly ids: Readonly<Record<string, string>> }) {
  const group = useAsked<GroupView>(api.group(ids.g ?? ''));
  const rows = useAsked<Rows>(api.certificates(ids.g ?? ''));
  return (
    <Standing asked={group}>
      {(found) =>
        found.you.coordinates ? (
          <Standing asked={rows}>
            {({ certificates }) => <CertificatesPage group={found} rows={certificates} look={rows.look} />}
          </Standing>
        ) : (
          <NotFound />
        )
      }
    </Standing>
  );
}

interface CertificatesPageProps {
  readonly group: GroupView;
  readonly rows: readonly CertificateRow[];
  readonly look: () => Promise<void>;
}

function CertificatesPage({ group, rows, look }: CertificatesPageProps) {
  const words = useCertificateWords();
  const [preview, setPreview] = useState<CertificatePreview | null>(null);
  const [told, setTold] = useState('');
  const done = async (said: string) => {
    setTold(said);
    await look();
  };
  return (
    <GroupFrame
      id={group.id}
      name={group.name}
      heading={words.heading}
      title={words.title(group.name)}
      lead={words.lead}
      showsLinks={group.you.leads}
      showsMinutes
      showsCertificates
    >
      <PeriodForm
        groupId={group.id}
        onPreview={(found) => {
          setTold('');
          setPreview(found);
        }}
      />
      {preview !== null && (
        <Preview
          key={`${preview.from} ${preview.to} ${preview.layout}`}
          groupId={group.id}
          preview={preview}
          onMade={async (n) => {
            setPreview(null);
            await done(words.made(n));
          }}
        />
      )}
      <Told>{told}</Told>
      <MadeCertificates
        groupId={group.id}
        rows={rows}
        onWithdrawn={(number) => void done(words.withdrawal.done(number))}
        look={look}
      />
    </GroupFrame>
  );
}
