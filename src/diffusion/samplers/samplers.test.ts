import { describe } from 'vitest';
import { fields } from '../../lab/fields';
import { passesSamplerContract } from '../../test/samplerContract';

describe.each(fields.sampler.choices)('%s', (sampler) => {
  passesSamplerContract({ sampler });
});

describe.each(fields.sampler.choices.filter((sampler) => sampler !== 'mixing'))(
  '%s on rectified flow',
  (sampler) => {
    passesSamplerContract({ sampler, predictionType: 'flow' });
  },
);

describe.each(fields.variance.choices)('ddpm with %s', (variance) => {
  passesSamplerContract({ sampler: 'ddpm', variance });
});
