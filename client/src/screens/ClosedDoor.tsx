// R6.9: somebody has come before the door opens. The page turns into the doorstep by itself when it does.
import type { MeetingTime } from '../model/other-props.ts';
import { SignOut } from '../parts/SignOut.tsx';
import { meetingInWords } from '../words/times.ts';
import { useWords } from '../words/words.ts';
import { FirstMeeting } from './FirstMeeting.tsx';
import { Page } from './Page.tsx';

export interface ClosedDoorProps {
  readonly groupName: string;
  readonly meeting: MeetingTime;
  readonly opensAt: number;
  readonly checkAddress: string;
}

export function ClosedDoor({ groupName, meeting, opensAt, checkAddress }: ClosedDoorProps) {
  const { door, gate, language } = useWords();
  const now = Date.now();
  const times = meetingInWords(meeting, now, language);
  const opens = meetingInWords({ startsAt: opensAt, endsAt: opensAt }, now, language);
  return (
    <Page>
      <h1>{groupName}</h1>
      <p>
        {times.isToday ? door.today(times.from, times.to, times.zone) : door.other(times.day, times.from, times.to, times.zone)}
      </p>
      <p role="status">
        <b>{opens.isToday ? gate.opensToday(opens.from) : gate.opens(opens.day, opens.from)}</b>
      </p>
      <p>{gate.opensMore}</p>
      <p>
        <a href={checkAddress}>{gate.tryDevices}</a>
      </p>
      <FirstMeeting />
      <SignOut />
    </Page>
  );
}
