// The one fact about a silence that the ritual cannot know, because it knows no media server: the server adds it to the views it sends.
import type { RoomView } from '../ritual/view.ts';

/** R3.7, R3.8: for those who lead, and for whoever is silent themselves. In no other view is there a place for it (R7.1). */
export function guarded(view: RoomView): RoomView {
  const mine = view.me.silence === 'confirmed' ? { ...view, me: { ...view.me, silence: 'guarded' as const } } : view;
  return mine.desk ? { ...mine, desk: { ...mine.desk, guarded: true } } : mine;
}
