package dev.tenantry.identity.signin;

import java.util.Map;

import org.jspecify.annotations.Nullable;
import org.springframework.context.ApplicationEventPublisher;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

import dev.tenantry.audit.AuditEntry;
import dev.tenantry.audit.AuditedRefusals;
import dev.tenantry.audit.Refusal;
import dev.tenantry.identity.account.User;
import dev.tenantry.identity.alert.AlertType;
import dev.tenantry.identity.alert.DeviceToken;
import dev.tenantry.identity.alert.SecurityAlerts;
import dev.tenantry.shared.database.RolePool;
import dev.tenantry.shared.signal.SignInFailed;
import dev.tenantry.shared.web.RequestDetails;
import dev.tenantry.shared.web.RequestLocation;

/** Records who tried to sign in, and how that ended. */
@Component
class LoginAttempts {

    private final JdbcClient jdbc;
    private final SecurityAlerts alerts;
    private final AuditedRefusals refusals;
    private final RequestLocation location;
    private final ApplicationEventPublisher events;

    LoginAttempts(RolePool authPool, SecurityAlerts alerts, AuditedRefusals refusals, RequestLocation location,
            ApplicationEventPublisher events) {
        this.jdbc = authPool.jdbc();
        this.alerts = alerts;
        this.refusals = refusals;
        this.location = location;
        this.events = events;
    }

    void succeeded(String email, User user) {
        record(email, user, null);
    }

    /** The person hears of it where it was the one attempt too many. */
    void failed(String email, @Nullable User user, String reason) {
        record(email, user, reason);
        if (user != null) {
            refusals.tell(new Refusal(null, user.id(), AuditEntry.Category.AUTHENTICATION, "sign-in.failed", "warning",
                    "sign-in failed", user.id().toString(), reason));
        }
        events.publishEvent(new SignInFailed(user == null ? null : user.id()));
        if (user != null && isLocked(email)) {
            alerts.raise(user.id(), AlertType.TOO_MANY_FAILED_ATTEMPTS,
                    "The account cannot be signed in to for a while.", Map.of("reason", reason));
        }
    }

    /** Refused before it was looked at. The person has been told already. */
    void locked(String email, @Nullable User user) {
        record(email, user, "locked");
        unevaluated(user, "locked");
        events.publishEvent(new SignInFailed(user == null ? null : user.id()));
    }

    /** Whatever the secret was, it did not let anybody in. */
    void unevaluated(@Nullable User user, String reason) {
        if (user != null) {
            refusals.tell(new Refusal(null, user.id(), AuditEntry.Category.AUTHENTICATION, "sign-in.limited", "warning",
                    "sign-in refused before it was looked at", user.id().toString(), reason));
        }
    }

    private boolean isLocked(String email) {
        return jdbc.sql("select exists (select from auth.sign_in_throttles where email = ? and locked_until > now())")
                .param(email)
                .query(Boolean.class)
                .single();
    }

    private void record(String email, @Nullable User user, @Nullable String reason) {
        var request = RequestDetails.currentOrNull();
        jdbc.sql(
                """
                insert into login_attempts (user_id, email, success, failure_reason, ip_address, user_agent, device_fingerprint, location)
                values (:user, :email, :success, :reason, :address::inet, :agent, :device,
                    case when :address::inet is not null then jsonb_build_object('network',
                        network(set_masklen(:address::inet, case family(:address::inet) when 4 then 16 else 48 end))) || coalesce(:place::jsonb, '{}') end)""")
                .param("user", user == null ? null : user.id())
                .param("email", email)
                .param("success", reason == null)
                .param("reason", reason)
                .param("address", request == null ? null : request.address())
                .param("agent", request == null ? null : request.userAgent())
                .param("place", location.current())
                .param("device", DeviceToken.currentFingerprint())
                .update();
    }
}
