// A page of forty lines that draws with the network: the same for every model, it reads the files beside it.
export const samplingPage = String.raw`<!doctype html>
<meta charset="utf-8" />
<title>Drawn by a diffusion model</title>
<!-- Serve this folder (npx serve) and open it. model.onnx is the network, plan.json the steps of its sampler. -->
<canvas id="pictures" style="width: 512px; image-rendering: pixelated"></canvas>
<script type="module">
  import * as ort from 'https://cdn.jsdelivr.net/npm/onnxruntime-web@1.30.0/dist/ort.wasm.min.mjs';

  const plan = await (await fetch('plan.json')).json();
  const count = plan.labels.length;
  const network = await ort.InferenceSession.create('model.onnx');
  const [channels, height, width] = plan.shape;
  const pixels = height * width;
  const gaussian = () => Math.sqrt(-2 * Math.log(1 - Math.random())) * Math.cos(2 * Math.PI * Math.random());
  const noise = () => Float32Array.from({ length: count * channels * pixels }, plan.noise === 'uniform' ? Math.random : gaussian);

  /** What the network answers to x at time t, told a class for each picture. */
  async function ask(x, t, labels) {
    const inputs = {
      x: new ort.Tensor('float32', x, [count, channels, height, width]),
      t: new ort.Tensor('float32', new Float32Array(count).fill(t), [count]),
      labels: new ort.Tensor('int64', BigInt64Array.from(labels, BigInt), [count]),
    };
    const known = network.inputNames.map((name) => [name, inputs[name]]);
    return (await network.run(Object.fromEntries(known))).prediction.data;
  }

  let x = noise().map((value) => value * plan.start);
  for (const step of plan.steps) {
    let answer = await ask(x, step.t, plan.labels);
    if (plan.guidance !== 1) { // classifier-free guidance
      const free = await ask(x, step.t, Array(count).fill(plan.noClass));
      answer = answer.map((value, i) => free[i] + plan.guidance * (value - free[i]));
    }
    const x0 = x.map((value, i) => step.x0[0] * value + step.x0[1] * answer[i])
      .map((value) => plan.clip ? Math.min(Math.max(value, -1), 1) : value);
    const eps = x.map((value, i) => step.eps[0] * value + step.eps[1] * (step.fromClipped ? x0 : answer)[i]);
    const fresh = step.next[3] === 0 ? null : noise();
    x = x.map((value, i) => step.next[0] * value + step.next[1] * x0[i] + step.next[2] * eps[i] + (fresh ? step.next[3] * fresh[i] : 0));
  }

  const canvas = document.querySelector('canvas');
  [canvas.width, canvas.height] = [4 * width, (count / 4) * height];
  const context = canvas.getContext('2d');
  for (let i = 0; i < count; i++) {
    const picture = new ImageData(width, height);
    for (let p = 0; p < pixels; p++) for (let c = 0; c < 4; c++) {
      const value = x[(i * channels + Math.min(c, channels - 1)) * pixels + p];
      picture.data[4 * p + c] = c === 3 ? 255 : 255 * (value - plan.range[0]) / (plan.range[1] - plan.range[0]);
    }
    context.putImageData(picture, (i % 4) * width, Math.floor(i / 4) * height);
  }
  document.title = 'Drawn';
</script>
`;
