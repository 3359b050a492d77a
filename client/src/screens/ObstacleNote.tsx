// What blocks the connection: in words for the person, and in one line for whoever runs the network.
import type { Obstacle } from '../model/obstacle.ts';
import { useDoorWords } from '../words/door-words.ts';
import css from './ObstacleNote.module.css';

export interface ObstacleNoteProps {
  /** Null until it is known. */
  readonly obstacle: Obstacle | null;
  readonly checkAddress: string;
}

export function ObstacleNote({ obstacle, checkAddress }: ObstacleNoteProps) {
  const { network, door } = useDoorWords();
  const { says, todo } = network[obstacle ?? 'unknown'];
  const isSecure = location.protocol === 'https:';
  return (
    <div className={css.note} data-obstacle={obstacle ?? 'unknown'}>
      <p className={css.says}>{says}</p>
      <p>
        <span key={todo}>{todo}</span> <span>{network.goesOn}</span>
      </p>
      {obstacle !== 'server' && (
        <p className={css.forIt}>
          {network.forIt(location.hostname, isSecure ? 'wss' : 'ws', location.port || (isSecure ? '443' : '80'))}
        </p>
      )}
      <a href={checkAddress}>{door.trouble}</a>
    </div>
  );
}
