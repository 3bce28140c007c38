// Enrols, uses and removes a second factor as a frontend would. The arguments: the server's URL and an address that nobody has.
import assert from 'node:assert/strict';
import { createHmac } from 'node:crypto';
import { createClient } from '@supabase/supabase-js';
import { fail, password, run, succeed } from './calls.mjs';

const [url, email] = process.argv.slice(2);
const client = () => createClient(url, 'anon-key', { auth: { autoRefreshToken: false, persistSession: false } });
const level = async (auth) => {
    const { currentLevel, nextLevel } = await succeed(auth.mfa.getAuthenticatorAssuranceLevel());
    return `${currentLevel} ${nextLevel}`;
};

// An authenticator, the periods of which are those around now: each code is good once.
const code = (secret, off) => {
    const bits = [...secret].map((letter) => 'ABCDEFGHIJKLMNOPQRSTUVWXYZ234567'.indexOf(letter).toString(2).padStart(5, '0')).join('');
    const key = Buffer.from(bits.match(/.{8}/g).map((byte) => parseInt(byte, 2)));
    const counter = Buffer.alloc(8);
    counter.writeBigInt64BE(BigInt(Math.floor(Date.now() / 30000) + off));
    const hash = createHmac('sha1', key).update(counter).digest();
    const number = hash.readUInt32BE(hash[19] & 15) & 0x7fffffff;
    return String(number % 1000000).padStart(6, '0');
};

const { auth } = client();
let factor;

const steps = {
    async 'start with one factor'() {
        await succeed(auth.signUp({ email, password }));
        assert.equal(await level(auth), 'aal1 aal1');
    },
    async 'enrol an authenticator'() {
        factor = await succeed(auth.mfa.enroll({ factorType: 'totp', friendlyName: 'phone', issuer: 'Tenantry' }));
        assert.equal(factor.type, 'totp');
        assert.ok(factor.totp.qr_code.startsWith('data:image/svg+xml;utf-8,<svg'));
        assert.ok(factor.totp.uri.startsWith('otpauth://totp/Tenantry:'));
        const { all, totp } = await succeed(auth.mfa.listFactors());
        assert.equal(all.length, 1);
        assert.equal(totp.length, 0);
        assert.equal(await level(auth), 'aal1 aal1');
    },
    async 'enrol another of the same name'() {
        await fail(auth.mfa.enroll({ factorType: 'totp', friendlyName: 'phone' }), 'mfa_factor_name_conflict', 422);
    },
    async 'answer wrongly'() {
        const challenge = await succeed(auth.mfa.challenge({ factorId: factor.id }));
        assert.equal(challenge.type, 'totp');
        assert.ok(challenge.expires_at > Date.now() / 1000);
        await fail(auth.mfa.verify({ factorId: factor.id, challengeId: challenge.id, code: 'no code' }), 'mfa_verification_failed', 422);
        assert.equal(await level(auth), 'aal1 aal1');
    },
    async 'challenge and verify'() {
        await succeed(auth.mfa.challengeAndVerify({ factorId: factor.id, code: code(factor.totp.secret, 0) }));
        assert.equal(await level(auth), 'aal2 aal2');
        const { totp } = await succeed(auth.mfa.listFactors());
        assert.equal(totp[0].id, factor.id);
        assert.equal(totp[0].status, 'verified');
    },
    async 'stay at the level after a refresh'() {
        await succeed(auth.refreshSession());
        assert.equal(await level(auth), 'aal2 aal2');
    },
    async 'sign in elsewhere, and step up'() {
        const elsewhere = client().auth;
        await succeed(elsewhere.signInWithPassword({ email, password }));
        assert.equal(await level(elsewhere), 'aal1 aal2');
        await fail(elsewhere.mfa.enroll({ factorType: 'totp', friendlyName: 'other' }), 'insufficient_aal', 403);
        await fail(elsewhere.mfa.unenroll({ factorId: factor.id }), 'insufficient_aal', 422);
        await succeed(elsewhere.mfa.challengeAndVerify({ factorId: factor.id, code: code(factor.totp.secret, 1) }));
        assert.equal(await level(elsewhere), 'aal2 aal2');
        const { currentAuthenticationMethods } = await succeed(elsewhere.mfa.getAuthenticatorAssuranceLevel());
        assert.deepEqual(currentAuthenticationMethods.map(({ method }) => method).sort(), ['password', 'totp']);
    },
    async 'remove the factor'() {
        const removed = await succeed(auth.mfa.unenroll({ factorId: factor.id }));
        assert.equal(removed.id, factor.id);
        await succeed(auth.refreshSession());
        assert.equal(await level(auth), 'aal1 aal1');
    },
    async 'challenge what is gone'() {
        await fail(auth.mfa.challenge({ factorId: factor.id }), 'mfa_factor_not_found', 404);
    },
};

await run(steps);
