import { describe, expect, it, vi } from 'vitest';
import type { AddressBar } from '../../store/address';
import { decodeView, queryWithView, readView, setLesson, syncView, useView, viewQuery } from './view';

describe('the view in the address', () => {
  it('comes back from its query', () => {
    const view = {
      lesson: { id: 't1', step: 2 },
      hidden: ['T', 'schedule'],
      projector: true,
      stage: 'forward',
    } as const;
    expect(decodeView(viewQuery(view))).toEqual({ view, ignored: [] });
  });

  it('is the ordinary one without parameters', () => {
    const ordinary = { view: { lesson: null, hidden: [], projector: false, stage: null }, ignored: [] };
    expect(decodeView('')).toEqual(ordinary);
    expect(decodeView('?hide=&lesson=')).toEqual(ordinary);
    expect(viewQuery(ordinary.view)).toBe('');
  });

  it('names a lesson and controls that do not exist, and hides the ones that do', () => {
    expect(decodeView('?lesson=t99&hide=T,wavy&stage=moon')).toEqual({
      view: { lesson: null, hidden: ['T'], projector: false, stage: null },
      ignored: ['lesson', 'hide', 'stage'],
    });
  });

  it('names a page of a lesson, and one beside the page by its address, but none of this computer', () => {
    const lesson = (query: string) => decodeView(query).view.lesson;
    expect(lesson('?lesson=t1')).toEqual({ id: 't1', step: 0 });
    expect(lesson('?lesson=t1.3')).toEqual({ id: 't1', step: 2 });
    expect(lesson('?lesson=lessons/mine.json.3')).toEqual({ id: 'lessons/mine.json', step: 2 });
    const opened = { id: 'file', step: 2 } as const;
    expect(viewQuery({ lesson: opened, hidden: [], projector: false, stage: null })).toBe('');
    const beside = { id: 'lessons/mine.json', step: 2 } as const;
    expect(queryWithView({ lesson: beside, hidden: [], projector: false, stage: null }, '')).toBe(
      '?lesson=lessons/mine.json.3',
    );
  });

  it('names a language that the page does not speak', () => {
    expect(decodeView('?lang=tlh').ignored).toEqual(['lang']);
    expect(decodeView('?lang=zh-HK').ignored).toEqual([]);
  });

  it('replaces its own parameters alone', () => {
    const view = { lesson: null, hidden: ['T', 'b0'], projector: false, stage: null };
    expect(queryWithView(view, '?lesson=t1&T=50&lang=ru')).toBe('?T=50&lang=ru&hide=T,b0');
    expect(queryWithView({ ...view, hidden: [] }, '?lesson=t1')).toBe('');
  });

  it('is written when a lesson begins and ends', () => {
    const replaceState = vi.fn<AddressBar['history']['replaceState']>();
    const end = syncView({
      location: { search: '?T=50&lesson=t1', hash: '', pathname: '/lab/' },
      history: { replaceState },
    });
    setLesson({ id: 't2', step: 0 });
    setLesson({ id: 't2', step: 1 });
    setLesson(null);
    end();
    expect(replaceState.mock.calls.map(([, , url]) => url)).toEqual([
      '/lab/?T=50&lesson=t2',
      '/lab/?T=50&lesson=t2.2',
      '/lab/?T=50',
    ]);
  });
});

describe('the recording', () => {
  it('plays by itself where nothing speaks against it', () => {
    const plays = (query: string, still = false): boolean => {
      readView(query, still);
      return useView.getState().autoplay;
    };
    expect(plays('')).toBe(true);
    expect(plays('', true)).toBe(false);
    expect(plays('?time=0.4')).toBe(false);
    expect(plays('?lesson=t2')).toBe(false);
    setLesson(null);
  });
});
