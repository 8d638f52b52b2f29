// The colour of a class on the map.

/** Colours that differ in lightness too from one class to the next. @param dark the theme */
export function classColour(index: number | null, classes: number, dark: boolean): string {
  if (index === null) return dark ? 'oklch(78% 0.09 220)' : 'oklch(48% 0.09 220)';
  const lightness = (dark ? 70 : 50) + (index % 2 === 0 ? 0 : 13);
  return `oklch(${lightness}% 0.16 ${Math.round((360 * index) / Math.max(1, classes)) + 20})`;
}
