package dev.tenantry.identity.link;

import java.util.List;
import java.util.UUID;

import org.springframework.stereotype.Component;

import dev.tenantry.identity.access.AccessCache;
import dev.tenantry.identity.account.Users;
import dev.tenantry.identity.link.onetime.OneTimeTokens;
import dev.tenantry.shared.database.RolePool;

/**
 * Shuts out whoever had an account before it turned out to be somebody else's, in the transactions of the callers: who
 * tell {@link #revoked} after them.
 */
@Component
public class CredentialRevocation {

    private static final List<String> FIRST = List.of("delete from auth.sessions where user_id = ?",
            "update auth.users set encrypted_password = null, is_password_contested = false where id = ?");

    /** Whatever else lets somebody in, or lets somebody be taken for who is in. */
    private static final List<String> FURTHER = List.of("delete from auth.mfa_factors where user_id = ?",
            "delete from auth.mfa_backup_codes where user_id = ?",
            "delete from auth.identities where user_id = ? and provider not in ('email', 'phone')",
            "update trusted_devices set is_active = false where user_id = ?");

    private final RolePool pool;
    private final OneTimeTokens tokens;
    private final AccessCache accesses;
    private final Users users;

    CredentialRevocation(RolePool authPool, OneTimeTokens tokens, AccessCache accesses, Users users) {
        this.pool = authPool;
        this.tokens = tokens;
        this.accesses = accesses;
        this.users = users;
    }

    /** Ends the password, the sessions, and the links and codes that were given to sign in by. */
    void revoke(UUID user) {
        users.lock(user);
        endFirst(user);
    }

    /**
     * Ends second factors, trusted devices, identities elsewhere and API keys besides, lets guests of the personal organization
     * and invitations go, leaves organizations that have another owner, pauses workflows, cancels their runs, and rotates the
     * secret of the personal organization's webhooks.
     */
    public void revokeAll(UUID user) {
        // Whoever gives something away just now is waited for, and who waits for these finds the session ended.
        users.lock(user);
        call("select app.lock_organizations_of(?)", user);
        endFirst(user);
        FURTHER.forEach(way -> pool.jdbc().sql(way).param(user).update());
        call("select app.revoke_keys_of(?)", user);
        call("select app.seclude(?)", user);
    }

    /** After the transaction: what was read during it may be old. */
    void revoked(UUID user) {
        accesses.forgetUser(user);
    }

    private void endFirst(UUID user) {
        // Before the sessions: whoever is just exchanging a code is waited for.
        tokens.forget(user);
        FIRST.forEach(way -> pool.jdbc().sql(way).param(user).update());
    }

    private void call(String function, UUID user) {
        pool.jdbc().sql(function).param(user).query((_, _) -> true).single();
    }
}
