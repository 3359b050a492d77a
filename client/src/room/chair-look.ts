// What one chair shows and what is said of it, from its state and whether there is a picture. Pure; the words are given.
import { isLeading } from '../../../shared/ritual/roles.ts';
import type { Chair } from '../../../shared/ritual/view.ts';
import type { Hearing, Picture, RoomMedia } from '../model/room-media.ts';
import type { Words } from '../words/en.ts';

/** R4.7: why somebody cannot be heard, or not well. */
export type Mark = Fault | Hearing;
/** What is amiss with somebody's device. */
export type Fault = Exclude<Chair['microphone'], 'off' | undefined>;

/** Null when nothing is amiss: a microphone that somebody has turned off themselves is no fault. */
export function faultOf({ microphone }: Chair): Fault | null {
  return microphone === undefined || microphone === 'off' ? null : microphone;
}

export interface Seen {
  readonly isMe: boolean;
  readonly picture: Picture | null;
  readonly hidesSelf: boolean;
  readonly connection: RoomMedia['connection'];
  /** This page's connection is up; while it is not, nothing is claimed of anybody. */
  readonly isConnectionAlive: boolean;
  /** R5.6: nobody of their circle is to be heard now, and nothing is amiss with that. */
  readonly isCircleListening?: boolean;
  /** What is wrong with their sound here; null: nothing, as far as is known. */
  readonly hearing: Mark | null;
}

export interface ChairLook {
  /** `picture`: moving; `still`: the name's initials; `chair`: the drawing of an empty chair. */
  readonly shows: 'picture' | 'still' | 'chair';
  readonly name: string;
  /** A few words over a face that does not move. */
  readonly caption: string | null;
  readonly mark: Mark | null;
  readonly said: string;
  /** R8.2: drawn as the lit seat beneath the face. */
  readonly isAlive: boolean;
}

export function chairLook(chair: Chair, seen: Seen, words: Pick<Words, 'chairs' | 'sound'>): ChairLook {
  const look = withConnection(chair, seen, words);
  if (seen.isConnectionAlive || seen.connection === 'connecting') return look;
  const said = seen.isMe ? look.said : words.sound.unknown(chair.name);
  return {
    ...look,
    caption: seen.isMe && look.caption !== words.chairs.voiceOnly ? look.caption : null,
    mark: null,
    said,
    isAlive: false,
  };
}

function withConnection(chair: Chair, seen: Seen, { chairs: words, sound }: Pick<Words, 'chairs' | 'sound'>): ChairLook {
  const { isMe, picture, hidesSelf, connection } = seen;
  const { name } = chair;
  const isSeen = chair.mayBeSeen && picture?.isMoving === true;
  const label = isMe ? words.you(name) : name;
  const plain = { name: label, caption: null, mark: null, isAlive: true } as const;
  switch (chair.state) {
    case 'empty':
      return { ...plain, shows: 'chair', caption: words.notHere, said: words.said.empty(name), isAlive: false };
    case 'lineLost':
      return { ...plain, shows: 'still', caption: words.connectionLost, said: words.said.connectionLost(name), isAlive: false };
    case 'steppedBack':
      return {
        ...plain,
        shows: isSeen ? 'picture' : chair.mayBeSeen ? 'still' : 'chair',
        name: words.listening(name),
        said: words.said.steppedBack(name),
      };
    case 'observer':
      return { ...plain, shows: 'chair', said: words.said.observes(name) };
  }
  const mark = markOf(chair, seen);
  const isAlive = mark !== 'away';
  if (isMe && hidesSelf) return { ...plain, shows: 'chair', caption: words.hidden, mark, said: words.said.youHidden };
  const listens = chair.state === 'listening';
  const hasVoice =
    !isSeen &&
    !seen.isCircleListening &&
    connection !== 'none' &&
    connection !== 'connecting' &&
    !listens &&
    (mark === null || mark === 'poor');
  const said = saidOfPresent(chair, { isMe, isSeen, listens, hasVoice }, words);
  return {
    ...plain,
    shows: isSeen ? 'picture' : 'still',
    name: listens ? words.onHold(label) : label,
    caption: hasVoice ? words.voiceOnly : null,
    mark,
    said: mark ? `${said} ${sound.said[mark]}` : said,
    isAlive,
  };
}

/** What their own device reports comes first. To members a held person is like one whose microphone is off (R4.2). */
function markOf(chair: Chair, { hearing, isMe, connection, isCircleListening }: Seen): Mark | null {
  if (chair.state !== 'present' || connection === 'none') return null;
  if (isCircleListening) return null;
  return faultOf(chair) ?? (!isMe && !chair.mayBeHeard ? 'off' : hearing);
}

function saidOfPresent(
  { name, role, circle }: Chair,
  { isMe, isSeen, listens, hasVoice }: { isMe: boolean; isSeen: boolean; listens: boolean; hasVoice: boolean },
  { said }: Words['chairs'],
): string {
  if (isMe) return isSeen ? said.youPresent : said.youUnseen;
  const state = listens ? said.listening(name) : hasVoice ? said.voiceOnly(name) : said.present(name);
  return isLeading(role) ? `${state} ${said.leads}` : circle ? `${state} ${said.outer}` : state;
}

/** "Ann Bea" reads as "AB". */
export function initials(name: string): string {
  const parts = name.trim().split(/\s+/).filter(Boolean);
  const last = parts.length > 1 ? firstLetter(parts[parts.length - 1] ?? '') : '';
  return (firstLetter(name) + last).toLocaleUpperCase();
}

/** As it is written, with the marks that belong to it; a quotation mark or bracket before it is none. */
export function firstLetter(name: string): string {
  return /\p{L}\p{M}*/u.exec(name)?.[0] ?? [...name.trim()][0] ?? '';
}
