// What the other scripts leave out, where addresses are confirmed. The arguments: the server's URL, the service key, the access token of a
// super admin, who sees the mail, a word that nobody has in an address, a number that nobody has, and two ID tokens of the provider.
import assert from 'node:assert/strict';
import { createClient } from '@supabase/supabase-js';
import { fail, newestMessage, password, run, succeed } from './calls.mjs';

const [url, key, adminToken, word, number, idToken, otherIdToken] = process.argv.slice(2);
const stored = () => {
    const kept = new Map();
    return { getItem: (name) => kept.get(name) ?? null, setItem: (name, value) => kept.set(name, value), removeItem: (name) => kept.delete(name) };
};
const client = (options = {}) => createClient(url, options.key ?? 'anon-key',
    { auth: { autoRefreshToken: false, persistSession: true, storage: stored(), storageKey: 'session', flowType: options.flowType ?? 'implicit' } });
const { admin } = client({ key }).auth;
const address = (name) => `${name}-${word}@example.test`;
const sentCode = async (recipient) => (await newestMessage(url, adminToken, recipient)).match(/\b\d{6}\b/)[0];
const member = async (name) => {
    await succeed(admin.createUser({ email: address(name), password, email_confirm: true }));
    const { auth } = client();
    const { user } = await succeed(auth.signInWithPassword({ email: address(name), password }));
    return { auth, user };
};
const providers = async (auth) => (await succeed(auth.getUserIdentities())).identities.map(({ provider }) => provider).sort();

