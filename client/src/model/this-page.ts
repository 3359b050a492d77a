// Whether sound and video can come to this page at all: judged before a seat is offered, from what the browser has and what it says it is.

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

/** Names that apps add to their built-in browser's; the last two are how Android and iOS mark a page inside an app. */
const apps = [
  /\b(?:FBAN|FBAV|FB_IAB|FBIOS|Messenger|Instagram|WhatsApp|LinkedInApp|MicroMessenger|WeChat|Weixin|Line|Twitter|Snapchat|Pinterest|TikTok|musical_ly|BytedanceWebview|Telegram|Viber|Teams|Slack|GSA)\b/i,
  /; wv\)/,
  /(?:iPhone|iPad|iPod|Macintosh)(?!.*\b(?:Safari|CriOS|FxiOS|EdgiOS|OPT|OPiOS|DuckDuckGo|YaBrowser)\b).*AppleWebKit/,
];

export function unfitIn({ userAgent, isSecure, hasDevices, hasConnections }: PageParts): Unfit | null {
  const hasAll = hasDevices && hasConnections;
  if (apps.some((app) => app.test(userAgent))) return { why: 'inApp', hasAll };
  if (hasAll) return null;
  return { why: isSecure ? 'tooOld' : 'insecure', hasAll };
}

export function unfitHere(): Unfit | null {
  return unfitIn({
    userAgent: navigator.userAgent,
    isSecure: window.isSecureContext,
    hasDevices: navigator.mediaDevices?.getUserMedia !== undefined,
    hasConnections: 'RTCPeerConnection' in window,
  });
}
