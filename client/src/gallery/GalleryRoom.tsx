// One played room in the gallery. What is pressed is done by the ritual's own rules, so that movement can be watched.
import { useMemo, useState } from 'react';
import { guarded } from '../../../shared/protocol/guarded.ts';
import type { HeardNote, Note, Reply } from '../../../shared/protocol/messages.ts';
import type { Command, WireCommand } from '../../../shared/ritual/commands.ts';
import type { RoomState } from '../../../shared/ritual/state.ts';
import { step } from '../../../shared/ritual/step.ts';
import { viewFor } from '../../../shared/ritual/view-for.ts';
import { usePreferences } from '../model/use-preferences.ts';
import { DevicePanel } from '../screens/DevicePanel.tsx';
import { Room } from '../screens/Room.tsx';
import type { Choice } from './choice.ts';
import { galleryDevices, noDeviceActs } from './gallery-devices.ts';
import { galleryMedia } from './gallery-media.ts';
import { playedRoom, viewerOf } from './played-room.ts';

declare global {
  interface Window {
    /** For scripts: lets somebody else in the played room act. */
    doAs?: (person: string, command: Command) => void;
  }
}

const nothing = () => undefined;

export function GalleryRoom({ choice }: { readonly choice: Choice }) {
  const [state, setState] = useState(() => playedRoom(choice, Date.now()));
  const [version, setVersion] = useState(1);
  const [preferences, prefer] = usePreferences();
  const [notes, setNotes] = useState<HeardNote[]>(() => someNotes(state, choice.circumstances));
  const media = useMemo(() => galleryMedia(choice), [choice]);
  const me = viewerOf(choice);
  const view = useMemo(() => viewFor(state, me, version, Date.now()), [state, me, version]);
  const performAs = (person: string, command: Command): Reply => {
    const result = step(state, command, { now: Date.now(), by: { person } });
    if ('refused' in result) return { ok: false, refusal: result.refused };
    setState(result.state);
    setVersion((before) => before + 1);
    return { ok: true, version };
  };
  window.doAs = (person, command) => void performAs(person, command);
  if (view.kind !== 'room') return <p>{view.kind}</p>;
  const since = choice.circumstances.has('leaderless')
    ? { leaderlessSince: Date.now() - (choice.circumstances.has('ending') ? 26 : 6) * 60_000 }
    : {};
  return (
    <Room
      view={{ ...(choice.circumstances.has('guarded') ? guarded(view) : view), ...since }}
      clockOffset={0}
      media={media}
      volume={0.8}
      mediaActs={{
        openMicrophone: nothing,
        closeMicrophone: nothing,
        openCamera: nothing,
        closeCamera: nothing,
        startSound: nothing,
        setVolume: nothing,
        cameIn: nothing,
      }}
      perform={async (command: WireCommand) => performAs(me, command)}
      notes={notes}
      whisper={async (to, text) => {
        setNotes((before) => [...before, { from: me, to, text, ...addressee(to, state), at: Date.now() }]);
        return { ok: true, version };
      }}
      connection={choice.circumstances.has('lineLost') ? 'lost' : 'open'}
      preferences={{ ...preferences, hidesSelf: preferences.hidesSelf || choice.circumstances.has('hidden') }}
      prefer={prefer}
      leave={nothing}
      devicePanel={
        <DevicePanel
          devices={galleryDevices((circumstance) => choice.circumstances.has(circumstance))}
          acts={noDeviceActs}
          microphone={media.microphone}
          camera={media.camera}
          isConnected={media.connection === 'open'}
          openCamera={nothing}
          isListening={view.me.case === 'steppedBack' || view.me.case === 'invitedBack'}
          observes={choice.role === 'observer'}
        />
      }
      checkAddress="?screen=check"
      linksAddress="?screen=links"
    />
  );
}

function addressee(to: Note['to'], { scene }: RoomState): Pick<HeardNote, 'presenterId'> {
  return to === 'presenter' && scene.presenter ? { presenterId: scene.presenter.personId } : {};
}

function someNotes(state: RoomState, has: ReadonlySet<string>): HeardNote[] {
  const at = Date.now() - 120_000;
  const word: HeardNote = { from: 'Dee', to: 'leaders', text: 'I need a minute outside; please go on.', at: at + 60_000 };
  return [...(has.has('whispers') ? leadersNotes(state, at) : []), ...(has.has('word') ? [word] : [])];
}

function leadersNotes(state: RoomState, at: number): HeardNote[] {
  return [
    { from: 'Ann', to: 'leaders', text: 'Shall we give it five more minutes?', at },
    { from: 'Hal', to: 'leaders', text: 'Yes. Gita has not spoken yet.', at: at + 20_000 },
    {
      from: 'Ann',
      to: 'presenter',
      text: 'We have seen you. Stay as long as you like.',
      ...addressee('presenter', state),
      at: at + 40_000,
    },
  ];
}
