// The question before signing out. It comes when it is asked, with its words.
import { useWords } from '../words/words.ts';
import { Confirm, type ConfirmProps } from './Confirm.tsx';

export function SignOutSure(props: Omit<ConfirmProps, 'sure'>) {
  return <Confirm sure={useWords().gate.signOutSure} {...props} />;
}
