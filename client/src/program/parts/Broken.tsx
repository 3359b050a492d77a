// Catches a page that could not be shown, or not be fetched, and offers to load it again.
import { Component, type ReactNode } from 'react';
import buttons from '../../styles/buttons.module.css';
import { useAroundWords } from '../words/around-words.ts';
import { Frame } from './Frame.tsx';

export class Broken extends Component<{ readonly children: ReactNode }, { readonly isBroken: boolean }> {
  override state = { isBroken: false };

  static getDerivedStateFromError() {
    return { isBroken: true };
  }

  override render() {
    return this.state.isBroken ? <BrokenPage /> : this.props.children;
  }
}

function BrokenPage() {
  const { pages } = useAroundWords();
  const words = pages.broken;
  return (
    <Frame heading={words.heading} lead={words.more} isBare>
      <p>
        <button type="button" className={buttons.main} onClick={() => location.reload()}>
          {words.act}
        </button>
      </p>
    </Frame>
  );
}
