// The ground rules of the demo group, which everybody accepts once for a series (R6.1). One or two sentences to a line.

export const demoContract = [
  '1. What is said here stays here: I do not speak or write about it outside the group, and not with other members between meetings.',
  '2. I disguise the people I talk about. No names, no places, no dates or details that could identify anyone.',
  '3. I sit alone in a room with a closed door, and I wear headphones.',
  '4. I use a device of my own, and keep my camera on if it has one.',
  '5. I do not record, photograph or transcribe anything, and I let no program or other device do so.',
  '6. I put everything else away: phone, messages, other windows.',
  '7. I come on time and stay until the end. When I cannot, I tell a leader beforehand.',
  '8. We look at the relationship between a physician and the person in their care. We say what we feel and imagine; we do not examine or advise the one who presents.',
  '9. I decide how much I say about myself. When something stays heavy afterwards, I turn to a leader.',
  '10. Only if someone is in danger may a leader speak to others, and will tell us first.',
].join('\n');
