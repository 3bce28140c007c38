package dev.tenantry.tenancy.policy;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Clock;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;

import org.jspecify.annotations.Nullable;
import org.springframework.context.ApplicationEventPublisher;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;

import dev.tenantry.audit.AuditEntry;
import dev.tenantry.shared.access.Caller;
import dev.tenantry.shared.database.Rows;
import dev.tenantry.shared.problem.ProblemException;
import dev.tenantry.shared.problem.ProblemType;
import dev.tenantry.shared.tenancy.TenantContext;
import dev.tenantry.shared.web.IfMatch;
import dev.tenantry.tenancy.AccessRulesChanged;
import dev.tenantry.tenancy.Authority;
import dev.tenantry.tenancy.change.Changes;
import dev.tenantry.tenancy.role.BuiltInRole;

@Service
@Transactional(readOnly = true)
class SignInPolicyService {

    private static final String SELECT = """
            select mfa_required, mfa_required_roles, sso_required, sso_provider_id, allowed_email_domains, session_length_seconds, version, updated_at
            from sign_in_policies where organization_id = app.org_id()""";

    /** What nobody can come to meet by themselves, as they can enrol a second factor. */
    private static final Set<String> BEYOND_REACH = Set.of("email-domain-not-allowed", "sso-required");
    /** Nothing keeps the owner out. */
    private static final String NONE = "";

    private final JdbcClient jdbc;
    private final Authority authority;
    private final Changes changes;
    private final Clock clock;
    private final ApplicationEventPublisher events;

    SignInPolicyService(JdbcClient jdbc, Authority authority, Changes changes, Clock clock,
            ApplicationEventPublisher events) {
        this.jdbc = jdbc;
        this.authority = authority;
        this.changes = changes;
        this.clock = clock;
        this.events = events;
    }

    private record Standing(@Nullable String refusal, boolean hasEnded) {}

    SignInPolicyResponse current() {
        return jdbc.sql(SELECT).query(SignInPolicyService::read).optional().orElse(SignInPolicyResponse.NONE);
    }

    @Transactional
    SignInPolicyResponse replace(SignInPolicyRequest request, IfMatch ifMatch) {
        authority.lock();
        var before = current();
        ifMatch.check(() -> before);
        var wanted = withProvider(request, before);
        if (wanted.equals(before.asRequest())) {
            return before;
        }
        var refusals = ownersRefusals();
        write(wanted);
        // The transaction sees what it has written: what the database would say to the caller's next request.
        checkThatTheCallerStaysIn(wanted);
        if (!Caller.current().role().equals(BuiltInRole.OWNER.toString())) {
            checkThatOwnersStayIn(refusals, wanted);
        }
        changes.updated(AuditEntry.Category.SECURITY, "sign-in-policy", TenantContext.current().organizationId(),
                before.asRequest(), wanted);
        events.publishEvent(new AccessRulesChanged(TenantContext.current().organizationId()));
        return current();
    }

    /** Which identity provider is demanded is never left open: any would be another organization's, too. */
    private SignInPolicyRequest withProvider(SignInPolicyRequest request, SignInPolicyResponse before) {
        var stated = request.ssoProviderId();
        if (stated != null && !isProvider(stated)) {
            throw ProblemException.invalid("ssoProviderId", "unknown-reference", "there is no such identity provider");
        }
        if (!request.isSsoRequired() || stated != null) {
            return request;
        }
        var previous = before.ssoProviderId();
        if (previous != null && isProvider(previous)) {
            return request.by(previous);
        }
        return request.by(jdbc.sql("select sso_provider from app.caller_access(app.org_id(), ?, ?)")
                .params(Caller.current().sessionId(), Caller.current().assurance().level())
                .query((row, _) -> row.getObject(1, UUID.class))
                .optional()
                .orElse(null));
    }

    private boolean isProvider(UUID id) {
        return jdbc.sql("select app.is_sso_provider(?)").param(id).query(Boolean.class).single();
    }

