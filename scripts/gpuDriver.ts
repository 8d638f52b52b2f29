// Which Vulkan driver Dawn in Node is to use: a hardware GPU, else a recent lavapipe, else the browser's SwiftShader.
import { spawnSync } from 'node:child_process';
import { existsSync, readdirSync } from 'node:fs';
import path from 'node:path';
import { installDebianPackage } from './debian';
import { root } from './install.mjs';

export interface GpuDriver {
  readonly name: string;
  /** What to add to the environment of a process that opens a GPU. */
  readonly environment: Readonly<Record<string, string>>;
}

const software = /swiftshader|llvmpipe|lavapipe|cpu/i;

/**
 * The first driver that opens a device.
 * @param browserFolder where the browser's program lies: it brings SwiftShader and a Vulkan loader with it.
 * @returns undefined where none does.
 */
export function chooseGpuDriver(browserFolder: string | undefined): GpuDriver | undefined {
  const loader = process.platform === 'linux' ? loaderEnvironment(browserFolder) : {};
  const given = process.env.VK_DRIVER_FILES ?? process.env.VK_ICD_FILENAMES;
  // What the caller chose, or the system's choice if that is hardware, which is how it is off Linux anyhow.
  const own = open(loader);
  if (own && (given || process.platform !== 'linux' || !software.test(own)))
    return { name: own, environment: loader };
  for (const file of softwareDrivers(browserFolder)) {
    // Tests compile many programs and run each for a moment: lavapipe had better not optimise them.
    const environment = { ...loader, VK_DRIVER_FILES: file, GALLIVM_PERF: 'nopt' };
    const name = open(environment);
    if (name) return { name, environment };
  }
  return undefined;
}

function open(environment: Readonly<Record<string, string>>): string | undefined {
  const { status, stdout } = spawnSync(process.execPath, [path.join(root, 'scripts/probeGpu.mjs')], {
    cwd: root,
    env: { ...process.env, ...environment },
    encoding: 'utf8',
    timeout: 60_000,
    stdio: ['ignore', 'pipe', 'ignore'],
  });
  if (status !== 0) return undefined;
  const info: unknown = JSON.parse(stdout);
  return Object.values(info ?? {})
    .filter(Boolean)
    .join(' ');
}

function softwareDrivers(browserFolder: string | undefined): string[] {
  const installed = '/usr/share/vulkan/icd.d';
  const lavapipe = (existsSync(installed) ? readdirSync(installed) : [])
    .filter((file) => /^lvp_icd.*\.json$/.test(file))
    .map((file) => path.join(installed, file));
  const folders = [browserFolder, '/usr/lib/chromium', '/opt/google/chrome', '/usr/lib/chromium-browser'];
  const swiftShader = folders
    .filter((folder) => folder !== undefined)
    .map((folder) => path.join(folder, 'vk_swiftshader_icd.json'))
    .filter(existsSync);
  return [...lavapipe, ...swiftShader];
}

/** Dawn loads libvulkan.so.1; where the system has none and will get none, the browser's own serves. */
function loaderEnvironment(browserFolder: string | undefined): Record<string, string> {
  const installed = (): boolean =>
    ['x86_64', 'aarch64', 'arm']
      .flatMap((cpu) => [`/usr/lib/${cpu}-linux-gnu`, `/usr/lib/${cpu}-linux-gnueabihf`])
      .concat(['/usr/lib64', '/usr/lib', '/usr/local/lib'])
      .some((folder) => existsSync(path.join(folder, 'libvulkan.so.1')));
  if (installed() || (installDebianPackage('libvulkan1') && installed())) return {};
  if (!browserFolder || !existsSync(path.join(browserFolder, 'libvulkan.so.1'))) return {};
  const search = [browserFolder, process.env.LD_LIBRARY_PATH].filter(Boolean).join(':');
  return { LD_LIBRARY_PATH: search };
}
