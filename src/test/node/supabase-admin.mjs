// Administers accounts as a backend would. The arguments: the server's URL, the service key and a word that nobody has in an address.
import assert from 'node:assert/strict';
import { createClient } from '@supabase/supabase-js';
import { fail, password, run, succeed } from './calls.mjs';

const [url, key, word] = process.argv.slice(2);
const client = (apiKey) => createClient(url, apiKey, { auth: { autoRefreshToken: false, persistSession: false } });
const { admin } = client(key).auth;
const address = (name) => `${name}-${word}@example.test`;
const make = async (name) => (await succeed(admin.createUser({ email: address(name), password, email_confirm: true }))).user;
const signIn = (email) => client('anon-key').auth.signInWithPassword({ email, password });

const steps = {
    async 'create a user'() {
        const { user } = await succeed(admin.createUser({
            email: address('ada'), password, email_confirm: true, user_metadata: { name: 'Ada' }, app_metadata: { plan: 'gold' },
        }));
        assert.equal(user.user_metadata.name, 'Ada');
        assert.equal(user.app_metadata.plan, 'gold');
        const { session } = await succeed(signIn(address('ada')));
        assert.equal(session.user.id, user.id);
    },
    async 'create the same user again'() {
        await fail(admin.createUser({ email: address('ada') }), 'email_exists', 422);
    },
    async 'create a user without an address'() {
        await fail(admin.createUser({ password }), 'validation_failed', 400);
    },
    async 'create a user with a weak password'() {
        const { error } = await admin.createUser({ email: address('weak'), password: 'weak' });
        assert.equal(error.name, 'AuthWeakPasswordError');
    },
    async 'list users in pages'() {
        await make('page-1');
        await make('page-2');
        const first = await succeed(admin.listUsers({ page: 1, perPage: 2 }));
        assert.equal(first.users.length, 2);
        assert.equal(first.nextPage, 2);
        assert.ok(first.total >= 3);
        // The client reads the first digit alone.
        assert.equal(first.lastPage, Number(String(Math.ceil(first.total / 2))[0]));
        const second = await succeed(admin.listUsers({ page: first.nextPage, perPage: 2 }));
        assert.ok(!second.users.some((user) => first.users.some((seen) => seen.id === user.id)));
        const last = await succeed(admin.listUsers({ page: 1, perPage: 1000 }));
        assert.equal(last.nextPage, last.total > 1000 ? 2 : null);
        assert.ok((await succeed(admin.listUsers())).users.length > 0);
    },
    async 'get a user'() {
        const { id } = await make('get');
        const { user } = await succeed(admin.getUserById(id));
        assert.equal(user.email, address('get'));
        await fail(admin.getUserById('00000000-0000-4000-8000-000000000000'), 'user_not_found', 404);
    },
    async 'update a user'() {
        const { id } = await make('before');
        const { user } = await succeed(admin.updateUserById(id, { email: address('after'), user_metadata: { a: 1 } }));
        assert.equal(user.email, address('after'));
        assert.equal(user.user_metadata.a, 1);
        await succeed(signIn(address('after')));
        await fail(admin.updateUserById(id, { email: address('ada') }), 'email_exists', 422);
    },
    async 'ban a user, and let the user in again'() {
        const { id } = await make('banned');
        const { user } = await succeed(admin.updateUserById(id, { ban_duration: '24h' }));
        assert.ok(new Date(user.banned_until) > new Date());
        await fail(signIn(address('banned')), 'user_banned', 400);
        await succeed(admin.updateUserById(id, { ban_duration: 'none' }));
        await succeed(signIn(address('banned')));
    },
    async 'list the factors of a user'() {
        const { id } = await make('factors');
        const { factors } = await succeed(admin.mfa.listFactors({ userId: id }));
        assert.deepEqual(factors, []);
        await fail(admin.mfa.deleteFactor({ userId: id, id: '00000000-0000-4000-8000-000000000000' }), 'mfa_factor_not_found', 404);
    },
    async 'delete users, for good and softly'() {
        for (const soft of [false, true]) {
            const { id } = await make('deleted');
            const { session } = await succeed(signIn(address('deleted')));
            await succeed(admin.deleteUser(id, soft));
            await fail(admin.getUserById(id), 'user_not_found', 404);
            await fail(signIn(address('deleted')), 'invalid_credentials', 400);
            await fail(client('anon-key').auth.refreshSession(session), 'refresh_token_not_found', 400);
        }
    },
    async 'invite a user'() {
        const { user } = await succeed(admin.inviteUserByEmail(address('invited'), { data: { name: 'Ada' } }));
        assert.equal(user.user_metadata.name, 'Ada');
        assert.ok(user.invited_at);
        await succeed(admin.inviteUserByEmail(address('invited')));
        await fail(admin.inviteUserByEmail(address('ada')), 'email_exists', 422);
    },
    async 'generate links, and follow them'() {
        const { id } = await make('linked');
        for (const [type, options] of [['magiclink', {}], ['recovery', {}], ['signup', { password }], ['invite', {}]]) {
            const email = address(['signup', 'invite'].includes(type) ? type : 'linked');
            const { properties, user } = await succeed(admin.generateLink({ type, email, ...options }));
            assert.equal(user.email, email);
            assert.equal(properties.verification_type, type);
            assert.ok(properties.action_link.includes(properties.hashed_token));
            assert.match(properties.email_otp, /^\d{6}$/);
            const { session } = await succeed(client('anon-key').auth.verifyOtp({ token_hash: properties.hashed_token, type }));
            assert.equal(session.user.id, user.id);
        }
        const newEmail = address('moved');
        for (const type of ['email_change_current', 'email_change_new']) {
            const { properties } = await succeed(admin.generateLink({ type, email: address('linked'), newEmail }));
            await succeed(client('anon-key').auth.verifyOtp({ token_hash: properties.hashed_token, type: 'email_change' }));
        }
        assert.equal((await succeed(admin.getUserById(id))).user.email, newEmail);
        await fail(admin.generateLink({ type: 'recovery', email: address('unknown') }), 'user_not_found', 404);
        await fail(admin.generateLink({ type: 'nonsense', email: newEmail }), 'validation_failed', 400);
    },
    async 'do none of it without the key'() {
        const visitor = client('anon-key').auth.admin;
        await fail(visitor.listUsers(), 'bad_jwt', 403);
        await fail(visitor.createUser({ email: address('nobody') }), 'bad_jwt', 403);
        const { session } = await succeed(signIn(address('ada')));
        await fail(client(session.access_token).auth.admin.listUsers(), 'not_admin', 403);
    },
};

await run(steps);
