// Signs up, in and out as a frontend would. The arguments: the server's URL, an address that nobody has, and the access token of
// a super admin, who sees the mail.
import assert from 'node:assert/strict';
import { createClient } from '@supabase/supabase-js';
import { fail, newestMessage, password, run, succeed } from './calls.mjs';

const [url, email, adminToken] = process.argv.slice(2);
const client = () => createClient(url, 'anon-key', { auth: { autoRefreshToken: false, persistSession: false } });
const newestMail = async (recipient) => {
    const body = await newestMessage(url, adminToken, recipient);
    const link = new URL(body.match(/https?:\/\/\S+/)[0]);
    return { link, code: body.match(/\b\d{6}\b/)[0] };
};
// Follows a link as far as the frontend: opens it, and presses the button of the page.
const follow = async (link) => {
    const page = await (await fetch(url + link.pathname + link.search)).text();
    const form = new URLSearchParams([...page.matchAll(/name="(\w+)" value="([^"]*)"/g)].map(([, name, value]) => [name, value]));
    const answer = await fetch(`${url}/auth/v1/verify/confirmation`, { method: 'POST', body: form, redirect: 'manual' });
    assert.equal(answer.status, 303);
    return new URL(answer.headers.get('location'));
};
const api = (session) => fetch(`${url}/api/v1/profile`, { headers: { authorization: `Bearer ${session.access_token}` } });

const steps = {
    async 'sign up'() {
        const { user, session } = await succeed(client().auth.signUp({ email, password, options: { data: { name: 'Ada' } } }));
        assert.equal(user.email, email);
        assert.equal(user.user_metadata.name, 'Ada');
        assert.equal(user.identities.length, 1);
        assert.equal((await api(session)).status, 200);
    },
    async 'sign up again'() {
        await fail(client().auth.signUp({ email, password }), 'user_already_exists', 422);
    },
    async 'sign up with a weak password'() {
        const { error } = await client().auth.signUp({ email: `weak-${email}`, password: 'weak' });
        assert.equal(error.name, 'AuthWeakPasswordError');
        assert.deepEqual(error.reasons, ['length']);
    },
    async 'sign in with a wrong password'() {
        await fail(client().auth.signInWithPassword({ email, password: 'a wrong one' }), 'invalid_credentials', 400);
    },
    async 'sign in, get the user, refresh'() {
        const { auth } = client();
        const { session } = await succeed(auth.signInWithPassword({ email, password }));
        const { user } = await succeed(auth.getUser());
        assert.equal(user.email, email);
        const { claims } = await succeed(auth.getClaims());
        assert.equal(claims.session_id.length, 36);
        const { session: refreshed } = await succeed(auth.refreshSession());
        assert.notEqual(refreshed.refresh_token, session.refresh_token);
        assert.equal((await api(refreshed)).status, 200);
    },
    async '64 refreshes of one token at once'() {
        const { session } = await succeed(client().auth.signInWithPassword({ email, password }));
        const all = await Promise.all(Array.from({ length: 64 }, () => succeed(client().auth.refreshSession(session))));
        assert.equal(new Set(all.map((data) => data.session.refresh_token)).size, 1);
        await succeed(client().auth.refreshSession(all[0].session));
    },
    async 'set the session of another tab'() {
        const { session } = await succeed(client().auth.signInWithPassword({ email, password }));
        const { user } = await succeed(client().auth.setSession(session));
        assert.equal(user.email, email);
    },
    async 'update the user'() {
        const address = `update-${email}`;
        const { auth } = client();
        await succeed(auth.signUp({ email: address, password }));
        const { user } = await succeed(auth.updateUser({ data: { colour: 'green' } }));
        assert.equal(user.user_metadata.colour, 'green');
        await fail(auth.updateUser({ password }), 'same_password', 422);
        await succeed(auth.updateUser({ password: 'an entirely new one' }));
        await succeed(client().auth.signInWithPassword({ email: address, password: 'an entirely new one' }));
    },
    async 'choose a new password by the mailed link'() {
        const address = `recover-${email}`;
        await succeed(client().auth.signUp({ email: address, password }));
        await succeed(client().auth.resetPasswordForEmail(address));
        const place = await follow((await newestMail(address)).link);
        const session = Object.fromEntries(new URLSearchParams(place.hash.slice(1)));
        assert.equal(session.type, 'recovery');
        const { auth } = client();
        await succeed(auth.setSession(session));
        await succeed(auth.updateUser({ password: 'an entirely new one' }));
        await succeed(client().auth.signInWithPassword({ email: address, password: 'an entirely new one' }));
        await fail(client().auth.signInWithPassword({ email: address, password }), 'invalid_credentials', 400);
    },
    async 'sign in by a code'() {
        const address = `code-${email}`;
        await fail(client().auth.signInWithOtp({ email: address, options: { shouldCreateUser: false } }), 'otp_disabled', 422);
        await succeed(client().auth.signInWithOtp({ email: address }));
        const { code } = await newestMail(address);
        const { session } = await succeed(client().auth.verifyOtp({ email: address, token: code, type: 'email' }));
        assert.equal((await api(session)).status, 200);
        await fail(client().auth.verifyOtp({ email: address, token: code, type: 'email' }), 'otp_expired', 403);
    },
    async 'sign in by a link that ends in a code'() {
        const address = `pkce-${email}`;
        const kept = new Map();
        const storage = { getItem: (key) => kept.get(key) ?? null, setItem: (key, value) => kept.set(key, value), removeItem: (key) => kept.delete(key) };
        const { auth } = createClient(url, 'anon-key', { auth: { autoRefreshToken: false, flowType: 'pkce', storage } });
        await succeed(auth.signInWithOtp({ email: address }));
        const place = await follow((await newestMail(address)).link);
        const { session } = await succeed(auth.exchangeCodeForSession(place.searchParams.get('code')));
        assert.equal(session.user.email, address);
    },
    async 'sign out here'() {
        const { auth } = client();
        const { session } = await succeed(auth.signInWithPassword({ email, password }));
        await succeed(auth.signOut({ scope: 'local' }));
        assert.equal((await api(session)).status, 401);
        await fail(client().auth.refreshSession(session), 'refresh_token_not_found', 400);
    },
    async 'sign out elsewhere, then everywhere'() {
        const { auth } = client();
        const { session: elsewhere } = await succeed(client().auth.signInWithPassword({ email, password }));
        const { session: here } = await succeed(auth.signInWithPassword({ email, password }));
        await succeed(auth.signOut({ scope: 'others' }));
        assert.equal((await api(elsewhere)).status, 401);
        assert.equal((await api(here)).status, 200);
        const { session: another } = await succeed(client().auth.signInWithPassword({ email, password }));
        await succeed(auth.signOut());
        assert.equal((await api(another)).status, 401);
        assert.equal((await api(here)).status, 401);
    },
    async 'ask for the user of an ended session'() {
        const { auth } = client();
        const { session } = await succeed(auth.signInWithPassword({ email, password }));
        await succeed(client().auth.admin.signOut(session.access_token, 'global'));
        const { error } = await auth.getUser(session.access_token);
        assert.equal(error.name, 'AuthSessionMissingError');
    },
};

await run(steps);
