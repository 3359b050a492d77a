// What a seat on the roster makes of somebody.
import type { Tables } from '../database/tables.ts';
import type { ProgramRole } from '../ports/programs.ts';

export function roleOfSeat({ role, standing }: Pick<Tables['seats'], 'role' | 'standing'>): ProgramRole {
  if (standing === 'candidate') return 'leaderInTraining';
  return standing === 'supervisor' ? 'supervisor' : role;
}
