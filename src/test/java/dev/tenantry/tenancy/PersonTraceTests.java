package dev.tenantry.tenancy;

import java.sql.SQLException;
import java.util.UUID;

import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import dev.tenantry.support.Api;
import dev.tenantry.support.ApiTest;
import dev.tenantry.support.Mailbox;
import dev.tenantry.support.People;
import dev.tenantry.support.Person;
import dev.tenantry.support.Traces;

import static org.assertj.core.api.Assertions.assertThat;

/** Of a person whose account was deleted no organization keeps the name or the address. */
class PersonTraceTests extends ApiTest {

    private final Traces traces = Traces.fromNow();
    private final String word = "quillfeather" + UUID.randomUUID().toString().substring(0, 8);
    private final String address = word + "@example.test";
    @SuppressWarnings("NullAway.Init")
    private Person host;

    @BeforeEach
    void found() {
        host = people.signUp();
    }

    @ParameterizedTest
    @ValueSource(booleans = {false, true})
    void areGoneWithTheAccount(boolean isSoft) throws Exception {
        invite(host);
        var invitation = host.api().get("/api/v1/invitations").expect(200).at("/results/0/id");
        var person = people.signUp(address);
        var token = Mailbox.newest(address).body().replaceFirst("(?s).*#token=([A-Za-z0-9_-]{65}).*", "$1");
        person.api().post("/api/v1/invitations/acceptance", "{\"token\":\"%s\"}".formatted(token)).expect(200);
        var working = people.switchTo(person, host.organizationId());
        working.api().patch("/api/v1/profile", "{\"name\":\"Old %s\"}".formatted(word)).expect(200);
        working.api().patch("/api/v1/profile", "{\"name\":\"New %s\"}".formatted(word)).expect(200);
        person.api().patch("/api/v1/profile", "{\"bio\":\"%s\"}".formatted(word)).expect(200);
        person.api().post("/api/v1/contacts", "{\"name\":\"%s\"}".formatted(word)).expect(201);
        invite(people.signUp());
        working.api()
                .post("/api/v1/invitations",
                        "{\"email\":\"%s\",\"role\":\"viewer\"}".formatted(people.signUp().email()))
                .expect(201);
        api.post("/auth/v1/token?grant_type=password", "{\"email\":\"%s\",\"password\":\"wrong\"}".formatted(address));
        export("profile/" + person.userId(), word);
        export("invitation/" + invitation, address);
        assertThat(traces.of(word)).contains("audit_logs", "audit_log_export_parts", "invitations",
                "outbound_notifications", "profiles",
                "login_attempts", "idempotency_keys");

        delete(person.userId(), isSoft);

        assertThat(traces.of(word)).isEmpty();
        assertThat(host.api()
                .get("/api/v1/audit-log-exports")
                .expect(200)
                .json()
                .at("/results")
                .findValuesAsString("status"))
                .containsExactly("failed", "failed");
        var log = host.api().get("/api/v1/audit-logs?limit=200").expect(200);
        assertThat(log.text()).contains("profile.updated", "invitation.created", "invitation.accepted",
                "invitation.deleted", "member.removed");
        assertThat(host.api().get("/api/v1/invitations").expect(200).json().at("/results").findValuesAsString("status"))
                .as("their own, to somebody else")
                .containsExactly("revoked");
    }

    /** Anybody can write down somebody else's address: what is meant for its owner stays. */
    @Test
    void areNobodysBusinessWhereTheAddressWasNeverProven() throws Exception {
        invite(host);
        var claimant = people.signUp(address);
        Rows.execute("update auth.users set email_confirmed_at = null where email = '" + address + "'");
        var other = people.signUp();
        Rows.execute("update auth.users set email_change = '%s' where id = '%s'".formatted(address, other.userId()));

        delete(claimant.userId(), false);
        delete(other.userId(), false);

        assertThat(host.api().get("/api/v1/invitations").expect(200).at("/results/0/email"))
                .isEqualToIgnoringCase(address);
        assertThat(traces.of(word)).contains("outbound_notifications");
    }

    private void export(String shown, String text) throws SQLException {
        Rows.execute("""
                with e as (insert into audit_log_exports (organization_id, id, requested_by, export_type, filters, file_path, status)
                    values ('%s', gen_random_uuid(), '%s', 'csv', '{}', 'x.csv', 'completed') returning organization_id, id)
                insert into audit_log_export_parts select organization_id, id, 0, '%s'::bytea, '{%s}'::text[] from e"""
                .formatted(host.organizationId(), host.userId(), text, shown));
    }

    private void invite(Person inviting) {
        inviting.api()
                .with("Idempotency-Key", UUID.randomUUID().toString())
                .post("/api/v1/invitations",
                        """
                        {"email":"%s","role":"manager","message":"Dear %s"}"""
                                .formatted(address.replace("quill", "Quill"), word))
                .expect(201);
    }

    private void delete(UUID user, boolean isSoft) {
        var admin = people.signUp();
        People.promote(admin.userId());
        Api as = people.signIn(admin.email()).api();
        as.send("DELETE", "/auth/v1/admin/users/" + user, "{\"should_soft_delete\": %s}".formatted(isSoft)).expect(200);
    }
}
