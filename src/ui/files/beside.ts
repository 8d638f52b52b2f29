// Files that belong to the page: beside it, or within it where the page is one file.

/** What an element holds in base64 (scripts/singleFile.ts). */
const held = (name: string): string | undefined =>
  import.meta.env.MODE === 'file' ? document.getElementById(`file:${name}`)?.textContent.trim() : undefined;

/** @returns null where there is none */
export async function readBeside(name: string): Promise<Uint8Array<ArrayBuffer> | null> {
  const within = held(name);
  if (within !== undefined) return Uint8Array.from(atob(within), (letter) => letter.charCodeAt(0));
  const response = await fetch(`./${name}`);
  return response.ok ? new Uint8Array(await response.arrayBuffer()) : null;
}
