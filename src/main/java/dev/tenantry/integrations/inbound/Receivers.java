package dev.tenantry.integrations.inbound;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Clock;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.Base64;
import java.util.List;
import java.util.Optional;
import java.util.UUID;

import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;
import tools.jackson.databind.JsonNode;

import dev.tenantry.integrations.SigningSecret;
import dev.tenantry.integrations.WebhookAddress;
import dev.tenantry.integrations.WebhookAddress.Refused;
import dev.tenantry.integrations.WebhookReceivers;
import dev.tenantry.shared.crypto.AesGcm;
import dev.tenantry.shared.crypto.Secret;
import dev.tenantry.shared.crypto.SecretGeneration;
import dev.tenantry.shared.database.Rows;
import dev.tenantry.shared.problem.ProblemException;
import dev.tenantry.shared.tenancy.Ids;
import dev.tenantry.shared.tenancy.TenantContext;
import dev.tenantry.shared.vault.TenantSecrets;

/** The addresses of an organization, and their secrets. */
@Service
@Transactional(readOnly = true)
class Receivers implements WebhookReceivers {

    static final String PATH = "/hooks/";

    private static final String KNOWN = """
            select r.id, r.token, r.verification, r.is_active and (r.integration_id is null or i.is_active) as is_active, r.sealed, r.sealed_before,
                r.secret_set_at, r.refused_count, r.last_refused_at, r.refusals from webhook_receivers r
            left join integrations i on i.organization_id = r.organization_id and i.id = r.integration_id
            where r.organization_id = app.org_id() and\s""";
    private static final String OF_WORKFLOW = KNOWN + "r.workflow_id = ?";
    private static final String OF_INTEGRATION = KNOWN + "r.integration_id = ?";
    private static final String MAKE = """
            insert into webhook_receivers (organization_id, id, workflow_id, integration_id, token, verification, is_active)
            values (app.org_id(), ?, ?, ?, ?, ?::jsonb, ?) on conflict do nothing""";
    /** What was stated as another service's secret proves nothing of this one's. */
    private static final String FORGET = """
            update webhook_receivers set sealed = null, sealed_before = null, secret_set_at = null
            where organization_id = app.org_id() and workflow_id = ? and verification ->> 'verification' <> ?::jsonb ->> 'verification'""";
    private static final String CHANGE = """
            update webhook_receivers set verification = ?::jsonb, is_active = ?
            where organization_id = app.org_id() and workflow_id = ? and (verification, is_active) is distinct from (?::jsonb, ?)""";
    private static final String REST = """
            update webhook_receivers set is_active = false where organization_id = app.org_id() and workflow_id = ? and is_active""";
    /** The secret before is one that was good until now. */
    private static final String ROTATE = """
            update webhook_receivers set sealed_before = sealed, sealed = ?, secret_set_at = ?
            where organization_id = app.org_id() and id = ?""";

    private final JdbcClient jdbc;
    private final TenantSecrets secrets;
    private final ReceiverGuard guard;
    private final Verifications verifications;
    private final InboundSettings settings;
    private final Clock clock;

    Receivers(JdbcClient jdbc, TenantSecrets secrets, ReceiverGuard guard, Verifications verifications,
            InboundSettings settings, Clock clock) {
        this.settings = settings;
        this.jdbc = jdbc;
        this.secrets = secrets;
        this.guard = guard;
        this.verifications = verifications;
        this.clock = clock;
    }

    private record Known(
            UUID id,
            Secret token,
            Verifier verifier,
            boolean isActive,
            @Nullable String sealed,
            @Nullable String sealedBefore,
            @Nullable Instant secretSetAt,
            long refusedCount,
            @Nullable Instant lastRefusedAt,
            List<Refused> refusals) {

        @Nullable
        Instant previousUntil(Instant now) {
            if (sealedBefore == null || secretSetAt == null) {
                return null;
            }
            var until = secretSetAt.plus(SecretGeneration.OVERLAP);
            return until.isAfter(now) ? until : null;
        }

        String path() {
            return PATH + token.value();
        }
    }

    @Override
    @Transactional
    public String keep(UUID workflow, JsonNode verification, boolean isActive) {
        var stated = verification.toString();
        make(workflow, null, stated, isActive);
        jdbc.sql(FORGET).params(workflow, stated).update();
        jdbc.sql(CHANGE).params(stated, isActive, workflow, stated, isActive).update();
        return known(OF_WORKFLOW, workflow).orElseThrow().path();
    }

