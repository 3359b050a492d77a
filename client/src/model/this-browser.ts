// Which browser this is, and what a meeting needs that it lacks. Tells make and version, nothing about its owner.
import type { BrowserPart, Measured } from './measured.ts';

/** In this order: most browsers also claim to be the ones they descend from. */
const makes: readonly (readonly [name: string, pattern: RegExp])[] = [
  ['Edge', /Edg(?:e|A|iOS)?\/(\d+)/],
  ['Opera', /OPR\/(\d+)/],
  ['Samsung Internet', /SamsungBrowser\/(\d+)/],
  ['Firefox', /(?:Firefox|FxiOS)\/(\d+)/],
  ['Chrome', /(?:Chrome|CriOS)\/(\d+)/],
  // Elsewhere others say that they are Safari, with numbers of their own.
  ['Safari', /Mac OS X.*Version\/(\d+)[\d.]* .*Safari/],
];
const systems: readonly (readonly [name: string, pattern: RegExp])[] = [
  ['Android', /Android/],
  ['iOS', /iPhone|iPad|iPod/],
  ['ChromeOS', /CrOS/],
  ['Windows', /Windows/],
  ['macOS', /Mac OS X/],
  ['Linux', /Linux/],
];

export function browserName(userAgent: string): string {
  const make = makes.map(([name, pattern]) => ({ name, version: pattern.exec(userAgent)?.[1] })).find(({ version }) => version);
  const system = systems.find(([, pattern]) => pattern.test(userAgent))?.[0];
  return [make ? `${make.name} ${make.version}` : 'This browser', ...(system ? [`on ${system}`] : [])].join(' ');
}

export function thisBrowser(): Measured['browser'] {
  const has: Readonly<Record<BrowserPart, boolean>> = {
    webrtc: 'RTCPeerConnection' in window,
    websocket: 'WebSocket' in window,
    // Every browser lacks it on an insecure page; that is reported elsewhere.
    devices: !window.isSecureContext || navigator.mediaDevices?.getUserMedia !== undefined,
    audio: 'AudioContext' in window,
    popover: 'popover' in HTMLElement.prototype,
  };
  const lacks = (Object.keys(has) as BrowserPart[]).filter((part) => !has[part]);
  return { name: browserName(navigator.userAgent), lacks };
}
