// What is kept about somebody, why, until when, and what an erasure leaves.
import * as z from 'zod/mini';
import { parsed } from './shapes.ts';

/** `GET /api/me/kept`, and `GET /api/seats/:ref/kept` for whoever came by a personal link: there, what belongs to that seat alone. */
export interface Kept {
  readonly kinds: readonly KeptKind[];
  /** When this was looked at. */
  readonly at: number;
}

export interface KeptKind {
  /** The table, under which the catalogue has what it is, why it is kept and until when. */
  readonly kind: string;
  /** What an erasure does with it: gone at once, kept as lawful credit, or kept without the person. */
  readonly erased: 'row' | 'credit' | 'blank';
  readonly rows: readonly KeptRow[];
}

export interface KeptRow {
  /** When it goes by itself; null while that depends on what is still to come. */
  readonly until: number | null;
  readonly facts: readonly KeptFact[];
}

export interface KeptFact {
  /** The column, or `group`, `program`, `meeting`, `version` for what one refers to. */
  readonly name: string;
  readonly value: string | number | boolean;
  /** The value is a moment, in milliseconds since 1970. */
  readonly isMoment?: true;
}

/** `GET /api/me/erasure`, and `GET /api/seats/:ref/erasure` for whoever has no account: what an erasure would do now; it does nothing. */
export interface ErasureView {
  readonly goes: readonly CountedKind[];
  readonly stays: readonly StayingKind[];
  /** Without the person: who changed what. */
  readonly blank: readonly CountedKind[];
  /** Programs that would be left without a coordinator: another one has to be named first. */
  readonly onlyCoordinatorOf: readonly string[];
  /** Groups that would be left without a leader. */
  readonly onlyLeaderOf: readonly string[];
  /** What is typed: an own address, or the word when there is none. */
  readonly confirm: string;
  /** By a personal link: what has to be opened first. There is an account, or there are seats whose links this browser does not hold. */
  readonly needs?: 'account' | 'otherSeats';
}

export interface CountedKind {
  readonly kind: string;
  readonly rows: number;
}

export interface StayingKind extends CountedKind {
  /** The last of them. */
  readonly until: number | null;
}

/** `POST /api/me/erasure`, `POST /api/seats/:ref/erasure`. The fault `confirm` is `wrong` when something else was typed; 409 for whoever is a program's only coordinator, or needs more than a link. */
interface Erase {
  readonly confirm: string;
}

const erase: z.ZodMiniType<Erase> = z.strictObject({ confirm: z.string().check(z.trim(), z.maxLength(254)) });

export const parseErase = (value: unknown) => parsed(erase, value);
