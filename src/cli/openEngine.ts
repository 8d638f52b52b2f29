// The engine of the command line: our kernels on Dawn in Node.
import { openGpuEngine, type Engine } from '../engine/engine';
import { installDawn, releaseDawn } from '../engine/gpu/dawn';
import { LabError, toLabError } from '../lab/errors';

let opened: Engine | null = null;

/** @throws LabError `no-gpu` saying what can be installed. */
export async function openCliEngine(): Promise<Engine> {
  try {
    opened ??= await openGpuEngine(installDawn());
    return opened;
  } catch (thrown) {
    throw new LabError(
      'no-gpu',
      `${toLabError(thrown).message} Install a Vulkan driver (on Debian: libvulkan1 and mesa-vulkan-drivers), or point VK_DRIVER_FILES at one.`,
      { cause: thrown },
    );
  }
}

/** Lets go of the GPU, which would keep the process alive. */
export function closeCliEngine(): void {
  opened?.close();
  opened = null;
  releaseDawn();
}
