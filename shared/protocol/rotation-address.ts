// From the room to the leaders' private list of who presented: beside the links of a seat, since the server alone knows whose group that is.

export function rotationBeside(linksAddress: string): string {
  return linksAddress.replace(/links$/, 'rotation');
}
