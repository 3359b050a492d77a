// The table of roles that a roster can give (R1.4, R6.6). Default deny: whoever has no role from this table is outside, and hears nothing.

export interface RoleTraits {
  /** R1.4: may change the phase, and is sent what R7.1 names. */
  readonly leads: boolean;
  /** R6.6: has a chair in the circle, and with it a voice and a picture. Whoever has none only hears and sees. */
  readonly sitsInCircle: boolean;
  /** R9.1: the heading under which their minutes are kept. */
  readonly attendsAs: 'leader' | 'member' | 'observer';
}

export const roleIds = ['leader', 'coLeader', 'member', 'observer'] as const;

/** Somebody's role on the group's roster. For who leads now, see `actsAsLeader` in people.ts. */
export type Role = (typeof roleIds)[number];

const table: Readonly<Record<Role, RoleTraits>> = {
  leader: { leads: true, sitsInCircle: true, attendsAs: 'leader' },
  coLeader: { leads: true, sitsInCircle: true, attendsAs: 'leader' },
  member: { leads: false, sitsInCircle: true, attendsAs: 'member' },
  observer: { leads: false, sitsInCircle: false, attendsAs: 'observer' },
};

/** Null for a role that this version does not know: such people take part in nothing. */
export function traitsOf(role: Role | undefined): RoleTraits | null {
  return role !== undefined && Object.hasOwn(table, role) ? table[role] : null;
}

export function isLeading(role: Role | undefined): boolean {
  return traitsOf(role)?.leads === true;
}

export function isOfTheCircle(role: Role | undefined): boolean {
  return traitsOf(role)?.sitsInCircle === true;
}
