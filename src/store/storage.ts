// What the browser keeps between visits.

/** Local storage, or null where the browser refuses it to the page (in a frame of another site): reading it throws. */
export function localStorageOrNull(): Storage | null {
  try {
    return window.localStorage;
  } catch {
    return null;
  }
}
