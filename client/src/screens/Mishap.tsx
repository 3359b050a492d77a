// Catches a screen that could not be drawn, or not be fetched, and offers to load the page again; the seat is kept meanwhile.
import { Component, type ReactNode } from 'react';
import { Trouble } from './Trouble.tsx';

export class Mishap extends Component<{ readonly children: ReactNode }, { readonly hasHappened: boolean }> {
  override state = { hasHappened: false };

  static getDerivedStateFromError() {
    return { hasHappened: true };
  }

  override render() {
    return this.state.hasHappened ? <Trouble why="malformed" act={() => location.reload()} /> : this.props.children;
  }
}
