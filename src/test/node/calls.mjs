// What the scripts share: calls of the client that are to succeed, or to be refused, and steps that are reported by name.
import assert from 'node:assert/strict';

export const password = 'correct horse battery staple';

export const succeed = async (call) => {
    const { data, error } = await call;
    assert.equal(error, null);
    return data;
};

export const fail = async (call, code, status) => {
    const { error } = await call;
    assert.equal(error?.code, code);
    assert.equal(error.status, status);
};

export const run = async (steps) => {
    for (const [name, step] of Object.entries(steps)) {
        try {
            await step();
        } catch (failure) {
            console.error(`failed: ${name}`);
            throw failure;
        }
        console.log(`ok ${name}`);
    }
};
