// Whether sound and video can come to this page at all: judged before a seat is offered, from what the browser has and what it says it is.
import { isInApp } from '../../../shared/protocol/in-app.ts';

/** `inApp`: an app's built-in browser, which may have everything and still fail; `hasAll` says whether it seems to. */
export interface Unfit {
  readonly why: 'inApp' | 'insecure' | 'tooOld';
  readonly hasAll: boolean;
}

export interface PageParts {
  readonly userAgent: string;
  readonly isSecure: boolean;
  readonly hasDevices: boolean;
  readonly hasConnections: boolean;
}

export function unfitIn({ userAgent, isSecure, hasDevices, hasConnections }: PageParts): Unfit | null {
  const hasAll = hasDevices && hasConnections;
  if (isInApp(userAgent)) return { why: 'inApp', hasAll };
  if (hasAll) return null;
  return { why: isSecure ? 'tooOld' : 'insecure', hasAll };
}

export function unfitHere(): Unfit | null {
  return unfitIn({
    userAgent: navigator.userAgent,
    isSecure: window.isSecureContext,
    hasDevices: hasDevices(),
    hasConnections: hasConnections(),
  });
}

const hasDevices = () => navigator.mediaDevices?.getUserMedia !== undefined;
export const hasConnections = () => 'RTCPeerConnection' in window;
