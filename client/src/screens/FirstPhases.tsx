// The phases as the help sheet has them.
import { useHelpWords } from '../words/help-words.ts';
import { PhasesExplained } from './HelpText.tsx';

export function FirstPhases() {
  const help = useHelpWords();
  return <PhasesExplained phases={help.phases} />;
}
