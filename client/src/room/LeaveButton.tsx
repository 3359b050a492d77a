// The way out. It asks once, so that nobody leaves by accident.
import { LogOut } from 'lucide-react';
import { useContext, useState } from 'react';
import { isLeading, type Role } from '../../../shared/ritual/roles.ts';
import css from '../parts/Pop.module.css';
import { Pop } from '../parts/Pop.tsx';
import { SignOutContext } from '../parts/SignOut.tsx';
import { ActButton } from '../press/ActButton.tsx';
import buttons from '../styles/buttons.module.css';
import { useWords } from '../words/words.ts';
import { LeavingContext } from './leaving.ts';

export interface LeaveButtonProps {
  readonly leave: () => void;
  readonly hasText: boolean;
  /** Leaders by role walk in at any time (R6.3), whoever leads now; others may have to be let in. */
  readonly role: Role;
}

export function LeaveButton({ leave, hasText, role }: LeaveButtonProps) {
  const { controls, pages } = useWords();
  const signOut = useContext(SignOutContext);
  const own = useContext(LeavingContext);
  const [hasFailed, setFailed] = useState(false);
  const leaveToo = async (leaveAndSignOut: () => Promise<boolean>) => {
    setFailed(false);
    setFailed(!(await leaveAndSignOut()));
  };
  const face = (
    <>
      <LogOut aria-hidden="true" />
      {hasText ? <span>{controls.leave}</span> : <span data-word>{controls.leave}</span>}
    </>
  );
  return (
    <Pop label={controls.leave} className={hasText ? buttons.quiet : buttons.icon} face={face}>
      {(close) => (
        <>
          <p className={css.heading}>{controls.leaveAsk}</p>
          <p className={css.text}>{own ?? (isLeading(role) ? controls.leaveExplainLeader : controls.leaveExplain)}</p>
          <div className={css.row}>
            <ActButton means="leave" className={buttons.plain} onAct={leave}>
              {controls.leave}
            </ActButton>
            <ActButton means="stay" className={buttons.quiet} onAct={close}>
              {controls.stay}
            </ActButton>
          </div>
          {signOut && (
            <ActButton means="leave and sign out" className={buttons.quiet} onAct={() => void leaveToo(signOut)}>
              {pages.signOut.leaveToo}
            </ActButton>
          )}
          {hasFailed && (
            <p className={css.text} role="alert">
              {pages.signOut.failed}
            </p>
          )}
        </>
      )}
    </Pop>
  );
}
