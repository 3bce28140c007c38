// What the scripts share: calls of the client that are to succeed, or to be refused, what was sent to whom, and steps reported by name.
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

// The newest message to a mailbox or a number, as super admins see it.
export const newestMessage = async (url, adminToken, recipient) => {
    const answer = await fetch(`${url}/admin/outbound-notifications?sort=-createdAt&q=${encodeURIComponent(recipient)}`,
        { headers: { authorization: `Bearer ${adminToken}` } });
    return (await answer.json()).results.find((message) => message.recipient === recipient).body;
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
