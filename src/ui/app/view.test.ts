import { describe, expect, it } from 'vitest';
import { viewFromQuery, viewQuery } from './view';

describe('the view in the address', () => {
  it('comes back from its query', () => {
    const view = { lesson: { id: 't1', step: 0 }, hidden: ['T', 'schedule'], projector: true };
    expect(viewFromQuery(viewQuery(view))).toEqual(view);
  });

  it('is the ordinary one without parameters', () => {
    expect(viewFromQuery('')).toEqual({ lesson: null, hidden: [], projector: false });
    expect(viewQuery(viewFromQuery('?hide='))).toBe('');
  });
});
