// What an IT department gives, so that people can sign in with their account at work.
import { type FormEvent, useState } from 'react';
import buttons from '../../../styles/buttons.module.css';
import { api } from '../../asking/api.ts';
import { ask } from '../../asking/ask.ts';
import { useDoing } from '../../asking/use-doing.ts';
import { Field } from '../../parts/Field.tsx';
import form from '../../parts/Form.module.css';
import { Failed } from '../../parts/Told.tsx';
import { useAroundWords } from '../../words/around-words.ts';
import { useProgramWords } from '../../words/program-words.ts';

interface ProviderFormProps {
  readonly programId: string;
  readonly onDone: (name: string) => void;
  readonly onClose: () => void;
}

const asked = {
  oidc: ['name', 'issuer', 'clientId', 'clientSecret', 'domains'],
  saml: ['name', 'metadata', 'domains'],
  samlByHand: ['name', 'issuer', 'entry', 'certificate', 'domains'],
} as const;
type Kind = keyof typeof asked;
const kinds: readonly Kind[] = ['oidc', 'saml', 'samlByHand'];
type Part = (typeof asked)[Kind][number];
const long: readonly Part[] = ['metadata', 'certificate'];
const empty: Readonly<Record<Part, string>> = {
  name: '',
  issuer: '',
  clientId: '',
  clientSecret: '',
  metadata: '',
  entry: '',
  certificate: '',
  domains: '',
};

export function ProviderForm({ programId, onDone, onClose }: ProviderFormProps) {
  const { signIn: words } = useProgramWords();
  const around = useAroundWords();
  const [kind, setKind] = useState<Kind>('oidc');
  const [draft, setDraft] = useState(empty);
  const [isChecked, setChecked] = useState(false);
  const saving = useDoing();
  const parts: readonly Part[] = asked[kind];
  const save = async (event: FormEvent) => {
    event.preventDefault();
    setChecked(true);
    if (parts.some((part) => draft[part].trim() === '')) return;
    const said = Object.fromEntries(parts.map((part) => [part, draft[part].trim()]));
    const domains = draft.domains.split(/[\s,;]+/).filter((domain) => domain !== '');
    const outcome = await saving.run(() =>
      ask('POST', api.providers(programId), { ...said, kind: kind === 'oidc' ? 'oidc' : 'saml', domains }),
    );
    if (outcome?.ok) onDone(draft.name.trim());
  };
  const faultAt = (part: Part) => {
    if (isChecked && draft[part].trim() === '') return around.faults.required;
    const found = saving.failed?.faults.find(({ path }) => path === part || path.startsWith(`${part}.`));
    if (found === undefined) return found;
    const trouble = part === 'metadata' ? words.troubles[found.code] : undefined;
    return trouble === undefined ? (words.faults[found.code] ?? words.faults[part] ?? around.faults.other) : capital(trouble);
  };
  const labels: Readonly<Record<Part, { readonly label: string; readonly hint?: string }>> = {
    name: { label: words.name, hint: words.nameHint },
    issuer: kind === 'oidc' ? { label: words.issuer, hint: words.issuerHint } : { label: words.entityId },
    clientId: { label: words.clientId },
    clientSecret: { label: words.clientSecret, hint: words.clientSecretHint },
    metadata: { label: words.metadataOf, hint: words.metadataHint },
    entry: { label: words.entry },
    certificate: { label: words.certificate, hint: words.certificateHint },
    domains: { label: words.domains, hint: words.domainsHint },
  };
  const put = (part: Part, text: string) => setDraft((before) => ({ ...before, [part]: text }));
  return (
    <form className={form.card} onSubmit={save} noValidate>
      <Field label={words.kind} hint={words.kindHint} size="middle">
        {(ids) => (
          <select {...ids} value={kind} onChange={({ target }) => setKind(kinds.find((each) => each === target.value) ?? 'oidc')}>
            {kinds.map((each) => (
              <option key={each} value={each}>
                {words.kindsToChoose[each]}
              </option>
            ))}
          </select>
        )}
      </Field>
      {parts.map((part) => (
        <Field key={part} {...labels[part]} fault={faultAt(part)}>
          {(ids) =>
            long.includes(part) ? (
              <textarea
                {...ids}
                rows={6}
                spellCheck={false}
                value={draft[part]}
                onChange={({ target }) => put(part, target.value)}
              />
            ) : (
              <input
                {...ids}
                type={part === 'clientSecret' ? 'password' : 'text'}
                autoComplete="off"
                spellCheck={false}
                value={draft[part]}
                onChange={({ target }) => put(part, target.value)}
              />
            )
          }
        </Field>
      ))}
      <div className={form.row}>
        <button type="submit" className={buttons.main} aria-disabled={saving.isBusy}>
          {saving.isBusy ? around.saving : words.save}
        </button>
        <button type="button" className={buttons.plain} onClick={onClose}>
          {around.cancel}
        </button>
      </div>
      <Failed failed={saving.failed?.faults.length === 0 ? saving.failed : null} />
    </form>
  );
}

/** A sentence of its own here, and part of another where metadata is read again. */
function capital(sentence: string): string {
  return sentence.charAt(0).toUpperCase() + sentence.slice(1);
}
