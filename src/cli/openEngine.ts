// The engine of the command line: our kernels on Dawn in Node.
import { openGpuEngine, type Engine } from '../engine/engine';
import { installDawn } from '../engine/gpu/dawn';
import { LabError, toLabError } from '../lab/errors';

/** @throws LabError `no-gpu` saying what can be installed. */
export async function openCliEngine(): Promise<Engine> {
  try {
    return await openGpuEngine(installDawn());
  } catch (thrown) {
    throw new LabError(
      'no-gpu',
      `${toLabError(thrown).message} Install a Vulkan driver (on Debian: libvulkan1 and mesa-vulkan-drivers), or point VK_DRIVER_FILES at one.`,
      { cause: thrown },
    );
  }
}
