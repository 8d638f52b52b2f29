// Which words on switching WebGPU on suit the visitor's browser.

export type BrowserHint = 'training.howChrome' | 'training.howFirefox' | 'training.howSafari';

/** The text key for a user agent; null for a browser that is not known. */
export function howToSwitchOn(userAgent: string): BrowserHint | null {
  if (/Firefox\//.test(userAgent)) return 'training.howFirefox';
  if (/Chrome\/|Chromium\/|Edg\//.test(userAgent)) return 'training.howChrome';
  if (/Safari\//.test(userAgent)) return 'training.howSafari';
  return null;
}
