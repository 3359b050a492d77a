// The leader's desk: one strip with the path, the one large next act, and what only leaders may know (R7.1).
import { Pause, Play } from 'lucide-react';
import type { ReactNode } from 'react';
import type { Desk } from '../../../../shared/ritual/view.ts';
import type { Standing } from '../../model/next-act-words.ts';
import type { RoomProps } from '../../model/room-props.ts';
import { ActButton } from '../../press/ActButton.tsx';
import { chordName } from '../../press/held-here.ts';
import buttons from '../../styles/buttons.module.css';
import { useWords } from '../../words/words.ts';
import { CaseCall } from '../CaseCall.tsx';
import { DeviceButtons } from '../DeviceButtons.tsx';
import { LeaveButton } from '../LeaveButton.tsx';
import type { Act } from '../use-act.ts';
import { ViewMenu } from '../ViewMenu.tsx';
import { CaseOffers } from './CaseOffers.tsx';
import css from './LeaderDesk.module.css';
import { LeadersNotes } from './LeadersNotes.tsx';
import { NextActButton } from './NextActButton.tsx';
import { OtherActs } from './OtherActs.tsx';
import { People } from './People.tsx';
import { PhasePath } from './PhasePath.tsx';
import { SoftClock } from './SoftClock.tsx';
import { outsideNameIn } from './Telling.tsx';
import { UndoOrBack } from './UndoOrBack.tsx';
import { isWordTo } from './words-to-leaders.ts';

export interface LeaderDeskProps extends RoomProps {
  readonly desk: Desk;
  readonly openDevices: () => void;
  readonly act: Act;
  /** The desk's notices, where they are part of the desk. */
  readonly telling: ReactNode;
}

export function LeaderDesk(props: LeaderDeskProps) {
  const { view, desk, clockOffset } = props;
  const words = useWords();
  const nameOf = (id: string) => view.chairs.find((chair) => chair.personId === id)?.name ?? '';
  const outsideName = outsideNameIn(view, desk);
  return (
    <section className={css.desk} data-phase={view.phase} aria-label={words.desk.name} tabIndex={-1}>
      <PhasePath path={desk.path} phase={view.phase} names={view.phaseNames} />
      <div className={css.row}>
        <div className={css.left}>
          <Own {...props} nameOf={nameOf} outsideName={outsideName} />
        </div>
        <Acts {...props} nameOf={nameOf} />
        <div className={css.right}>
          {props.telling}
          <SoftClock desk={desk} me={view.me.personId} nameOf={nameOf} clockOffset={clockOffset} />
        </div>
      </div>
    </section>
  );
}

interface PartProps extends LeaderDeskProps {
  readonly nameOf: (id: string) => string;
}

function Own(props: PartProps & { readonly outsideName: string | null }) {
  const { view, desk, media, mediaActs, preferences, prefer, notes, whisper, leave, linksAddress, checkAddress } = props;
  const { keys } = useWords();
  const keyList = Object.entries({
    n: keys.next,
    u: keys.undo,
    g: keys.back,
    r: keys.pause,
    o: keys.others,
    l: keys.notes,
    e: keys.people,
    s: keys.seen,
    d: keys.admit,
    k: keys.clock,
    m: keys.microphone,
    v: keys.camera,
    h: keys.self,
  }).map(([letter, does]) => [chordName(letter), does] as const);
  return (
    <>
      <DeviceButtons
        media={media}
        mediaActs={mediaActs}
        hidesSelf={preferences.hidesSelf}
        hideSelf={(hidesSelf) => prefer({ hidesSelf })}
      />
      <LeadersNotes
        notes={notes}
        whisper={whisper}
        me={view.me.personId}
        nameOf={props.nameOf}
        isWord={(note) => isWordTo(view, note)}
        outsideName={props.outsideName}
        signalledAt={desk.signal?.raisedAt ?? null}
      />
      <People view={view} desk={desk} act={props.act} linksAddress={linksAddress} checkAddress={checkAddress} />
      <ViewMenu
        preferences={preferences}
        prefer={prefer}
        media={media}
        mediaActs={mediaActs}
        volume={props.volume}
        openDevices={props.openDevices}
        keyList={keyList}
        hasWord
      />
      <LeaveButton leave={leave} hasText={false} role={view.me.role} />
    </>
  );
}

/** R1.8: the main step stands in the middle of three places that keep their size, whatever comes and goes beside it. */
function Acts({ view, desk, clockOffset, act, nameOf }: PartProps) {
  const words = useWords().desk;
  const isPaused = view.pausedAt !== null;
  const presenter = view.presenterId ?? (desk.chosen?.accepted ? desk.chosen.personId : null);
  const { phase, pushBack, phaseNames: names } = view;
  const standing: Standing = { phase, pushBack, presenterName: presenter && nameOf(presenter), names };
  const [next] = desk.next;
  const asksMe = view.me.case === 'asked';
  const turn = isPaused ? words.resume : words.pause;
  return (
    <div className={css.middle}>
      <div className={css.before}>
        <UndoOrBack desk={desk} phase={view.phase} names={view.phaseNames} clockOffset={clockOffset} act={act} />
      </div>
      <div className={css.main}>
        {asksMe ? (
          <CaseCall part="asked" act={act} />
        ) : next?.waitsFor === 'presenter' ? (
          <CaseOffers desk={desk} chairs={view.chairs} act={act} />
        ) : (
          next && <NextActButton next={next} standing={standing} act={act} />
        )}
      </div>
      <div className={css.after}>
        <ActButton
          means={turn}
          className={buttons.icon}
          aria-label={turn}
          chord="r"
          title={turn}
          data-paused={isPaused || undefined}
          onAct={() => act({ type: isPaused ? 'resume' : 'pause' })}
        >
          {isPaused ? <Play aria-hidden="true" /> : <Pause aria-hidden="true" />}
          <span data-word key={turn}>
            {turn}
          </span>
        </ActButton>
        <OtherActs desk={desk} standing={standing} view={view} act={act} />
      </div>
    </div>
  );
}
