package dev.tenantry.identity.access;

import java.util.UUID;

import org.springframework.context.event.EventListener;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

import dev.tenantry.identity.apikey.ApiKeyChanged;
import dev.tenantry.tenancy.AccessRulesChanged;
import dev.tenantry.tenancy.MembershipChanged;

/**
 * Tells every instance what takes effect on what callers may do, in the transaction of its cause: {@link AccessListener} hears it once
 * that is committed. Changes of tenants' rows are told here and by the functions that make them, those of accounts and sessions by the
 * database.
 */
@Component
class AccessInvalidation {

    private final JdbcClient jdbc;

    AccessInvalidation(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    @EventListener
    void on(AccessRulesChanged change) {
        tell("organization", change.organizationId());
    }

    @EventListener
    void on(MembershipChanged change) {
        tell("user", change.userId());
    }

    @EventListener
    void on(ApiKeyChanged change) {
        tell("key", change.id());
    }

    private void tell(String whose, UUID id) {
        jdbc.sql("select pg_notify('access_changed', ?)").param(whose + ":" + id).query((_, _) -> true).single();
    }
}
