package dev.tenantry.identity.apikey;

import java.util.ArrayList;
import java.util.List;
import java.util.Set;

import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

import dev.tenantry.shared.access.AccessInterceptor;
import dev.tenantry.shared.access.Caller;
import dev.tenantry.shared.problem.FieldError;
import dev.tenantry.shared.problem.ProblemException;
import dev.tenantry.shared.tenancy.TenantContext;
import dev.tenantry.tenancy.Authority;

/** Makes keys of the current organization, and says what they may be for. */
@Component
class KeyMaker {

    private final JdbcClient jdbc;
    private final Authority authority;

    KeyMaker(JdbcClient jdbc, Authority authority) {
        this.jdbc = jdbc;
        this.authority = authority;
    }

    /** A new key, in plain text. */
    String make() {
        var isTest = jdbc.sql("select is_test from organizations where id = app.org_id()")
                .query(Boolean.class)
                .single();
        return PresentedKey.generate(TenantContext.current().organizationId(), isTest);
    }

    /** Before a key is: whoever changes members, with whom their keys go, begins so as well. */
    void lock() {
        authority.lock();
    }

    /** @throws ProblemException 422 where a scope is no permission, or not one of the caller's */
    void check(List<String> scopes) {
        AccessInterceptor.requireProof(Caller.current());
        authority.lock();
        var known = Set.copyOf(jdbc.sql("select name from permissions").query(String.class).list());
        var held = authority.ofCaller();
        var errors = new ArrayList<FieldError>();
        for (var index = 0; index < scopes.size(); index++) {
            var scope = scopes.get(index);
            if (!known.contains(scope)) {
                errors.add(new FieldError("scopes[" + index + "]", "unknown", "there is no such permission"));
            } else if (!held.contains(scope)) {
                errors.add(new FieldError("scopes[" + index + "]", "not-granted",
                        "nobody gives a key a permission that they do not have"));
            }
        }
        if (!errors.isEmpty()) {
            throw ProblemException.invalid(errors);
        }
    }
}
