// Every sampler by its name, in the order of the list.
import { ddim } from './ddim';
import { ddpm } from './ddpm';
import { dpm2s } from './dpm2s';
import { dpmpp2m } from './dpmpp2m';
import { euler } from './euler';
import { eulerAncestral } from './eulerAncestral';
import { flowEuler } from './flowEuler';
import { heun } from './heun';
import { mixing } from './mixing';
import { plms } from './plms';
import type { Sampler } from './sampler';
import { unipc } from './unipc';

export const samplers = {
  ddpm,
  ddim,
  dpmpp_2m: dpmpp2m,
  unipc,
  heun,
  dpm_2s: dpm2s,
  euler,
  euler_ancestral: eulerAncestral,
  plms,
  flow_euler: flowEuler,
  mixing,
} as const satisfies Record<string, Sampler>;

export type SamplerName = keyof typeof samplers;
