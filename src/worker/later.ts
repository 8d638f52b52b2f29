// What of the worker is loaded when it is first needed, in one piece: what several pieces share with the rest would make
// the rest fall apart into files, and heavier.
export { denoisePictures } from './denoising';
export { exploreModel } from './exploring';
export { insideOf } from './inside';
export { assess } from './quality';
export { taught } from './teaching';
export { tuneEngine } from '../engine/tuning/tuneEngine';
export { TrainingMeter } from './trainingMeter';
