// The lines of a file of people, as text to be looked at and mended. Whole rosters with columns are read by the server (the page of imports).

/** Null for what is no text, such as a workbook. */
export async function readList(file: File): Promise<string | null> {
  const bytes = new Uint8Array(await file.arrayBuffer());
  if (bytes[0] === 0x50 && bytes[1] === 0x4b) return null; // a workbook is a zip file
  const text = decoded(bytes);
  if (text === null || text.includes('\0')) return null;
  const lines = text.split(/\r\n|\r|\n/).filter((line) => line.trim() !== '' && !/^sep=.$/i.test(line.trim()));
  const isHeader = (line: string) => !line.includes('@') && /\b(name|e-?mail|mail|address|adresse)\b/i.test(line);
  return lines
    .slice(lines[0] !== undefined && isHeader(lines[0]) ? 1 : 0)
    .map((line) => line.replaceAll('"', ''))
    .join('\n');
}

function decoded(bytes: Uint8Array): string | null {
  if (bytes[0] === 0xff && bytes[1] === 0xfe) return new TextDecoder('utf-16le').decode(bytes);
  if (bytes[0] === 0xfe && bytes[1] === 0xff) return new TextDecoder('utf-16be').decode(bytes);
  try {
    return new TextDecoder('utf-8', { fatal: true }).decode(bytes);
  } catch {
    return new TextDecoder('windows-1252').decode(bytes);
  }
}
