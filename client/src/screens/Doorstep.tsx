// The doorstep (R6.2): the own picture, the own devices, a private room, then the seat. It knows nothing of the room.
import { lazy, type ReactNode, Suspense, useState } from 'react';
import type { Answer } from '../model/answer.ts';
import type { DoorstepProps } from '../model/other-props.ts';
import { SettledButton } from '../press/SettledButton.tsx';
import buttons from '../styles/buttons.module.css';
import type { DoorWords } from '../words/door-en.ts';
import { useDoorWords } from '../words/door-words.ts';
import { DoorstepCheck } from './DoorstepCheck.tsx';
import { Page } from './Page.tsx';
import { Trouble } from './Trouble.tsx';

const BeforeDoor = lazy(async () => ({ default: (await import('./BeforeDoor.tsx')).BeforeDoor }));
const Refused = lazy(async () => ({ default: (await import('./Refused.tsx')).Refused }));

export function Doorstep(props: DoorstepProps) {
  const words = useDoorWords();
  const { door } = words;
  const [answer, setAnswer] = useState<Answer | null>(null);
  const [isEntering, setEntering] = useState(false);
  const enter = async (replace: boolean) => {
    setAnswer(null);
    setEntering(true);
    const reply = await props.enter(replace);
    setEntering(false);
    setAnswer(reply);
  };
  if (props.contract !== null || (props.opensAt !== null && props.meeting)) {
    return (
      <Suspense>
        <BeforeDoor {...props} />
      </Suspense>
    );
  }
  if (props.door === 'shut') {
    return (
      <Page>
        <h1>{door.shutHeading}</h1>
        <p>{door.shutMore}</p>
      </Page>
    );
  }
  if (props.door === 'knocking') {
    return (
      <Page>
        <div role="status">
          <h1>{door.knockingHeading}</h1>
        </div>
        <p>{door.knockingMore}</p>
        <SettledButton className={buttons.plain} onAct={props.goAway}>
          {door.goAway}
        </SettledButton>
      </Page>
    );
  }
  if (answer && !answer.ok && 'refusal' in answer && answer.refusal === 'on-another-device') {
    return <Trouble why="replaced" act={() => void enter(true)} />;
  }
  const isAway = props.connection === 'lost' || props.obstacle !== null;
  return (
    <DoorstepCheck
      {...props}
      notDone={isAway ? null : notDoneOf(answer, words)}
      isAway={isAway}
      isWaiting={isEntering && props.connection === 'lost'}
      enter={() => void enter(false)}
    />
  );
}

/** Part of the first script: whoever meets trouble may be unable to load anything more. */
function notDoneOf(answer: Answer | null, { troubles }: DoorWords): ReactNode {
  if (answer === null || answer.ok) return null;
  if ('trouble' in answer) return troubles[answer.trouble];
  return (
    <Suspense>
      <Refused answer={answer} />
    </Suspense>
  );
}
