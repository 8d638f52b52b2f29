// axe on the page and everything that opens over it, in both themes, on desktop and phone.
import { expectNoViolation, screens, themes } from './axe';
import { open } from './page';
import { expect, test } from './support';

const opened = '[role=dialog]';

for (const [screen, size] of Object.entries(screens)) {
  for (const colorScheme of themes) {
    test(`axe finds nothing: ${screen}, ${colorScheme}`, async ({ page }) => {
      await page.setViewportSize(size);
      await page.emulateMedia({ colorScheme, reducedMotion: 'reduce' });
      await open(page, '&schedule=own&lesson=t3');
      await expect(page.getByTestId('lesson')).toBeVisible();
      for (const toggle of await page.getByRole('button', { name: /Show the numbers/ }).all()) {
        await toggle.click();
      }
      await page.getByRole('switch', { name: /Pixel values/ }).check();
      await expectNoViolation(page, 'page');

      const dialog = page.getByRole('dialog');
      await page.getByRole('button', { name: 'Share' }).click();
      await page.getByRole('checkbox', { name: /Hide controls/ }).check();
      await expect(page.getByTestId('share-qr')).toBeVisible();
      await expectNoViolation(page, 'share', opened);
      await page.keyboard.press('Escape');
      await expect(dialog).toBeHidden();

      await page.getByTestId('network').click();
      await expect(page.getByTestId('model-table')).toBeVisible();
      await expectNoViolation(page, 'network', opened);
      await page.keyboard.press('Escape');
      await expect(dialog).toBeHidden();

      const desktop = screen === 'desktop';
      await page.getByRole('button', { name: desktop ? 'Keyboard shortcuts' : 'Settings' }).click();
      await expect(dialog).toBeVisible();
      await expectNoViolation(page, desktop ? 'shortcuts' : 'settings', opened);
    });
  }
}

test('axe finds nothing in menus, lessons, the drawing pad and projector mode', async ({ page }) => {
  await open(page, '&projector=1');
  await expectNoViolation(page, 'projector');
  for (const name of ['Preset', 'Export', 'Language', 'Draw your own']) {
    await page.getByRole('button', { name, exact: true }).click();
    await expectNoViolation(page, name);
    await page.keyboard.press('Escape');
  }
  await page.getByTestId('lessons').click();
  await page.getByRole('button', { name: 'Notes for teachers' }).first().click();
  await expectNoViolation(page, 'lessons', opened);
});

for (const colorScheme of themes) {
  test(`axe finds nothing in the closer looks and the tables behind their charts: ${colorScheme}`, async ({
    page,
  }) => {
    await page.emulateMedia({ colorScheme, reducedMotion: 'reduce' });
    await open(page, '&time=0.4');
    const [panel, menu] = [page.getByTestId('panel-closer'), page.getByTestId('closer-menu')];
    await menu.click();
    const looks = await page.getByRole('menuitem').filter({ visible: true }).count();
    expect(looks).toBe(6);
    for (let look = 0; look < looks; look += 1) {
      if (look > 0) await menu.click();
      await page.getByRole('menuitem').filter({ visible: true }).nth(look).click();
      await expect(panel.getByRole('paragraph').first()).toBeVisible();
      for (const size of Object.values(screens)) {
        await page.setViewportSize(size);
        await expectNoViolation(page, `look ${look}, ${size.width}`, '[data-testid="panel-closer"]');
      }
      const toTable = panel.getByRole('button', { name: /Show the numbers/ });
      while ((await toTable.count()) > 0) await toTable.first().click();
      await expectNoViolation(page, `look ${look}, its tables`, '[data-testid="panel-closer"]');
      await page.setViewportSize(screens.desktop);
    }
  });
}
