// Opens a WebGPU device through Dawn and prints what it is, as JSON. A process of its own: a driver may crash it,
// and the choice of driver is read from the environment once.
import { create } from 'webgpu';

const adapter = await create([]).requestAdapter();
if (!adapter) process.exit(1);
await adapter.requestDevice();
const { vendor, architecture, device, description } = adapter.info;
console.log(JSON.stringify({ vendor, architecture, device, description }));
process.exit(0);
