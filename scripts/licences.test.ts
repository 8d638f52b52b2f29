import { readFileSync } from 'node:fs';
import { expect, test } from 'vitest';
import { licenceList, licences, listFile } from './licences';

const permissive = ['MIT', 'ISC', 'Apache-2.0', 'BSD-2-Clause', 'BSD-3-Clause', '0BSD', 'OFL-1.1', 'CC0-1.0'];

test('every package of the page has a permissive licence', () => {
  expect(licences().length).toBeGreaterThan(20);
  const parts = (licence: string): string[] => licence.replace(/[()]/g, '').split(/ (?:AND|OR) /);
  const others = licences().filter(
    ({ licence }) => !parts(licence).every((part) => permissive.includes(part)),
  );
  expect(others).toEqual([]);
});

test('the list of licences is that of the lock file', () => {
  expect(readFileSync(listFile, 'utf8')).toBe(licenceList());
});
