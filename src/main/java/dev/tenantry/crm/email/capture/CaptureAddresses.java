package dev.tenantry.crm.email.capture;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Clock;
import java.time.ZoneOffset;
import java.time.temporal.ChronoUnit;
import java.util.Map;
import java.util.Objects;

import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;

import dev.tenantry.audit.AuditEntry;
import dev.tenantry.audit.AuditTrail;
import dev.tenantry.shared.database.Rows;
import dev.tenantry.shared.problem.ProblemException;
import dev.tenantry.shared.tenancy.TenantContext;

/** The addresses to which members' mail programs send copies, one a member. */
@Service
@Transactional(readOnly = true)
@EnableConfigurationProperties(CaptureSettings.class)
class CaptureAddresses {

    private static final String READ = """
            select accepted_from, address_made_at, last_received_at from email_mailboxes
            where organization_id = app.org_id() and user_id = auth.uid() and secret_hash is not null""";
    private static final String KEEP = """
            insert into email_mailboxes (organization_id, user_id, secret_hash, accepted_from, address_made_at) values (app.org_id(), auth.uid(), ?, ?, ?)
            on conflict on constraint email_mailboxes_pkey do update
            set secret_hash = excluded.secret_hash, accepted_from = excluded.accepted_from, address_made_at = excluded.address_made_at, last_received_at = null""";
    private static final String REVOKE = """
            update email_mailboxes set secret_hash = null, address_made_at = null, last_received_at = null
            where organization_id = app.org_id() and user_id = auth.uid() and secret_hash is not null""";

    private final JdbcClient jdbc;
    private final AuditTrail audit;
    private final CaptureSettings settings;
    private final Clock clock;

    CaptureAddresses(JdbcClient jdbc, AuditTrail audit, CaptureSettings settings, Clock clock) {
        this.jdbc = jdbc;
        this.audit = audit;
        this.settings = settings;
        this.clock = clock;
    }

    CaptureStandingResponse get() {
        return jdbc.sql(READ)
                .query(CaptureAddresses::read)
                .optional()
                .orElse(new CaptureStandingResponse(null, null, null));
    }

    /** @throws ProblemException 409 where no mail is received here */
    @Transactional
    CaptureAddress make(CaptureAddressRequest request) {
        if (settings.domain() == null || settings.domain().isBlank()) {
            throw ProblemException.conflict(
                    "no mail is received here: the operator has not configured tenantry.mail.capture.domain");
        }
        var from = Objects.requireNonNullElse(request.acceptedFrom(), AcceptedFrom.ANYONE);
        var token = CaptureToken.next(TenantContext.current().organizationId());
        var now = clock.instant().truncatedTo(ChronoUnit.MICROS);
        jdbc.sql(KEEP).params(token.hash(), from.toString(), now.atOffset(ZoneOffset.UTC)).update();
        note("made");
        return new CaptureAddress(token.text() + "@" + settings.domain(), from, now);
    }

    @Transactional
    void revoke() {
        if (jdbc.sql(REVOKE).update() == 1) {
            note("revoked");
        }
    }

    private void note(String what) {
        audit.record(new AuditEntry("email-capture-address." + what, AuditEntry.Category.SECURITY,
                "email-capture-address", TenantContext.currentUser().toString(), Map.of(), Map.of()));
    }

    private static CaptureStandingResponse read(ResultSet row, int number) throws SQLException {
        return new CaptureStandingResponse(AcceptedFrom.of(row.getString("accepted_from")),
                Rows.instant(row, "address_made_at"), Rows.instantOrNull(row, "last_received_at"));
    }
}
