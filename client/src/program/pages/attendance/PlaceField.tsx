// On screen or in the room.
import type { CreditPlace } from '../../../../../shared/protocol/program/credit.ts';
import { Field } from '../../parts/Field.tsx';
import { useAroundWords } from '../../words/around-words.ts';

interface PlaceFieldProps {
  readonly label: string;
  readonly place: CreditPlace;
  readonly onPlace: (place: CreditPlace) => void;
}

export function PlaceField({ label, place, onPlace }: PlaceFieldProps) {
  return <Field label={label}>{(ids) => <PlaceSelect {...ids} place={place} onPlace={onPlace} />}</Field>;
}

type PlaceSelectProps = Omit<PlaceFieldProps, 'label'> & { readonly id?: string; readonly 'aria-label'?: string };

export function PlaceSelect({ place, onPlace, ...ids }: PlaceSelectProps) {
  const { places } = useAroundWords();
  return (
    <select {...ids} value={place} onChange={({ target }) => onPlace(target.value as CreditPlace)}>
      <option value="screen">{places.screen}</option>
      <option value="room">{places.room}</option>
    </select>
  );
}
