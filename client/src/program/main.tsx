// Starts the pages around the room: home, groups, dates, people. Knows neither the room nor a medium.
import '../styles/tokens.css';
import '../styles/base.css';
import './parts/print.css';
import { StrictMode } from 'react';
import { createRoot } from 'react-dom/client';
import { keepFocus } from '../press/keep-focus.ts';
import { ProgramApp } from './ProgramApp.tsx';

/** A page that comes back from the browser's memory may show what somebody has signed out of since (R6.8). */
window.addEventListener('pageshow', ({ persisted }) => persisted && location.reload());

const place = document.getElementById('root');
if (place) {
  keepFocus(document);
  createRoot(place).render(
    <StrictMode>
      <ProgramApp />
    </StrictMode>,
  );
}