    /** Of an integration that there is. @throws ProblemException 403 where the caller may not do what workflows do about its messages */
    @Transactional
    WebhookAddress keepOfIntegration(UUID integration, String verification) {
        make(null, integration, verification, true);
        var made = known(OF_INTEGRATION, integration).orElseThrow();
        guard.demandToTell(made.id);
        return shown(made);
    }

    private void make(@Nullable UUID workflow, @Nullable UUID integration, String verification, boolean isActive) {
        var id = Ids.next();
        var token = ReceiverToken.next(TenantContext.current().organizationId(), id);
        jdbc.sql(MAKE)
                .param(id)
                .param(workflow)
                .param(integration)
                .params(token.text().value(), verification, isActive)
                .update();
    }

    @Override
    @Transactional
    public void rest(UUID workflow) {
        jdbc.sql(REST).param(workflow).update();
    }

    @Override
    public Optional<WebhookAddress> find(UUID workflow) {
        return known(OF_WORKFLOW, workflow).map(this::shown);
    }

    @Override
    public Optional<WebhookAddress> findOfIntegration(UUID integration) {
        return known(OF_INTEGRATION, integration).map(this::shown);
    }

    @Override
    @Transactional
    public SigningSecret rotate(UUID workflow, @Nullable Secret stated, boolean endsPrevious) {
        return rotate(OF_WORKFLOW, workflow, "workflow", stated, endsPrevious);
    }

    @Transactional
    SigningSecret rotateOfIntegration(UUID integration, Secret stated, boolean endsPrevious) {
        return rotate(OF_INTEGRATION, integration, "integration", stated, endsPrevious);
    }

    private SigningSecret rotate(String which, UUID owner, String resource, @Nullable Secret stated,
            boolean endsPrevious) {
        var known = known(which + " for no key update of r", owner).orElseThrow(ProblemException::notFound);
        guard.demandToTell(known.id);
        ReceiverGuard.demandToSign(known.verifier);
        demandSuitable(known.verifier, stated);
        if (known.sealedBefore != null) {
            new SecretGeneration(2, known.secretSetAt).demandRotatable(clock.instant(), endsPrevious);
        }
        var secret = stated == null
                ? new Secret("whsec_" + Base64.getEncoder().encodeToString(AesGcm.newKey()))
                : stated;
        jdbc.sql(ROTATE)
                .params(secrets.seal(purpose(known.id), secret), clock.instant().atOffset(ZoneOffset.UTC), known.id)
                .update();
        guard.noteRotation(resource, owner, clock.instant());
        var rotated = known(which, owner).orElseThrow();
        return new SigningSecret(url(rotated), secret, rotated.previousUntil(clock.instant()));
    }

    private static void demandSuitable(Verifier verifier, @Nullable Secret stated) {
        if (stated == null && !verifier.takesOurSecrets()) {
            throw ProblemException.invalid("secret", "required",
                    "the sender has one of its own: " + verifier.description());
        }
        var fault = stated == null ? null : verifier.fault(stated);
        if (fault != null) {
            throw ProblemException.invalid("secret", "unsuitable", fault);
        }
    }

    private WebhookAddress shown(Known known) {
        return new WebhookAddress(url(known), known.path(), known.isActive, known.sealed != null, known.secretSetAt,
                known.previousUntil(clock.instant()), known.refusedCount, known.lastRefusedAt, known.refusals);
    }

    private String url(Known known) {
        return settings.url() + "/" + known.token.value();
    }

    static String purpose(UUID receiver) {
        return "webhook-receivers/" + receiver;
    }

    /** Whether the secret that was replaced at that time still proves messages; null: none was. */
    static boolean isStillGood(@Nullable Instant replacedAt, Instant now) {
        return replacedAt != null && replacedAt.plus(SecretGeneration.OVERLAP).isAfter(now);
    }

    private Optional<Known> known(String which, UUID owner) {
        return jdbc.sql(which).param(owner).query(this::read).optional();
    }

    private Known read(ResultSet row, int number) throws SQLException {
        return new Known(row.getObject("id", UUID.class), new Secret(row.getString("token")),
                verifications.read(row.getString("verification")).verifier(), row.getBoolean("is_active"),
                row.getString("sealed"), row.getString("sealed_before"), Rows.instantOrNull(row, "secret_set_at"),
                row.getLong("refused_count"), Rows.instantOrNull(row, "last_refused_at"),
                verifications.refusals(row.getString("refusals")));
    }

    static OffsetDateTime utc(Instant time) {
        return OffsetDateTime.ofInstant(time, ZoneOffset.UTC);
    }
}
