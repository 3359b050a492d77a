// The gallery: every phase and role as pictures, for those who build the room. Not part of the product's page.
import '../styles/tokens.css';
import '../styles/base.css';
import '../program/parts/print.css';
import { lazy, StrictMode, Suspense } from 'react';
import { createRoot } from 'react-dom/client';
import { keepFocus } from '../press/keep-focus.ts';
import { choiceFrom } from './choice.ts';
import { GalleryIndex } from './GalleryIndex.tsx';

const theme = new URLSearchParams(location.search).get('theme');
if (theme) localStorage.setItem('balint-room.preferences', JSON.stringify({ theme }));
/** Whoever looks at one kind of page does not wait for the others. */
const GalleryPages = lazy(async () => ({ default: (await import('./GalleryPages.tsx')).GalleryPages }));
const GalleryRoom = lazy(async () => ({ default: (await import('./GalleryRoom.tsx')).GalleryRoom }));
const GalleryProgram = lazy(async () => ({ default: (await import('./GalleryProgram.tsx')).GalleryProgram }));
const page = new URLSearchParams(location.search).get('page');
const circumstances = new Set((new URLSearchParams(location.search).get('with') ?? '').split(','));
const choice = choiceFrom(location.search);
const root = document.getElementById('root');
if (root) {
  keepFocus(document);
  createRoot(root).render(
    <StrictMode>
      <Suspense>
        {page !== null ? (
          <GalleryProgram page={page} circumstances={circumstances} />
        ) : choice === null ? (
          <GalleryIndex />
        ) : choice.screen === 'room' ? (
          <GalleryRoom choice={choice} />
        ) : (
          <GalleryPages choice={choice} />
        )}
      </Suspense>
    </StrictMode>,
  );
}
