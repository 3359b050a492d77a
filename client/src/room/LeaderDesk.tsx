// The leader's desk: one strip with the path, the one large next act, and what only leaders may know (R7.1).
import { Pause, Play } from 'lucide-react';
import { useState } from 'react';
import type { LeaderCommand } from '../../../shared/ritual/commands.ts';
import type { Desk } from '../../../shared/ritual/view.ts';
import type { RoomProps } from '../screens/room-props.ts';
import buttons from '../styles/buttons.module.css';
import { useWords } from '../words/words.ts';
import { CaseCall } from './CaseCall.tsx';
import { Confirm, type Sure } from './Confirm.tsx';
import { DeviceButtons } from './DeviceButtons.tsx';
import { CaseOffers } from './desk/CaseOffers.tsx';
import { DeskNotices } from './desk/DeskNotices.tsx';
import { deskNotices } from './desk/desk-notices.ts';
import { NextActButton } from './desk/NextActButton.tsx';
import type { Standing } from './desk/next-act-words.ts';
import { OtherActs } from './desk/OtherActs.tsx';
import { People } from './desk/People.tsx';
import { PhasePath } from './desk/PhasePath.tsx';
import { PrivateLine } from './desk/PrivateLine.tsx';
import { SilenceSeal } from './desk/SilenceSeal.tsx';
import { SoftClock } from './desk/SoftClock.tsx';
import { UndoOrBack } from './desk/UndoOrBack.tsx';
import css from './LeaderDesk.module.css';
import { LeaveButton } from './LeaveButton.tsx';
import type { Act } from './use-act.ts';
import { useKeys } from './use-keys.ts';
import { useServerNow } from './use-server-now.ts';
import { ViewMenu } from './ViewMenu.tsx';

export interface LeaderDeskProps extends RoomProps {
  readonly desk: Desk;
  readonly act: Act;
  readonly notDone: string | null;
}

export function LeaderDesk(props: LeaderDeskProps) {
  const { view, desk, act, notDone, clockOffset } = props;
  const words = useWords();
  const [asking, setAsking] = useState<{ sure: Sure; command: LeaderCommand } | null>(null);
  const now = useServerNow(clockOffset, desk.lost.length > 0 ? 5_000 : null);
  const nameOf = (id: string) => view.chairs.find((chair) => chair.personId === id)?.name ?? '';
  const notices = deskNotices(desk, view.presenterId, nameOf, now, words.desk);
  return (
    <section className={css.desk} data-phase={view.phase} aria-label={words.desk.name}>
      <PhasePath path={desk.path} phase={view.phase} />
      <div className={css.row}>
        <div className={css.left}>
          <Own {...props} nameOf={nameOf} ask={(sure, command) => setAsking({ sure, command })} />
        </div>
        <div className={css.middle}>
          <Acts {...props} nameOf={nameOf} />
        </div>
        <div className={css.right}>
          <div className={css.telling} data-busy={notices.length > 0 || undefined}>
            <DeskNotices notices={notices} act={act} />
            <SilenceSeal desk={desk} clockOffset={clockOffset} nameOf={nameOf} />
          </div>
          <SoftClock clock={desk.clock} clockOffset={clockOffset} />
        </div>
      </div>
      <p className={css.notDone} role="status">
        {notDone}
      </p>
      {asking && <Confirm sure={asking.sure} onYes={() => act(asking.command)} onClose={() => setAsking(null)} />}
    </section>
  );
}

interface OwnProps extends LeaderDeskProps {
  readonly nameOf: (id: string) => string;
  readonly ask: (sure: Sure, command: LeaderCommand) => void;
}

function Own({
  view,
  desk,
  media,
  mediaActs,
  preferences,
  prefer,
  whispers,
  whisper,
  leave,
  linksAddress,
  checkAddress,
  act,
  nameOf,
  ask,
}: OwnProps) {
  const { keys } = useWords();
  const outside = desk.presenterInvited ? null : (view.chairs.find((chair) => chair.state === 'steppedBack') ?? null);
  const keyList = Object.entries({
    n: keys.next,
    u: keys.undo,
    b: keys.back,
    p: keys.pause,
    o: keys.others,
    l: keys.line,
    e: keys.people,
    s: keys.seen,
    d: keys.admit,
    t: keys.clock,
    m: keys.microphone,
    v: keys.camera,
    h: keys.self,
  });
  return (
    <>
      <DeviceButtons
        media={media}
        mediaActs={mediaActs}
        hidesSelf={preferences.hidesSelf}
        hideSelf={(hidesSelf) => prefer({ hidesSelf })}
      />
      <PrivateLine
        whispers={whispers}
        whisper={whisper}
        me={view.me.personId}
        nameOf={nameOf}
        outsideName={outside?.name ?? null}
      />
      <People view={view} desk={desk} act={act} ask={ask} linksAddress={linksAddress} checkAddress={checkAddress} />
      <ViewMenu preferences={preferences} prefer={prefer} media={media} mediaActs={mediaActs} keyList={keyList} />
      <LeaveButton leave={leave} hasText={false} returnsFreely />
    </>
  );
}

function Acts({ view, desk, clockOffset, act, nameOf }: LeaderDeskProps & Pick<OwnProps, 'nameOf'>) {
  const words = useWords();
  const isPaused = view.pausedAt !== null;
  const turn = () => act({ type: isPaused ? 'resume' : 'pause' });
  useKeys({ p: turn });
  const presenter = view.presenterId ?? (desk.chosen?.accepted ? desk.chosen.personId : null);
  const standing: Standing = { phase: view.phase, pushBack: view.pushBack, presenterName: presenter && nameOf(presenter) };
  const [next] = desk.next;
  const asksMe = view.me.case === 'asked';
  return (
    <>
      <UndoOrBack desk={desk} phase={view.phase} clockOffset={clockOffset} act={act} />
      {asksMe ? (
        <CaseCall part="asked" act={act} />
      ) : next?.waitsFor === 'presenter' ? (
        <CaseOffers desk={desk} chairs={view.chairs} act={act} />
      ) : (
        next && <NextActButton next={next} standing={standing} act={act} />
      )}
      <button
        type="button"
        className={buttons.icon}
        aria-label={isPaused ? words.desk.resume : words.desk.pause}
        aria-keyshortcuts="p"
        title={words.keys.withKey(isPaused ? words.desk.resume : words.desk.pause, 'P')}
        onClick={turn}
      >
        {isPaused ? <Play aria-hidden="true" /> : <Pause aria-hidden="true" />}
      </button>
      <OtherActs desk={desk} standing={standing} act={act} />
    </>
  );
}
