// A group in two minutes: name, people, circle, dates, all on one page; what is written here is kept until the group is made.
import { type FormEvent, useMemo, useRef, useState } from 'react';
import { useLocation } from 'wouter';
import type { Me } from '../../../../shared/protocol/program/me.ts';
import type { PasteFault } from '../../../../shared/protocol/program/pasted-people.ts';
import buttons from '../../styles/buttons.module.css';
import { api } from '../asking/api.ts';
import { ask, type FieldFault } from '../asking/ask.ts';
import { useAsked } from '../asking/use-asked.ts';
import { useDoing } from '../asking/use-doing.ts';
import { DraftNote } from '../parts/DraftNote.tsx';
import { Tick } from '../parts/Field.tsx';
import form from '../parts/Form.module.css';
import { Frame } from '../parts/Frame.tsx';
import { isAddress } from '../parts/is-address.ts';
import { hereZone } from '../parts/moments.ts';
import { Standing } from '../parts/Standing.tsx';
import { Failed } from '../parts/Told.tsx';
import { useDraft } from '../parts/use-draft.ts';
import { useMakingWords } from '../words/making-words.ts';
import { DatesForm } from './making/DatesForm.tsx';
import { seriesOf } from './making/dates-draft.ts';
import { GroupFields } from './making/GroupFields.tsx';
import { emptyGroup, formOfDraft, type GroupDraft, newGroupOf } from './making/group-draft.ts';
import { faultsOf } from './making/new-seats.ts';
import { OwnForm, ToOwnForm } from './making/OwnForm.tsx';
import { PeopleFields } from './making/PeopleFields.tsx';
import { PreviewTable } from './making/PreviewTable.tsx';
import { takePasted } from './making/take-pasted.ts';
import { usePreview } from './making/use-preview.ts';

export function NewGroup({ ids }: { readonly ids: Readonly<Record<string, string>> }) {
  const asked = useAsked<Me>(api.me);
  return <Standing asked={asked}>{(me) => <NewGroupPage me={me} programId={ids.p ?? null} />}</Standing>;
}

interface NewGroupPageProps {
  readonly me: Me;
  /** Null: a leader alone, whose program is made with the group. */
  readonly programId: string | null;
}

function NewGroupPage({ me, programId }: NewGroupPageProps) {
  const words = useMakingWords();
  const [, navigate] = useLocation();
  const initial = useMemo(() => emptyGroup(programId === null, { address: me.addresses[0] ?? '', zone: me.zone }), [me, programId]);
  const draft = useDraft<GroupDraft>(`new-group-${programId ?? 'alone'}`, initial);
  const [own, setOwn] = useState<readonly FieldFault[]>([]);
  const [pasteFaults, setPasteFaults] = useState<readonly PasteFault[]>([]);
  const making = useDoing();
  const top = useRef<HTMLFormElement>(null);
  const { value, change } = draft;
  const planned = useMemo(() => seriesOf(value.dates), [value.dates]);
  const zones = useMemo(() => ({ zones: [...new Set([value.zone, hereZone()])] }), [value.zone]);
  const preview = usePreview(api.freePreview, !value.meetsFreely && 'series' in planned ? planned.series : null, zones);
  const faults = [...own, ...(making.failed?.faults ?? [])];
  const dateFaults = [
    ...faults
      .filter(({ path }) => path.startsWith('series.'))
      .map(({ path, code }) => ({ path: path.slice('series.'.length), code })),
    ...(preview.is === 'failed' ? preview.faults : []),
  ];
  const program = me.programs.find(({ id }) => id === programId);

  const take = () => {
    const taken = takePasted(value);
    setPasteFaults(taken.faults);
    change({ seats: taken.seats, pasted: taken.pasted });
    return taken;
  };

  const make = async (event: FormEvent) => {
    event.preventDefault();
    // Whoever has pasted people means them, whether or not they have put them in the circle first.
    const taken = take();
    const whole = { ...value, seats: taken.seats };
    const missing: FieldFault[] = [
      ...(value.name.trim() === '' ? [{ path: 'name', code: 'required' }] : []),
      ...whole.seats.flatMap(({ name }, n) => (name.trim() === '' ? [{ path: `seats.${n}.name`, code: 'required' }] : [])),
      ...whole.seats.flatMap(({ address }, n) =>
        address.trim() !== '' && !isAddress(address) ? [{ path: `seats.${n}.address`, code: 'address' }] : [],
      ),
      ...taken.faults.map(({ code }) => ({ path: 'pasted', code })),
      ...faultsOf(whole.seats, formOfDraft(whole)).map((code) => ({ path: 'seats', code })),
      ...(!value.meetsFreely && 'faults' in planned
        ? planned.faults.map((each) => ({ ...each, path: `series.${each.path}` }))
        : []),
      ...(!value.meetsFreely && preview.is === 'there' && preview.value.open.length > 0
        ? [{ path: 'series.open', code: 'open' }]
        : []),
    ];
    setOwn(missing);
    if (missing.length === 0) {
      const to = programId === null ? api.newGroup : api.programGroups(programId);
      const outcome = await making.run(() => ask<{ readonly id: string }>('POST', to, newGroupOf(whole)));
      if (outcome === null) return;
      if (outcome.ok) {
        draft.drop();
        navigate(value.mine === null ? `/group/${outcome.value.id}` : `/group/${outcome.value.id}/links?made`);
        return;
      }
    }
    // The first marked field, when it has been marked.
    requestAnimationFrame(() => top.current?.querySelector<HTMLElement>('[aria-invalid]')?.focus());
  };

  const failed = making.failed !== null && making.failed.faults.length === 0 ? making.failed : null;
  return (
    <Frame
      heading={words.heading}
      title={words.title}
      lead={program ? `${words.inProgram(program.name)} ${words.lead}` : words.lead}
      crumbs={program ? [{ label: program.name, to: `/program/${program.id}` }] : []}
      width="middle"
    >
      <DraftNote draft={draft} />
      <form ref={top} className={form.form} onSubmit={make} noValidate>
        <GroupFields
          draft={{ ...value, form: value.ownForm === null ? value.form : undefined }}
          change={change}
          faults={faults}
          folds={true}
        >
          {value.ownForm === null && <ToOwnForm draft={value} change={change} />}
        </GroupFields>
        {value.ownForm !== null && <OwnForm draft={value} ownForm={value.ownForm} change={change} faults={faults} />}
        <PeopleFields {...{ draft: value, change, faults, pasteFaults, programId }} onTake={take} />
        <section className={form.section}>
          <h2>{words.dates.heading}</h2>
          <Tick
            label={words.dates.later}
            hint={words.dates.laterHint}
            isOn={value.meetsFreely}
            onChange={(meetsFreely) => change({ meetsFreely })}
          />
          {!value.meetsFreely && (
            <>
              <DatesForm
                draft={value.dates}
                change={(part) => change({ dates: { ...value.dates, ...part } })}
                faults={dateFaults}
                zone={value.zone}
              />
              <PreviewTable
                preview={preview}
                draft={value.dates}
                change={(part) => change({ dates: { ...value.dates, ...part } })}
              />
            </>
          )}
        </section>
        <div className={form.foot}>
          <button type="submit" className={buttons.main} aria-disabled={making.isBusy}>
            {making.isBusy ? words.making : words.make}
          </button>
          {faults.length > 0 && <p role="alert">{words.lookAbove}</p>}
          <Failed failed={failed} />
        </div>
      </form>
    </Frame>
  );
}
