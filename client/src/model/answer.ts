// What a page learns about its own command: the server's reply, or that nothing was sent because there is no connection.
import type { Reply } from '../../../shared/protocol/messages.ts';

export type Answer = Reply | { readonly ok: false; readonly trouble: 'offline' };
