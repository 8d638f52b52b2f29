import { describe, expect, it } from 'vitest';
import { snippet } from './embed';

describe('the snippet for a host page', () => {
  it('keeps a link whole as HTML, whatever is in it', () => {
    const link = 'https://lab.example/?T=50&embed=schedule&hide="><script>';
    const html = snippet({ link, title: 'Lab: "schedule"', height: 560 });
    expect(html).toContain(
      'src="https://lab.example/?T=50&amp;embed=schedule&amp;hide=&quot;>&lt;script>" title="Lab: &quot;schedule&quot;"',
    );
    expect(html.match(/<iframe/g)).toHaveLength(1);
  });
});
