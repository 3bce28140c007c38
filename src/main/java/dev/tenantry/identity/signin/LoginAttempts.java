package dev.tenantry.identity.signin;

import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

import dev.tenantry.identity.user.User;
import dev.tenantry.shared.database.RolePool;
import dev.tenantry.shared.web.RequestDetails;

/** Records who tried to sign in, and how that ended. */
@Component
class LoginAttempts {

    private final JdbcClient jdbc;

    LoginAttempts(RolePool authPool) {
        this.jdbc = authPool.jdbc();
    }

    void succeeded(String email, User user) {
        record(email, user, null);
    }

    void failed(String email, @Nullable User user, String reason) {
        record(email, user, reason);
    }

    private void record(String email, @Nullable User user, @Nullable String reason) {
        var request = RequestDetails.currentOrNull();
        jdbc.sql("""
                insert into login_attempts (user_id, email, success, failure_reason, ip_address, user_agent)
                values (?, ?, ?, ?, ?::inet, ?)""")
                .param(user == null ? null : user.id())
                .param(email)
                .param(reason == null)
                .param(reason)
                .param(request == null ? null : request.address())
                .param(request == null ? null : request.userAgent())
                .update();
    }
}
