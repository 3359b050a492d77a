// Apps open links in a browser of their own, in which sound and video often fail: known by what it says it is.

/** Names that apps add to their built-in browser's; the last two are how Android and iOS mark a page inside an app. */
const apps = [
  /\b(?:FBAN|FBAV|FB_IAB|FBIOS|Messenger|Instagram|WhatsApp|LinkedInApp|MicroMessenger|WeChat|Weixin|Line|Twitter|Snapchat|Pinterest|TikTok|musical_ly|BytedanceWebview|Telegram|Viber|Teams|Slack|GSA)\b/i,
  /; wv\)/,
  /(?:iPhone|iPad|iPod|Macintosh)(?!.*\b(?:Safari|CriOS|FxiOS|EdgiOS|OPT|OPiOS|DuckDuckGo|YaBrowser)\b).*AppleWebKit/,
];

export function isInApp(userAgent: string): boolean {
  return apps.some((app) => app.test(userAgent));
}
