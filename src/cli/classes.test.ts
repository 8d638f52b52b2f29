import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { writeSafetensors } from '../engine/checkpoint/safetensors';
import { defaultConfig } from '../lab/fields';
import { classNumber, classOption, demandClasses, drawnConfig } from './classes';
import { editCommand } from './edit';
import { evalCommand } from './eval';
import { exportCommand } from './export';
import { inpaintCommand } from './inpaint';
import { interpolateCommand } from './interpolate';
import { parseOptions } from './options';
import { sampleCommand } from './sample';

const facts = { config: defaultConfig, classNames: ['day', 'night', '0'] };
const unknown = '--class is "dusk", expected one of "day", "night", "0", or a number from -2 to 2.';

describe('a class', () => {
  it('is asked for by its name, or by its number', () => {
    expect(classNumber('night', facts)).toBe(1);
    expect(classNumber('0', facts)).toBe(2);
    expect(classNumber('1', facts)).toBe(1);
    expect(classNumber('-2', facts)).toBe(-2);
    expect(() => classNumber('dusk', facts)).toThrow(unknown);
    expect(() => classNumber('3', facts)).toThrow(/--class is "3"/);
  });

  it('is the one asked for, else what the model was trained with', () => {
    const drawn = (...args: string[]) => drawnConfig(facts, parseOptions(args, { class: classOption }));
    expect(drawn('--class', 'night').sampleClass).toBe(1);
    expect(drawn('--steps', '7')).toMatchObject({ sampleClass: defaultConfig.sampleClass });
  });

  it('has to be one that a model knows to be trained on', () => {
    expect(() => demandClasses(facts, facts)).not.toThrow();
    expect(() => demandClasses({ classNames: ['a', 'b'] }, facts)).toThrow(
      /classes a, b, but .* trained on day, night, 0/,
    );
  });
});

describe('every command that draws', () => {
  const commands = {
    sample: sampleCommand,
    interpolate: interpolateCommand,
    inpaint: inpaintCommand,
    edit: editCommand,
    eval: evalCommand,
    export: exportCommand,
  };
  let folder = '';
  const at = (name: string): string => path.join(folder, name);

  beforeEach(() => {
    folder = mkdtempSync(path.join(tmpdir(), 'classes-'));
    const metadata = {
      config: JSON.stringify(defaultConfig),
      image: JSON.stringify({ height: 28, width: 28, channels: 1, classes: 3 }),
      classNames: JSON.stringify(facts.classNames),
      step: '3',
    };
    const file = writeSafetensors({ tensors: new Map(), metadata });
    writeFileSync(at('model.safetensors'), new Uint8Array(file));
  });
  afterEach(() => rmSync(folder, { recursive: true, force: true }));

  it.each(Object.entries(commands))(
    'looks for the class among those of the model: %s',
    async (_, command) => {
      const args = ['--checkpoint', at('model.safetensors'), '--out', at('out'), '--class', 'dusk'];
      await expect(command.run(args)).rejects.toMatchObject({ code: 'bad-setting', message: unknown });
    },
  );
});