const steps = {
    async 'sign up, confirm, and sign up again'() {
        const email = address('new');
        const { user, session } = await succeed(client().auth.signUp({ email, password }));
        assert.equal(session, null);
        assert.equal(user.identities.length, 1);
        await fail(client().auth.signInWithPassword({ email, password }), 'email_not_confirmed', 400);
        await fail(client().auth.resend({ type: 'signup', email }), 'over_email_send_rate_limit', 429);
        await succeed(client().auth.resend({ type: 'signup', email: address('unknown') }));
        const confirmed = await succeed(client().auth.verifyOtp({ email, token: await sentCode(email), type: 'signup' }));
        assert.equal(confirmed.session.user.id, user.id);
    },
    async 'tell nobody that an address is taken'() {
        const { auth, user } = await member('taken');
        const { user: invented, session } = await succeed(client().auth.signUp({ email: address('taken'), password: 'another good password' }));
        assert.equal(session, null);
        assert.deepEqual(invented.identities, []);
        assert.notEqual(invented.id, user.id);
        await succeed(auth.getUser());
    },
    async 'be nobody first and somebody later'() {
        const { auth } = client();
        const { user } = await succeed(auth.signInAnonymously({ options: { data: { theme: 'dark' } } }));
        assert.equal(user.is_anonymous, true);
        await fail(auth.updateUser({ password }), 'validation_failed', 422);
        const email = address('later');
        const proposed = await succeed(auth.updateUser({ email }));
        assert.equal(proposed.user.new_email, email);
        const { session } = await succeed(auth.verifyOtp({ email, token: await sentCode(email), type: 'email_change' }));
        assert.equal(session.user.id, user.id);
        assert.equal(session.user.is_anonymous, false);
        assert.equal(session.user.user_metadata.theme, 'dark');
    },
    async 'sign up by telephone'() {
        const { auth } = client();
        await fail(auth.signUp({ phone: number, password, options: { channel: 'whatsapp' } }), 'validation_failed', 400);
        const { session } = await succeed(auth.signUp({ phone: `+${number}`, password }));
        assert.equal(session, null);
        await fail(auth.signInWithPassword({ phone: number, password }), 'phone_not_confirmed', 400);
        await succeed(auth.verifyOtp({ phone: number, token: await sentCode(`+${number}`), type: 'sms' }));
        const { user } = await succeed(client().auth.signInWithPassword({ phone: number, password }));
        assert.equal(user.phone, number);
    },
    async 'change the address with the agreement of both mailboxes'() {
        const { auth } = await member('before');
        await succeed(auth.updateUser({ email: address('after') }));
        const half = await succeed(client().auth.verifyOtp({ email: address('after'), token: await sentCode(address('after')), type: 'email_change' }));
        assert.equal(half.session, null);
        const { session } = await succeed(client().auth.verifyOtp({ email: address('before'), token: await sentCode(address('before')), type: 'email_change' }));
        assert.equal(session.user.email, address('after'));
    },
    async 'show to be there, and change the password'() {
        const { auth } = await member('nonce');
        await succeed(auth.reauthenticate());
        await succeed(auth.updateUser({ password: 'an entirely new one', nonce: await sentCode(address('nonce')) }));
        await succeed(client().auth.signInWithPassword({ email: address('nonce'), password: 'an entirely new one' }));
    },
    async 'sign in with an ID token, and link another'() {
        const { auth } = client();
        const { user } = await succeed(auth.signInWithIdToken({ provider: 'keycloak', token: idToken }));
        assert.equal(user.app_metadata.provider, 'keycloak');
        const linking = await member('linking');
        const linked = await succeed(linking.auth.linkIdentity({ provider: 'keycloak', token: otherIdToken }));
        assert.equal(linked.user.id, linking.user.id);
        assert.deepEqual(await providers(linking.auth), ['email', 'keycloak']);
        await fail(client().auth.signInWithIdToken({ provider: 'nobody', token: idToken }), 'validation_failed', 400);
    },
    async 'take an identity away, but not the last'() {
        const { auth } = client();
        await succeed(auth.signInWithPassword({ email: address('linking'), password }));
        const { identities } = await succeed(auth.getUserIdentities());
        await succeed(auth.unlinkIdentity(identities.find(({ provider }) => provider === 'keycloak')));
        const [last] = (await succeed(auth.getUserIdentities())).identities;
        await fail(auth.unlinkIdentity(last), 'single_identity_not_deletable', 422);
    },
    async 'be told where to link an identity'() {
        const { auth } = await member('url');
        const data = await succeed(auth.linkIdentity({ provider: 'github' }));
        assert.equal(data.provider, 'github');
        assert.equal(new URL(data.url).searchParams.get('response_type'), 'code');
        await fail(auth.linkIdentity({ provider: 'nobody' }), 'validation_failed', 400);
    },
    async 'sign in through a provider, and exchange the code'() {
        const { auth } = client({ flowType: 'pkce' });
        const { url: start } = await succeed(auth.signInWithOAuth({ provider: 'keycloak', options: { skipBrowserRedirect: true } }));
        const go = (place, cookie) => fetch(place, { redirect: 'manual', headers: cookie ? { cookie } : {} });
        const away = await go(start);
        const back = new URL((await go(away.headers.get('location'))).headers.get('location'));
        const page = await go(url + back.pathname + back.search, away.headers.get('set-cookie').split(';')[0]);
        const code = new URL(page.headers.get('location')).searchParams.get('code');
        const { session } = await succeed(auth.exchangeCodeForSession(code));
        assert.ok(session.provider_token);
        assert.equal(session.user.app_metadata.provider, 'keycloak');
        const another = client({ flowType: 'pkce' }).auth;
        await succeed(another.signInWithOAuth({ provider: 'keycloak', options: { skipBrowserRedirect: true } }));
        await fail(another.exchangeCodeForSession(code), 'flow_state_not_found', 404);
    },
    async 'ask for single sign-on that nobody has set up'() {
        const { auth } = client();
        await fail(auth.signInWithSSO({ domain: `${word}.example` }), 'sso_provider_not_found', 404);
        await fail(auth.signInWithSSO({ providerId: '00000000-0000-4000-8000-000000000000' }), 'sso_provider_not_found', 404);
    },
    async 'use a telephone as a second factor'() {
        const { auth, user } = await member('phone');
        const factor = await succeed(auth.mfa.enroll({ factorType: 'phone', phone: `+${number}`, friendlyName: 'mobile' }));
        assert.equal(factor.phone, `+${number}`);
        await fail(auth.mfa.challenge({ factorId: factor.id, channel: 'whatsapp' }), 'validation_failed', 400);
        const challenge = await succeed(auth.mfa.challenge({ factorId: factor.id, channel: 'sms' }));
        assert.equal(challenge.type, 'phone');
        await succeed(auth.mfa.verify({ factorId: factor.id, challengeId: challenge.id, code: await sentCode(`+${number}`) }));
        assert.equal((await succeed(auth.mfa.getAuthenticatorAssuranceLevel())).currentLevel, 'aal2');
        assert.equal((await succeed(auth.mfa.listFactors())).phone[0].id, factor.id);
        const { factors } = await succeed(admin.mfa.listFactors({ userId: user.id }));
        assert.equal(factors[0].factor_type, 'phone');
        assert.ok(factors[0].last_challenged_at);
        await succeed(admin.mfa.deleteFactor({ userId: user.id, id: factor.id }));
        assert.deepEqual((await succeed(admin.mfa.listFactors({ userId: user.id }))).factors, []);
    },
    async 'be asked for a security key'() {
        const { auth } = await member('key');
        const factor = await succeed(auth.mfa.enroll({ factorType: 'webauthn', friendlyName: 'key' }));
        const { webauthn } = await succeed(auth.mfa.challenge({ factorId: factor.id, webauthn: { rpId: 'localhost', rpOrigins: ['http://localhost:3000'] } }));
        assert.equal(webauthn.type, 'create');
        const { challenge, user, rp } = webauthn.credential_options.publicKey;
        assert.equal(challenge.byteLength, 32);
        assert.equal(user.name, address('key'));
        assert.equal(rp.id, 'localhost');
    },
    async 'keep the id of another system'() {
        const id = crypto.randomUUID();
        const { user } = await succeed(admin.createUser({ id, email: address('moved'), email_confirm: true }));
        assert.equal(user.id, id);
    },
    async 'check claims without asking the server, and believe no forged ones'() {
        const { auth, user } = await member('claims');
        const { claims } = await succeed(auth.getClaims());
        assert.equal(claims.sub, user.id);
        const [header, payload, signature] = (await succeed(auth.getSession())).session.access_token.split('.');
        const forged = `${header}.${Buffer.from(JSON.stringify({ ...claims, aal: 'aal2' })).toString('base64url')}.${signature}`;
        assert.ok(payload);
        assert.ok((await auth.getClaims(forged)).error);
    },
};

await run(steps);
