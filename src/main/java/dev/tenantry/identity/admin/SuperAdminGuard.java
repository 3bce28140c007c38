package dev.tenantry.identity.admin;

import java.util.UUID;

import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

import dev.tenantry.identity.account.Users;
import dev.tenantry.shared.access.Caller;
import dev.tenantry.shared.database.RolePool;
import dev.tenantry.shared.problem.ProblemException;

/** Keeps the platform's administrators from being lost, or taken over by who is none. In the transaction of the caller. */
@Component
class SuperAdminGuard {

    private final JdbcClient jdbc;
    private final Users users;

    SuperAdminGuard(RolePool authPool, Users users) {
        this.jdbc = authPool.jdbc();
        this.users = users;
    }

    /**
     * Whether the account may be changed: the service key opens accounts, and would by a super admin's open the platform.
     *
     * @throws ProblemException 403
     */
    void mayChange(UUID account) {
        if (Caller.currentOrNull() == null && isSuperAdmin(account)) {
            throw ProblemException.forbidden("of a super admin: the account is one's");
        }
    }

    /**
     * Whether the account may be suspended or deleted.
     *
     * @throws ProblemException 403, or 409 where it is the caller's own or the last super admin's
     */
    void mayEnd(UUID account) {
        mayChange(account);
        var caller = Caller.currentOrNull();
        if (caller != null && caller.userId().equals(account)) {
            throw ProblemException.conflict("a super admin cannot suspend or delete the own account");
        }
        if (isSuperAdmin(account)) {
            jdbc.sql("select pg_advisory_xact_lock(hashtextextended('identity.super-admins', 0))")
                    .query((_, _) -> true)
                    .single();
            if (!isAnotherLeft(account)) {
                throw ProblemException.conflict("the account is the last active super admin's");
            }
        }
    }

    boolean isSuperAdmin(UUID account) {
        return users.isSuperAdmin(account);
    }

    private boolean isAnotherLeft(UUID account) {
        return jdbc.sql("""
                select exists (select from auth.users where id <> ? and is_super_admin and is_active and deleted_at is null
                    and (banned_until is null or banned_until <= now()))""")
                .param(account)
                .query(Boolean.class)
                .single();
    }
}
