// The few requests of a page about its own seat. Answers are values; nothing is thrown.
import type { Doorstep } from '../../../shared/protocol/doorstep.ts';

export type Failed = 'not-signed-in' | 'not-found' | 'unavailable';

/** A network that swallows requests must not keep a page blank. */
const answerWithinMs = 6000;

/** What the server sent along with the page; used once, because the page may stay open for hours. */
export function doorstepInPage(seat: string): Doorstep | null {
  const place = document.getElementById('doorstep');
  if (!place) return null;
  place.remove();
  const { ref, doorstep } = JSON.parse(place.textContent ?? '') as { readonly ref: string; readonly doorstep: Doorstep };
  return ref === seat ? doorstep : null;
}

/** How long the server took to answer with this page. */
export function pageTripMs(): number {
  const [page] = performance.getEntriesByType('navigation') as PerformanceNavigationTiming[];
  return page ? page.responseStart - page.requestStart : 0;
}

export function fetchDoorstep(seat: string): Promise<Doorstep | Failed> {
  return ask<Doorstep>('GET', `/api/seats/${seat}/doorstep`);
}

export async function signOut(seat: string): Promise<boolean> {
  return typeof (await ask<object>('POST', `/api/seats/${seat}/sign-out`)) === 'object';
}

/** `hash` names the text that was read; an older server knows none. */
export async function acceptContract(seat: string, hash: string | undefined): Promise<boolean> {
  return typeof (await ask<object>('POST', `/api/seats/${seat}/contract`, hash === undefined ? undefined : { hash })) === 'object';
}

export async function ask<T extends object>(method: 'GET' | 'POST', path: string, said?: object): Promise<T | Failed> {
  try {
    const signal = AbortSignal.timeout(answerWithinMs);
    const headers = { accept: 'application/json', ...(said && { 'content-type': 'application/json' }) };
    const response = await fetch(path, { method, headers, signal, ...(said && { body: JSON.stringify(said) }) });
    if (response.status === 401) return 'not-signed-in';
    if (response.status === 404) return 'not-found';
    if (!response.ok) return 'unavailable';
    return response.status === 204 ? ({} as T) : ((await response.json()) as T);
  } catch {
    return 'unavailable';
  }
}
