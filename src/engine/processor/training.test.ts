// What training promises on any backend, on the processor in WebAssembly.
import { openProcessor } from '../../test/processor';
import { checkTraining } from '../../test/trainingContract';

checkTraining('wasm', openProcessor);
