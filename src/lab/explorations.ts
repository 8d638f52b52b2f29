// Ways to see what a model makes of one noise, and of one picture.

/** Of one noise: under rising guidance, in ever fewer steps, on the way to another noise, to another class. */
export const wishes = ['guidance', 'steps', 'noise', 'class'] as const;

/** Of one picture: what is hidden of it drawn anew, and ten variations from every noise level. */
export const edits = ['inpaint', 'vary'] as const;

export type Wish = (typeof wishes)[number];
export type Edit = (typeof edits)[number];

export interface EditedPicture {
  /** [height, width, channels] in −1…1. */
  readonly image: Float32Array;
  /** [height, width]: 1 where the image is to be kept, 0 where it is drawn anew. */
  readonly mask: Uint8Array;
}

export type Exploration = { readonly what: Wish } | { readonly what: Edit; readonly picture: EditedPicture };
