// The one fact on the desk that the ritual cannot know, because it knows no media server: the server adds it to the views it sends.
import type { RoomView } from '../ritual/view.ts';

/** R7.1: without a desk there is no place for it. */
export function guarded(view: RoomView): RoomView {
  return view.desk ? { ...view, desk: { ...view.desk, guarded: true } } : view;
}
