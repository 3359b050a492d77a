// The cookie that holds a seat's session: one for each seat, so that several people can sit in tabs of one browser.
import type { CookieSerializeOptions } from '@fastify/cookie';
import type { FastifyReply } from 'fastify';
import { cookieName } from '../accounts/seat-of-request.ts';
import { sessionDays } from '../accounts/sessions.ts';

interface Place {
  readonly publicUrl: string | null;
}

function attributes({ publicUrl }: Place): CookieSerializeOptions {
  return { path: '/', httpOnly: true, sameSite: 'lax', secure: publicUrl?.startsWith('https:') ?? false };
}

interface Given {
  readonly ref: string;
  readonly session: string;
  readonly endsWithBrowser: boolean;
}

export function giveSession(reply: FastifyReply, { ref, session, endsWithBrowser }: Given, place: Place): void {
  const kept = endsWithBrowser ? {} : { maxAge: sessionDays * 86_400 };
  reply.setCookie(cookieName(ref), session, { ...attributes(place), ...kept });
}

export function takeSession(reply: FastifyReply, ref: string, place: Place): void {
  reply.clearCookie(cookieName(ref), attributes(place));
}
