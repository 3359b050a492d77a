// A time zone from the browser's own list, by continent; the one it is in stands first.
import { useMemo } from 'react';
import { useAroundWords } from '../words/around-words.ts';
import type { ControlIds } from './Field.tsx';
import { hereZone, placeInZone } from './moments.ts';

interface ZonePickerProps {
  readonly ids: ControlIds;
  readonly value: string;
  readonly onChange: (zone: string) => void;
  /** What no choice means, where there may be none. */
  readonly any?: string;
}

export function ZonePicker({ ids, value, onChange, any }: ZonePickerProps) {
  const { zone: words } = useAroundWords();
  const here = hereZone();
  const groups = useMemo(() => Object.entries(byContinent(words.places)), [words]);
  const isListed = value === '' || groups.some(([, zones]) => zones.includes(value));
  return (
    <select {...ids} value={value} onChange={(event) => onChange(event.target.value)}>
      {any !== undefined && <option value="">{any}</option>}
      <option value={here}>{words.here(placeInZone(here))}</option>
      {!isListed && value !== here && <option value={value}>{placeInZone(value)}</option>}
      {groups.map(([place, zones]) => (
        <optgroup key={place} label={place}>
          {zones
            .filter((zone) => zone !== here)
            .map((zone) => (
              <option key={zone} value={zone}>
                {zone.split('/').slice(1).join(', ').replaceAll('_', ' ')}
              </option>
            ))}
        </optgroup>
      ))}
    </select>
  );
}

function byContinent(places: Readonly<Record<string, string>>): Record<string, string[]> {
  const groups: Record<string, string[]> = {};
  for (const zone of Intl.supportedValuesOf('timeZone')) {
    const [continent = ''] = zone.split('/');
    const place = places[continent] ?? places.other ?? continent;
    const group = groups[place] ?? [];
    groups[place] = [...group, zone];
  }
  return groups;
}
