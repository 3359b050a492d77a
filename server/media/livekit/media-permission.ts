// Translates our rights into the media server's terms and back. Knows no connection, no room and no state.
import { TrackSource } from '@livekit/protocol';
import { noRights, type Rights } from '../../../shared/ritual/rights.ts';

export interface MediaPermission {
  readonly canSubscribe: boolean;
  readonly canPublish: boolean;
  readonly canPublishSources: TrackSource[];
  readonly canPublishData: boolean;
  readonly canUpdateMetadata: boolean;
  readonly hidden: boolean;
  readonly recorder: boolean;
  readonly canSubscribeMetrics: boolean;
}

/** Always the whole object: the media server replaces what it has, and reads a missing field as false. */
export function permissionFor(rights: Rights): MediaPermission {
  // The media server compares this list in order, and reads an empty one beside `canPublish: true` as "everything".
  const canPublishSources: TrackSource[] = [];
  if (rights.mayHear && rights.mayBeHeard) canPublishSources.push(TrackSource.MICROPHONE);
  if (rights.mayHear && rights.mayBeSeen) canPublishSources.push(TrackSource.CAMERA);
  return {
    canSubscribe: rights.mayHear,
    canPublish: canPublishSources.length > 0,
    canPublishSources,
    canPublishData: false,
    canUpdateMetadata: false,
    hidden: false,
    recorder: false,
    canSubscribeMetrics: false,
  };
}

/** Null for a permission that `permissionFor` never makes. */
export function rightsFrom(given: Partial<MediaPermission> | undefined): Rights | null {
  if (!given) return null;
  const sources = given.canPublish ? (given.canPublishSources ?? []) : [];
  const rights: Rights = given.canSubscribe
    ? { mayHear: true, mayBeHeard: sources.includes(TrackSource.MICROPHONE), mayBeSeen: sources.includes(TrackSource.CAMERA) }
    : noRights;
  return samePermission(permissionFor(rights), given) ? rights : null;
}

function samePermission(ours: MediaPermission, given: Partial<MediaPermission>): boolean {
  return (
    ours.canSubscribe === (given.canSubscribe ?? false) &&
    ours.canPublish === (given.canPublish ?? false) &&
    String(ours.canPublishSources) === String(given.canPublish ? given.canPublishSources : []) &&
    !given.canPublishData &&
    !given.canUpdateMetadata &&
    !given.hidden &&
    !given.recorder &&
    !given.canSubscribeMetrics
  );
}
