// What one chair shows and what is said of it, from its state and whether there is a picture. Pure; the words are given.
import type { Chair } from '../../../shared/ritual/view.ts';
import type { Words } from '../words/words.ts';
import type { Picture, RoomMedia } from './room-media.ts';

export interface Seen {
  readonly isMe: boolean;
  readonly picture: Picture | null;
  readonly hidesSelf: boolean;
  readonly line: RoomMedia['line'];
}

export interface ChairLook {
  /** `picture`: moving; `still`: the name's initials; `chair`: the drawing of an empty chair. */
  readonly shows: 'picture' | 'still' | 'chair';
  readonly name: string;
  /** A few words upon a face that does not move. */
  readonly caption: string | null;
  readonly said: string;
  /** R8.2: drawn as the lit seat beneath the face. */
  readonly isAlive: boolean;
}

export function chairLook(chair: Chair, { isMe, picture, hidesSelf, line }: Seen, words: Words['chairs']): ChairLook {
  const { name } = chair;
  const isSeen = chair.mayBeSeen && picture?.isMoving === true;
  const label = isMe ? words.you(name) : name;
  switch (chair.state) {
    case 'empty':
      return { shows: 'chair', name: label, caption: words.notHere, said: words.said.empty(name), isAlive: false };
    case 'lineLost':
      return { shows: 'still', name: label, caption: words.lineLost, said: words.said.lineLost(name), isAlive: false };
    case 'steppedBack':
      return {
        shows: isSeen ? 'picture' : chair.mayBeSeen ? 'still' : 'chair',
        name: words.listening(name),
        caption: null,
        said: words.said.steppedBack(name),
        isAlive: true,
      };
    case 'observer':
      return { shows: 'chair', name: label, caption: null, said: words.said.observes(name), isAlive: true };
  }
  const listens = chair.state === 'listening';
  if (isMe && hidesSelf) {
    return { shows: 'chair', name: label, caption: words.hidden, said: words.said.youHidden, isAlive: true };
  }
  const caption = isSeen || line === 'none' || line === 'connecting' || listens ? null : words.voiceOnly;
  return {
    shows: isSeen ? 'picture' : 'still',
    name: listens ? words.onHold(label) : label,
    caption,
    said: saidOfPresent(chair, { isMe, isSeen, listens, hasVoice: caption !== null }, words),
    isAlive: true,
  };
}

function saidOfPresent(
  { name, role }: Chair,
  { isMe, isSeen, listens, hasVoice }: { isMe: boolean; isSeen: boolean; listens: boolean; hasVoice: boolean },
  { said }: Words['chairs'],
): string {
  if (isMe) return isSeen ? said.youPresent : said.youUnseen;
  const state = listens ? said.listening(name) : hasVoice ? said.voiceOnly(name) : said.present(name);
  return role === 'leader' || role === 'coLeader' ? `${state} ${said.leads}` : state;
}

/** "Ann Bea" reads as "AB". */
export function initials(name: string): string {
  const parts = name.trim().split(/\s+/).filter(Boolean);
  const first = parts[0]?.[0] ?? '';
  const last = parts.length > 1 ? (parts[parts.length - 1]?.[0] ?? '') : '';
  return (first + last).toLocaleUpperCase();
}
