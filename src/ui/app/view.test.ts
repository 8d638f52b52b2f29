import { describe, expect, it } from 'vitest';
import { decodeView, viewQuery } from './view';

describe('the view in the address', () => {
  it('comes back from its query', () => {
    const view = { lesson: { id: 't1', step: 0 }, hidden: ['T', 'schedule'], projector: true } as const;
    expect(decodeView(viewQuery(view))).toEqual({ view, ignored: [] });
  });

  it('is the ordinary one without parameters', () => {
    const ordinary = { view: { lesson: null, hidden: [], projector: false }, ignored: [] };
    expect(decodeView('')).toEqual(ordinary);
    expect(decodeView('?hide=&lesson=')).toEqual(ordinary);
    expect(viewQuery(ordinary.view)).toBe('');
  });

  it('names a lesson and controls that do not exist, and hides the ones that do', () => {
    expect(decodeView('?lesson=t99&hide=T,wavy')).toEqual({
      view: { lesson: null, hidden: ['T'], projector: false },
      ignored: ['lesson', 'hide'],
    });
  });

  it('names a language that the page does not speak', () => {
    expect(decodeView('?lang=tlh').ignored).toEqual(['lang']);
    expect(decodeView('?lang=zh-HK').ignored).toEqual([]);
  });
});
