// What somebody is asked after their meetings, and what they should know is kept: on their home page, group by group.
import { useState } from 'react';
import type {
  AfterOfSeat,
  AskedFeedback,
  AskedResearch,
  Feedback,
  SaidOnResearch,
} from '../../../../shared/protocol/program/after.ts';
import buttons from '../../styles/buttons.module.css';
import { api } from '../asking/api.ts';
import { ask } from '../asking/ask.ts';
import { useAsked } from '../asking/use-asked.ts';
import { useDoing } from '../asking/use-doing.ts';
import form from '../parts/Form.module.css';
import { dayIn } from '../parts/moments.ts';
import { Failed, Told } from '../parts/Told.tsx';
import { useAfterWords } from '../words/after-words.ts';
import { useAroundWords } from '../words/around-words.ts';
import css from './HomeAfter.module.css';

export function HomeAfter({ seat }: { readonly seat: string }) {
  const { home: words } = useAfterWords();
  const { standing, look } = useAsked<AfterOfSeat>(api.seatAfter(seat));
  const [told, setTold] = useState('');
  if (standing.is !== 'there') return null;
  const { feedback = [], research = null, keepsRotation = false } = standing.value;
  const done = async (said: string) => {
    await look();
    setTold(said);
  };
  return (
    <>
      {feedback.map((each) => (
        <Answer key={each.meetingId} seat={seat} asked={each} done={() => done(words.sent)} />
      ))}
      {research && <Research seat={seat} asked={research} done={() => done(words.said)} />}
      <Told>{told}</Told>
      {keepsRotation && <p className={form.quiet}>{words.rotation}</p>}
    </>
  );
}

function Answer({
  seat,
  asked,
  done,
}: {
  readonly seat: string;
  readonly asked: AskedFeedback;
  readonly done: () => Promise<void>;
}) {
  const { home: words, feedback } = useAfterWords();
  const { language } = useAroundWords();
  const [answers, setAnswers] = useState<readonly (number | null)[]>(asked.items.map(() => null));
  const [isTried, setTried] = useState(false);
  const doing = useDoing();
  const isEmpty = answers.every((answer) => answer === null);
  const send = async () => {
    setTried(true);
    if (isEmpty) return;
    const body: Feedback = { meetingId: asked.meetingId, formId: asked.formId, answers };
    const outcome = await doing.run(() => ask('POST', api.feedback(seat), body));
    if (outcome?.ok) await done();
  };
  return (
    <details className={form.note}>
      <summary>{words.feedback(dayIn(asked.startsAt, language))}</summary>
      <form
        className={`${form.form} ${css.form}`}
        noValidate
        onSubmit={(event) => {
          event.preventDefault();
          void send();
        }}
      >
        <p className={form.quiet}>{words.feedbackMore}</p>
        {asked.items.map((item, n) => (
          <fieldset key={item.text} className={css.item}>
            <legend>{item.text}</legend>
            <div className={css.choices}>
              {[...(item.kind === 'scale' ? feedback.scale : feedback.yesNo), words.skip].map((name, at, all) => {
                const value = at === all.length - 1 ? null : item.kind === 'scale' ? at + 1 : at;
                return (
                  <label key={name}>
                    <input
                      type="radio"
                      name={`${asked.meetingId} ${n}`}
                      checked={answers[n] === value}
                      onChange={() => setAnswers(answers.map((answer, k) => (k === n ? value : answer)))}
                    />
                    {name}
                  </label>
                );
              })}
            </div>
          </fieldset>
        ))}
        {isTried && isEmpty && <p role="alert">{words.incomplete}</p>}
        <div className={form.row}>
          <button type="submit" className={buttons.plain} aria-disabled={doing.isBusy}>
            {words.send}
          </button>
        </div>
        {doing.failed?.why === 'stale' ? <p role="alert">{words.stale}</p> : <Failed failed={doing.failed} />}
      </form>
    </details>
  );
}

function Research({
  seat,
  asked,
  done,
}: {
  readonly seat: string;
  readonly asked: AskedResearch;
  readonly done: () => Promise<void>;
}) {
  const { home: words } = useAfterWords();
  const doing = useDoing();
  const say = async (said: SaidOnResearch['said']) => {
    const body: SaidOnResearch = { askId: asked.askId, said };
    const outcome = await doing.run(() => ask('POST', api.seatResearch(seat), body));
    if (outcome?.ok) await done();
  };
  const choices =
    asked.mine === 'yes' ? (['withdrawn'] as const) : asked.mine === null ? (['yes', 'no'] as const) : (['yes'] as const);
  const names = { yes: words.yes, no: words.no, withdrawn: words.withdraw };
  return (
    <div className={`${form.note} ${css.asked}`}>
      <h3>{words.research}</h3>
      <p className={css.text}>{asked.text}</p>
      {asked.mine !== null && <p className={form.quiet}>{words.mine[asked.mine]}</p>}
      <div className={form.row}>
        {choices.map((said) => (
          <button key={said} type="button" className={buttons.small} aria-disabled={doing.isBusy} onClick={() => void say(said)}>
            {names[said]}
          </button>
        ))}
      </div>
      <Failed failed={doing.failed} />
    </div>
  );
}
