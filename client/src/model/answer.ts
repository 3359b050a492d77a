// What a page learns of its own wish: the server's reply, or that nothing was sent since there is no connection.
import type { Reply } from '../../../shared/protocol/messages.ts';

export type Answer = Reply | { readonly ok: false; readonly trouble: 'offline' };
