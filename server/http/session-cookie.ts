// The cookie that holds a seat's session: one for each seat, so that several people can sit in tabs of one browser.
import type { CookieSerializeOptions } from '@fastify/cookie';
import type { FastifyReply } from 'fastify';
import { cookieName } from '../accounts/seat-of-request.ts';
import { sessionDays } from '../accounts/session-times.ts';

export interface Place {
  readonly publicUrl: string | null;
}

export function attributes({ publicUrl }: Place): CookieSerializeOptions {
  return { path: '/', httpOnly: true, sameSite: 'lax', secure: publicUrl?.startsWith('https:') ?? false };
}

export function keptFor(endsWithBrowser: boolean): CookieSerializeOptions {
  return endsWithBrowser ? {} : { maxAge: sessionDays * 86_400 };
}

interface Given {
  readonly ref: string;
  readonly session: string;
  readonly endsWithBrowser: boolean;
}

export function giveSession(reply: FastifyReply, { ref, session, endsWithBrowser }: Given, place: Place): void {
  reply.setCookie(cookieName(ref), session, { ...attributes(place), ...keptFor(endsWithBrowser) });
}

export function takeSession(reply: FastifyReply, ref: string, place: Place): void {
  reply.clearCookie(cookieName(ref), attributes(place));
}
