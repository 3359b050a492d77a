// Sorting a table by the button in a column's head.
import { type ReactNode, useState } from 'react';

export interface Sorting<K extends string> {
  readonly by: K;
  readonly isDown: boolean;
  readonly turn: (by: K) => void;
}

export function useSorting<K extends string>(first: K): Sorting<K> {
  const [{ by, isDown }, set] = useState({ by: first, isDown: false });
  return { by, isDown, turn: (next) => set((before) => ({ by: next, isDown: before.by === next && !before.isDown })) };
}

export function sorted<T>(rows: readonly T[], keyOf: (row: T) => string | number, isDown: boolean): readonly T[] {
  const order = [...rows].sort((a, b) => {
    const [one, other] = [keyOf(a), keyOf(b)];
    return typeof one === 'number' && typeof other === 'number' ? one - other : String(one).localeCompare(String(other));
  });
  return isDown ? order.reverse() : order;
}

interface SortHeadProps<K extends string> {
  readonly of: K;
  readonly sorting: Sorting<K>;
  readonly children: ReactNode;
}

export function SortHead<K extends string>({ of, sorting, children }: SortHeadProps<K>) {
  const isSorted = sorting.by === of;
  return (
    <th scope="col" aria-sort={isSorted ? (sorting.isDown ? 'descending' : 'ascending') : 'none'}>
      <button type="button" onClick={() => sorting.turn(of)}>
        {children}
        <span aria-hidden="true">{isSorted ? (sorting.isDown ? ' ↓' : ' ↑') : ''}</span>
      </button>
    </th>
  );
}
