// What is known of one seat, beside its name.
import type { SeatRow } from '../../../../../shared/protocol/program/groups.ts';
import { useGroupWords } from '../../words/group-words.ts';
import css from './Seats.module.css';

interface SeatFactsProps {
  readonly seat: SeatRow;
  readonly isMine: boolean;
  readonly showsMore: boolean;
}

export function SeatFacts({ seat, isMine, showsMore }: SeatFactsProps) {
  const { circle: words } = useGroupWords();
  const facts = [
    isMine && words.you,
    seat.credential,
    seat.onlyFor !== null && words.oneMeeting,
    showsMore && !seat.hasAddress && words.noAddress,
    showsMore && !seat.hasAgreed && words.notAgreed,
  ].filter((fact) => typeof fact === 'string');
  return (
    <span className={css.facts}>
      <strong>{seat.name}</strong>
      {facts.length > 0 && <span>{facts.join(' · ')}</span>}
    </span>
  );
}
