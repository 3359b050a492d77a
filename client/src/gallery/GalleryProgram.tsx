// The pages around the room, in the gallery: `page` is the address, `with` the circumstances.
import { useMemo } from 'react';
import { Router } from 'wouter';
import { memoryLocation } from 'wouter/memory-location';
import { ProgramApp } from '../program/ProgramApp.tsx';
import { standInForServer } from './program/made-up-server.ts';

export function GalleryProgram({ page, circumstances }: { readonly page: string; readonly circumstances: ReadonlySet<string> }) {
  const { hook, searchHook } = useMemo(() => {
    standInForServer((circumstance) => circumstances.has(circumstance));
    return memoryLocation({ path: page });
  }, [page, circumstances]);
  return (
    <Router hook={hook} searchHook={searchHook}>
      <ProgramApp />
    </Router>
  );
}
