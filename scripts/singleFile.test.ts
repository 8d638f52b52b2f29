import { createHash } from 'node:crypto';
import { describe, expect, it } from 'vitest';
import { assemble } from './singleFile';

describe('the page as one file', () => {
  const page = assemble({
    html: '<html><head><title>x</title></head><body><script type="module" src="/src/main.tsx"></script></body></html>',
    script: "const a = '</script><b>$&'; // $1",
    style: 'b::after { content: "</style>" }',
    files: { 'recording.bin': new Uint8Array([1, 2, 255]) },
  });

  it('holds script, style and files, none of which ends another', () => {
    expect(page).toContain(`<script type="module">const a = '<\\/script><b>$&'; // $1</script>`);
    expect(page).toContain('<style>b::after { content: "<\\/style>" }</style>');
    expect(page).toContain('id="file:recording.bin">AQL/</script>');
    expect(page).not.toContain('src=');
  });

  it('begins with a policy that lets this one script run, and nothing be fetched', () => {
    const hash = createHash('sha256').update(`const a = '<\\/script><b>$&'; // $1`).digest('base64');
    expect(page).toMatch(/<head>\s*<meta http-equiv="Content-Security-Policy"/);
    expect(page).toContain(`script-src 'sha256-${hash}'`);
    expect(page).not.toMatch(/connect-src|unsafe-eval|script-src[^;]*unsafe/);
  });
});
