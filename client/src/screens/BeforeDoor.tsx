// What comes before the doorstep: the agreement, once for each of its versions (R6.1), and waiting until the door opens (R6.9).
import type { DoorstepProps } from '../model/other-props.ts';
import { ClosedDoor } from './ClosedDoor.tsx';
import { Contract } from './Contract.tsx';

export function BeforeDoor({ groupName, contract, acceptContract, meeting, opensAt, checkAddress }: DoorstepProps) {
  if (contract !== null) return <Contract groupName={groupName} contract={contract} accept={acceptContract} />;
  return meeting && opensAt !== null && <ClosedDoor {...{ groupName, meeting, opensAt, checkAddress }} />;
}
