// A group as it is being written, before anything of it is sent.
import type { NewGroup } from '../../../../../shared/protocol/program/groups.ts';
import { type Form, formFrom, type PresetName } from '../../../../../shared/ritual/forms.ts';
import { hereLanguage } from '../../parts/LanguagePicker.tsx';
import { hereZone } from '../../parts/moments.ts';
import { type FormDraft, formOf } from '../form/form-draft.ts';
import { type DatesDraft, noDates, seriesOf } from './dates-draft.ts';
import { type DraftSeat, newSeatsOf } from './new-seats.ts';

export interface GroupDraft {
  readonly name: string;
  readonly form: PresetName;
  /** The group's own form, once one is made from the preset. */
  readonly ownForm: FormDraft | null;
  readonly language: string;
  readonly zone: string;
  readonly membership: NewGroup['membership'];
  readonly pasted: string;
  readonly seats: readonly DraftSeat[];
  /** The key of the maker's own chair; null when they do not sit here. */
  readonly mine: string | null;
  readonly meetsFreely: boolean;
  readonly dates: DatesDraft;
}

/** Alone, the maker leads; a coordinator sits in no group of theirs unless they say so. */
export function emptyGroup(isAlone: boolean, own: { readonly address: string; readonly zone: string | null }): GroupDraft {
  const seat: DraftSeat = { key: 'mine', name: '', address: own.address, kind: 'leader' };
  return {
    name: '',
    form: 'ABS 60/1',
    ownForm: null,
    language: hereLanguage(),
    zone: own.zone ?? hereZone(),
    membership: 'closed',
    pasted: '',
    seats: isAlone ? [seat] : [],
    mine: isAlone ? seat.key : null,
    meetsFreely: false,
    dates: noDates,
  };
}

/** What the group will begin with, as far as it is written. */
export function formOfDraft({ form, ownForm, language }: Pick<GroupDraft, 'form' | 'ownForm' | 'language'>): Form {
  return ownForm === null ? formFrom(form, language) : formOf(ownForm);
}

export function newGroupOf(draft: GroupDraft): NewGroup {
  const planned = draft.meetsFreely ? null : seriesOf(draft.dates);
  const mine = draft.seats.findIndex(({ key }) => key === draft.mine);
  return {
    name: draft.name.trim(),
    form: draft.ownForm === null ? draft.form : formOf(draft.ownForm),
    language: draft.language,
    zone: draft.zone,
    membership: draft.membership,
    seats: newSeatsOf(draft.seats),
    ...(planned !== null && 'series' in planned ? { series: planned.series } : {}),
    mine: mine === -1 ? null : mine,
  };
}
