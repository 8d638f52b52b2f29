import { describe, expect, it, vi } from 'vitest';
import type { AddressBar } from '../../store/address';
import { decodeView, queryWithView, readView, setLesson, syncView, useView, viewQuery } from './view';

const ordinaryView = {
  lesson: null,
  hidden: [],
  projector: false,
  stage: null,
  closer: null,
  embed: null,
  theme: null,
  kit: null,
  paper: 'a4',
} as const;

describe('the view in the address', () => {
  it('comes back from its query', () => {
    const view = {
      ...ordinaryView,
      lesson: { id: 't1', step: 2 },
      hidden: ['T', 'schedule'],
      projector: true,
      stage: 'forward',
      closer: 'bound',
    } as const;
    expect(decodeView(viewQuery(view))).toEqual({ view, ignored: [] });
  });

  it('is the ordinary one without parameters', () => {
    const ordinary = { view: ordinaryView, ignored: [] };
    expect(decodeView('')).toEqual(ordinary);
    expect(decodeView('?hide=&lesson=')).toEqual(ordinary);
    expect(viewQuery(ordinary.view)).toBe('');
  });

  it('names a lesson and controls that do not exist, and hides the ones that do', () => {
    expect(decodeView('?lesson=t99&hide=T,wavy&stage=moon&closer=far')).toEqual({
      view: { ...ordinaryView, hidden: ['T'] },
      ignored: ['lesson', 'hide', 'stage', 'closer'],
    });
  });

  it('names a page of a lesson, and one beside the page by its address, but none of this computer', () => {
    const lesson = (query: string) => decodeView(query).view.lesson;
    expect(lesson('?lesson=t1')).toEqual({ id: 't1', step: 0 });
    expect(lesson('?lesson=t1.3')).toEqual({ id: 't1', step: 2 });
    expect(lesson('?lesson=lessons/mine.json.3')).toEqual({ id: 'lessons/mine.json', step: 2 });
    const opened = { id: 'file', step: 2 } as const;
    expect(viewQuery({ ...ordinaryView, lesson: opened })).toBe('');
    const beside = { id: 'lessons/mine.json', step: 2 } as const;
    expect(queryWithView({ ...ordinaryView, lesson: beside }, '')).toBe('?lesson=lessons/mine.json.3');
  });

  it('names one panel, or a page of a lesson, alone in a frame, and the theme', () => {
    const panel = { ...ordinaryView, embed: 'forward', theme: 'dark' } as const;
    expect(viewQuery(panel)).toBe('embed=forward&theme=dark');
    expect(decodeView('?embed=forward&theme=dark')).toEqual({ view: panel, ignored: [] });
    const lesson = { ...ordinaryView, embed: 'lesson:t3', lesson: { id: 't3', step: 1 } } as const;
    expect(queryWithView(lesson, '?embed=lesson:t3&T=50')).toBe('?T=50&embed=lesson:t3.2');
    expect(decodeView('?embed=lesson:t3.2')).toEqual({ view: lesson, ignored: [] });
    expect(decodeView('?embed=lesson:t99&theme=mauve')).toEqual({
      view: ordinaryView,
      ignored: ['embed', 'theme'],
    });
    expect(decodeView('?embed=everything').ignored).toEqual(['embed']);
  });

  it('names a language that the page does not speak', () => {
    expect(decodeView('?lang=tlh').ignored).toEqual(['lang']);
    expect(decodeView('?lang=zh-HK').ignored).toEqual([]);
  });

  it('replaces its own parameters alone', () => {
    const view = { ...ordinaryView, hidden: ['T', 'b0'] };
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
