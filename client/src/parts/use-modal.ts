// Shows a native dialog for as long as it is drawn. It is closed before it is taken from the page, since only then does the browser give the focus back (R10.1).
import { type RefObject, useLayoutEffect } from 'react';

/** `first` has the focus then; otherwise the first that can take it. */
export function useModal(dialog: RefObject<HTMLDialogElement | null>, first?: RefObject<HTMLElement | null>): void {
  useLayoutEffect(() => {
    const element = dialog.current;
    // A card closes when a dialog opens from it: then the way back is to the card's own button.
    const card = document.activeElement?.closest('[popover]');
    if (card) document.querySelector<HTMLElement>(`[popovertarget="${card.id}"]`)?.focus({ preventScroll: true });
    element?.showModal();
    first?.current?.focus();
    return () => element?.close();
  }, [dialog, first]);
}