    private void write(SignInPolicyRequest wanted) {
        jdbc.sql("""
                insert into sign_in_policies (organization_id, mfa_required, mfa_required_roles, sso_required, sso_provider_id,
                    allowed_email_domains, session_length_seconds, version)
                values (app.org_id(), :mfa, cast(:roles as text[]), :sso, cast(:provider as uuid), cast(:domains as text[]), :length, 1)
                on conflict (organization_id) do update set mfa_required = excluded.mfa_required,
                    mfa_required_roles = excluded.mfa_required_roles, sso_required = excluded.sso_required,
                    sso_provider_id = excluded.sso_provider_id,
                    allowed_email_domains = excluded.allowed_email_domains,
                    session_length_seconds = excluded.session_length_seconds, version = sign_in_policies.version + 1""")
                .param("mfa", wanted.mfaRequired())
                .param("roles",
                        names(wanted.mfaRequiredRoles()).stream().map(BuiltInRole::toString).toArray(String[]::new))
                .param("sso", wanted.ssoRequired())
                .param("provider", wanted.ssoProviderId())
                .param("domains", names(wanted.allowedEmailDomains()).toArray(String[]::new))
                .param("length", wanted.sessionLength())
                .update();
    }

    private static <T> List<T> names(@Nullable List<T> list) {
        return list == null ? List.of() : list;
    }

    private void checkThatTheCallerStaysIn(SignInPolicyRequest wanted) {
        var standing = jdbc.sql("select refusal, valid_until from app.caller_access(app.org_id(), ?, ?)")
                .params(Caller.current().sessionId(), Caller.current().assurance().level())
                .query((row, _) -> new Standing(row.getString(1),
                        !Rows.instant(row, "valid_until").isAfter(clock.instant())))
                .optional()
                .orElseThrow(() -> ProblemException.of(ProblemType.FORBIDDEN,
                        "this is for people who are signed in, and not for API keys"));
        var refusal = standing.hasEnded ? "session-ended" : standing.refusal;
        if (refusal != null) {
            throw ProblemException.invalid(field(refusal, wanted), "locks-out",
                    "the caller's own session does not meet this, and would be shut out");
        }
    }

    /** Whoever sets a policy deposes nobody by it: where it let an owner in until now, it goes on to. */
    private void checkThatOwnersStayIn(Map<UUID, String> before, SignInPolicyRequest wanted) {
        var after = ownersRefusals();
        after.forEach((owner, refusal) -> {
            if (BEYOND_REACH.contains(refusal) && !BEYOND_REACH.contains(before.getOrDefault(owner, NONE))) {
                throw ProblemException.invalid(field(refusal, wanted), "locks-out",
                        "an owner does not meet this, and owners alone shut out owners");
            }
        });
        if (before.containsValue(NONE) && !after.containsValue(NONE)) {
            throw ProblemException.invalid(field(after.values().stream().findFirst().orElse(NONE), wanted),
                    "locks-out",
                    "no owner meets this, and the organization would be without one who can act for it");
        }
    }

    /** What keeps each owner out. */
    private Map<UUID, String> ownersRefusals() {
        var refusals = new HashMap<UUID, String>();
        jdbc.sql("select user_id, refusal from app.owners(app.org_id())")
                .query(row -> {
                    refusals.put(row.getObject("user_id", UUID.class),
                            Objects.requireNonNullElse(row.getString("refusal"), NONE));
                });
        return refusals;
    }

    private static String field(String refusal, SignInPolicyRequest wanted) {
        return switch (refusal) {
            case "email-domain-not-allowed" -> "allowedEmailDomains";
            case "sso-required" -> "ssoRequired";
            case "session-ended" -> "sessionLength";
            default -> Optional.ofNullable(wanted.mfaRequired()).orElse(false) ? "mfaRequired" : "mfaRequiredRoles";
        };
    }

    private static SignInPolicyResponse read(ResultSet row, int number) throws SQLException {
        return new SignInPolicyResponse(row.getBoolean("mfa_required"),
                Arrays.stream((String[]) row.getArray("mfa_required_roles").getArray()).map(BuiltInRole::of).toList(),
                row.getBoolean("sso_required"), row.getObject("sso_provider_id", UUID.class),
                List.of((String[]) row.getArray("allowed_email_domains").getArray()),
                row.getObject("session_length_seconds", Integer.class), row.getInt("version"),
                Rows.instant(row, "updated_at"));
    }
}
