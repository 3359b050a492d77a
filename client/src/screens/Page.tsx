// The ground of every page that is not the room: one calm column in the middle.
import type { ReactNode } from 'react';
import { SignOut } from '../parts/SignOut.tsx';
import css from './Page.module.css';

export function Page({ children, isWide = false }: { readonly children: ReactNode; readonly isWide?: boolean }) {
  return (
    <main className={css.page} data-wide={isWide || undefined}>
      <div className={css.column}>
        {children}
        <div className={css.foot}>
          <SignOut />
        </div>
      </div>
    </main>
  );
}
