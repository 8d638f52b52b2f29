// What a file's name tells, before anything is read.

const imageEnding = /\.(png|jpe?g|jfif|webp|gif|avif|bmp|svg)$/i;

export const hasImageEnding = (path: string): boolean => imageEnding.test(path);

/** What systems leave in folders and archives: of no interest to anybody. */
export const isLitter = (path: string): boolean =>
  path.split('/').some((part) => /^\.[^.]/.test(part) || part === '__MACOSX') ||
  /(^|\/)(thumbs\.db|desktop\.ini)$/i.test(path);
