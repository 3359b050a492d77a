// The table of roles: what a roster makes of somebody (R1.4, R6.6). Default deny: whoever has no role of this table is outside, and hears nothing.

export interface RoleTraits {
  /** R1.4: may change the phase, and is sent what R7.1 names. */
  readonly leads: boolean;
  /** R6.6: has a chair in the circle, and with it a voice and a picture. Whoever has none only hears and sees. */
  readonly sitsInCircle: boolean;
  /** R9.1: as what their minutes are kept. */
  readonly attendsAs: 'leader' | 'member' | 'observer';
}

export const roleIds = ['leader', 'coLeader', 'member', 'observer'] as const;

/** What the group's roster says somebody is. Who leads now: `actsAsLeader` in people.ts. */
export type Role = (typeof roleIds)[number];

const table: Readonly<Record<Role, RoleTraits>> = {
  leader: { leads: true, sitsInCircle: true, attendsAs: 'leader' },
  coLeader: { leads: true, sitsInCircle: true, attendsAs: 'leader' },
  member: { leads: false, sitsInCircle: true, attendsAs: 'member' },
  observer: { leads: false, sitsInCircle: false, attendsAs: 'observer' },
};

/** Null for whoever has no role that this version knows: they take part in nothing. */
export function traitsOf(role: Role | undefined): RoleTraits | null {
  return role !== undefined && Object.hasOwn(table, role) ? table[role] : null;
}

export function isLeading(role: Role | undefined): boolean {
  return traitsOf(role)?.leads === true;
}

export function isOfTheCircle(role: Role | undefined): boolean {
  return traitsOf(role)?.sitsInCircle === true;
}
