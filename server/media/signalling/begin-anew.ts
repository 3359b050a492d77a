// The one sentence that this server says in LiveKit's own protocol: the stay you ask for is gone, join anew.
import { DisconnectReason, LeaveRequest, LeaveRequest_Action, SignalResponse } from '@livekit/protocol';

export function beginAnew(): Uint8Array {
  const leave = new LeaveRequest({ action: LeaveRequest_Action.RECONNECT, reason: DisconnectReason.STATE_MISMATCH });
  return new SignalResponse({ message: { case: 'leave', value: leave } }).toBinary();
}
