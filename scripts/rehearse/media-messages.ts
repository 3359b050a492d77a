// What the rehearsal and its media process say to each other.
import type { Open } from './bot.ts';

export type ToMedia =
  | { readonly type: 'join'; readonly name: string; readonly url: string }
  | { readonly type: 'open'; readonly name: string; readonly open: Open }
  | { readonly type: 'speak'; readonly name: string; readonly on: boolean }
  | { readonly type: 'leave'; readonly name: string }
  | { readonly type: 'quit' };

export type FromMedia =
  | { readonly type: 'joined'; readonly name: string }
  | { readonly type: 'left'; readonly name: string }
  | { readonly type: 'opened'; readonly name: string; readonly open: Open };
