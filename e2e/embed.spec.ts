// Panels and a lesson alone in frames of an article of another origin, each under the page's strict policy.
import { readFile } from 'node:fs/promises';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import type { FrameLocator, Page } from '@playwright/test';
import { address } from './address';
import { expectNoViolation } from './axe';
import { open } from './page';
import { expect, test } from './support';

/** The host allows the frames and its own few lines, and nothing else. */
const hostPolicy = `default-src 'none'; style-src 'unsafe-inline'; script-src 'unsafe-inline'; frame-src ${new URL(address).origin}`;

test.use({ allowedProblems: [/foreign request: http:\/\/127\.0\.0\.1:\d+\/embed\.html/] });

const frameOf = (page: Page, title: string): FrameLocator => page.frameLocator(`iframe[title="${title}"]`);

/** Serves the article of docs/ from an origin of its own. @returns its address, and what ends it */
async function hostArticle(): Promise<{ readonly article: string; readonly end: () => void }> {
  const body = await readFile(new URL('../docs/embed.html', import.meta.url));
  const headers = { 'content-type': 'text/html', 'content-security-policy': hostPolicy };
  const server = createServer((_, response) => void response.writeHead(200, headers).end(body));
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const { port } = server.address() as AddressInfo;
  const article = `http://127.0.0.1:${port}/embed.html?lab=${encodeURIComponent(address)}`;
  return { article, end: () => server.close() };
}

test('each embed obeys its link, tells its height, and answers to the keyboard in a foreign article', async ({
  page,
}) => {
  const { article, end } = await hostArticle();
  await page.goto(article);

  const schedule = frameOf(page, 'Noise schedule');
  await expect(schedule.getByTestId('schedule-chart')).toBeVisible();
  await expect(schedule.getByTestId('panel-forward')).toHaveCount(0);
  await expect(schedule.locator('html')).toHaveAttribute('data-mantine-color-scheme', 'light');
  const betaEnd = schedule.getByRole('slider', { name: 'β end', exact: true });
  const before = await betaEnd.getAttribute('aria-valuetext');
  await betaEnd.focus();
  await page.keyboard.press('ArrowRight');
  await expect(betaEnd).not.toHaveAttribute('aria-valuetext', before ?? '');
  await page.keyboard.press('Control+z');
  await expect(betaEnd).toHaveAttribute('aria-valuetext', before ?? '');
  await schedule.getByRole('slider', { name: 'Time' }).press('Home');
  await expect(schedule.getByTestId('ruler-t')).toHaveText('t = 0 of 200');

  const forward = frameOf(page, 'Forward process');
  await expect(forward.getByTestId('forward-strip')).toBeVisible();
  await expect(forward.locator('html')).toHaveAttribute('data-mantine-color-scheme', 'dark');
  await expect(frameOf(page, 'Training').getByTestId('panel-training')).toContainText('WebGPU');
  const reverse = frameOf(page, '反向過程');
  await expect(reverse.getByTestId('reel-source')).toBeVisible();
  await expect(reverse.locator('html')).toHaveAttribute('lang', 'zh-TW');
  const lesson = frameOf(page, 'Урок: расписание руками');
  await expect(lesson.getByTestId('lesson')).toBeVisible();
  await expect(lesson.getByTestId('panel-schedule')).toHaveAttribute('data-lesson', '');
  // By key: the frames above still grow, and a click would miss it.
  await lesson.getByTestId('lesson-next').press('Enter');
  await expect(lesson.getByTestId('lesson-back')).toBeEnabled();

  // Nothing is cut off and nothing is empty: the frames are as tall as what is in them.
  const overhang = async (): Promise<readonly string[]> => {
    const wrong: string[] = [];
    for (const frame of await page.locator('iframe').all()) {
      // A browser draws no frame of another site that is out of sight, and so it tells nothing.
      await frame.scrollIntoViewIfNeeded();
      const inside = frame.contentFrame().getByTestId('embed');
      const [outer, inner] = [await frame.boundingBox(), await inside.boundingBox()];
      if (Math.abs((outer?.height ?? 0) - (inner?.height ?? Infinity)) > 1)
        wrong.push(`${await frame.getAttribute('title')}: ${outer?.height} around ${inner?.height}`);
    }
    return wrong;
  };
  await expect.poll(overhang).toEqual([]);
  end();
});

test('axe finds nothing in an embed, and the share dialog writes the frame', async ({ page }) => {
  const languages = ['en', 'ru', 'zh-CN', 'zh-TW'];
  for (const theme of ['dark', 'light'])
    for (const [i, embed] of ['schedule', 'forward', 'training', 'reverse', 'lesson:t3'].entries()) {
      const lang = languages[i % languages.length];
      await page.goto(`?embed=${embed}&data=strokes&T=200&lang=${lang}&theme=${theme}`);
      await expect(page.getByTestId('embed')).toBeVisible();
      await expect(page.locator('html')).toHaveAttribute('lang', `${lang}`);
      await expect(page.locator('html')).toHaveAttribute('data-mantine-color-scheme', theme);
      await expectNoViolation(page, `${embed}, ${theme}`);
    }
  await open(page, '&b1=0.03&schedule=linear');
  await page.getByRole('button', { name: 'Share' }).click();
  await page.getByTestId('embed-what').selectOption('lesson:t3');
  await page.getByTestId('embed-theme').selectOption('dark');
  const html = await page.getByTestId('embed-html').inputValue();
  const link = /src="([^"]*)"/.exec(html)?.[1]?.replaceAll('&amp;', '&') ?? '';
  expect(link).toContain('embed=lesson:t3&theme=dark');
  await page.goto(link);
  await expect(page.getByTestId('lesson')).toContainText('The theory behind it');
  const whole = page.getByTestId('embed-whole');
  const [opened] = await Promise.all([page.waitForEvent('popup'), whole.click()]);
  await expect(opened.getByTestId('lessons')).toBeVisible();
  expect(opened.url()).toContain('lesson=t3');
});
