package dev.tenantry.audit;

import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.List;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.springframework.beans.factory.annotation.Autowired;

import dev.tenantry.support.Answer;
import dev.tenantry.support.ApiTest;
import dev.tenantry.support.People;
import dev.tenantry.support.Person;

import static org.assertj.core.api.Assertions.assertThat;

/** What an entry says besides what was changed, and entries of what changes nothing. */
class AuditEntryTests extends ApiTest {

    private static final String TRACE = "4bf92f3577b34da6a3ce929d0e0e4736";

    @Autowired
    private AuditedRefusals refusals;

    @Test
    void saysWhatFollowsFromIt() {
        var person = people.signUp();
        var key = person.api()
                .post("/api/v1/api-keys", "{\"name\": \"k\", \"scopes\": [\"contacts:create\"]}")
                .expect(201);
        var contact = api.bearer(key.at("/key"))
                .with("traceparent", "00-" + TRACE + "-00f067aa0ba902b7-01")
                .post("/api/v1/contacts", "{\"name\": \"Ada\"}")
                .expect(201);

        var entry = only(person,
                "correlationId[eq]:" + TRACE + ",complianceFlags[contains]:gdpr,riskScore[lte]:10,apiKeyId[eq]:"
                        + key.id());

        assertThat(entry.at("/resourceId")).isEqualTo(contact.id());
        assertThat(entry.at("/apiKeyName")).isEqualTo("k");
        assertThat(entry.at("/userName")).isNotEmpty();
        assertThat(entry.at("/retentionClass")).isEqualTo("standard");
        assertThat(entry.at("/retentionPeriodDays")).isEqualTo("365");
        assertThat(entry.at("/riskScore")).isEqualTo("10");
        assertThat(entry.at("/occurrences")).isEqualTo("1");
        assertThat(entry.at("/anomalyDetected")).isEqualTo("false");
        assertThat(entry.json().at("/sessionId").isMissingNode()).isTrue();
        var made = only(person, "actionType[eq]:api-key.created,complianceFlags[eq]:soc2,retentionClass[eq]:security");
        assertThat(made.at("/sessionId")).isNotEmpty();
        assertThat(made.at("/actionDescription")).isEqualTo("api key created");
    }

    @Test
    void namesNobodyToWhomMayNotReadThem() {
        var person = people.signUp();
        var key = person.api()
                .post("/api/v1/api-keys", "{\"name\": \"k\", \"scopes\": [\"audit-logs:read\"]}")
                .expect(201);

        var entry = api.bearer(key.at("/key"))
                .get("/api/v1/audit-logs?filter=actionType[eq]:api-key.created")
                .expect(200);

        assertThat(entry.at("/results/0/userId")).isEqualTo(person.userId().toString());
        assertThat(entry.json().at("/results/0").has("userName")).isFalse();
    }

    @ParameterizedTest
    @CsvSource({"address-bypass, opened, opened this address bypass",
        "address-bypass, ended, ended this address bypass",
        "quota-policy, created, created this quota policy", "quota-policy, listed, listed quota policies",
        "address-bypass, listed, listed address bypasses", "usage, listed, listed usage",
        "audit-key, listed, listed audit keys", "user, viewed, looked at this user"})
    void saysWhatASuperAdminDid(String resource, String done, String expected) {
        assertThat(ActionTexts.ofSuperAdmin(resource, resource + "." + done)).isEqualTo("A super admin " + expected);
    }

    @ParameterizedTest
    @CsvSource({"traceparent, 00-00000000000000000000000000000000-00f067aa0ba902b7-01",
        "traceparent, ff-4bf92f3577b34da6a3ce929d0e0e4736-00f067aa0ba902b7-01", "traceparent, 00-4BF9-1-1",
        "X-Correlation-Id, 'a b'"})
    void takesNothingForACorrelationThatIsNone(String header, String value) {
        var person = people.signUp();

        person.api().with(header, value).post("/api/v1/contacts", "{\"name\": \"Ada\"}").expect(201);

        assertThat(only(person, "actionType[eq]:contact.created").json().at("/correlationId").isMissingNode()).isTrue();
    }

    @Test
    void tellsWhatWasRefused() {
        var owner = people.signUp();
        var other = people.signUp();
        var member = people.signUpInto(owner, "member");
        var contact = other.api().post("/api/v1/contacts", "{\"name\": \"Ada\"}").expect(201).id();
        var before = list(other, "").json().at("/results").size();

        for (var n = 0; n < 12; n++) {
            member.api().get("/api/v1/audit-logs").expect(403);
            member.api().get("/api/v1/contacts/" + contact).expect(404);
        }
        refusals.write(true);

        var refused = list(owner, "actionType[eq]:request.refused,success[eq]:false,userId[eq]:" + member.userId());
        assertThat(refused.json().at("/results")).hasSize(2);
        assertThat(refused.at("/results/0/actionDescription"))
                .isEqualTo("request refused: the caller has no right to it");
        assertThat(refused.at("/results/0/occurrences")).isEqualTo("11");
        assertThat(refused.at("/results/0/anomalyDetected")).isEqualTo("true");
        assertThat(refused.at("/results/0/retentionClass")).isEqualTo("transient");
        assertThat(refused.at("/results/1/errorMessage")).contains("audit-logs:read");
        assertThat(refused.at("/results/1/resourceId")).isEqualTo("GET /api/v1/audit-logs");
        assertThat(list(owner, "actionType[eq]:request.not-found").at("/results/1/requestPath")).endsWith(contact);
        assertThat(list(other, "").json().at("/results")).hasSize(before);
    }

    @Test
    void tellsOfSignInsThatFailed() {
        var person = people.signUp();

        api.post("/auth/v1/token?grant_type=password",
                "{\"email\": \"%s\", \"password\": \"none of theirs\"}".formatted(person.email())).expect(400);
        refusals.write(true);

        var entry = only(person, "actionType[eq]:sign-in.failed,actionCategory[eq]:authentication");
        assertThat(entry.at("/success")).isEqualTo("false");
        assertThat(entry.at("/userId")).isEqualTo(person.userId().toString());
        assertThat(entry.at("/errorMessage")).isEqualTo("invalid_credentials");
    }

    /** With the right password, too; and what repeats is one entry that says how often. */
    @Test
    void tellsOfSignInsThatWereRefusedUnseen() {
        var person = people.signUp();
        var wrong = "{\"email\": \"%s\", \"password\": \"none of theirs\"}".formatted(person.email());
        for (var tries = 0; tries < 50; tries++) {
            if (api.post("/auth/v1/token?grant_type=password", wrong).status() == 429) {
                break;
            }
        }
        refusals.write(true);
        var filter = "actionType[eq]:sign-in.limited,userId[eq]:" + person.userId();
        assertThat(only(person, filter).at("/errorMessage")).isEqualTo("locked");

        for (var tries = 0; tries < 3; tries++) {
            api.post("/auth/v1/token?grant_type=password",
                    "{\"email\": \"%s\", \"password\": \"%s\"}".formatted(person.email(), person.password()))
                    .expect(429);
        }
        refusals.write(true);

        var log = list(person, filter).json().at("/results");
        assertThat(log).hasSize(2);
        assertThat(log.path(0).path("occurrences").asInt()).isEqualTo(3);
    }

    /** Whichever of them the session works in; and none is told which others there are. */
    @Test
    void tellsEachOfThePersonsOrganizationsHowTheySignIn() {
        var host = people.signUp();
        var stranger = people.signUp();
        var person = people.signUp();
        People.join(person.userId(), host.organizationId(), "member");

        api.post("/auth/v1/token?grant_type=password",
                "{\"email\": \"%s\", \"password\": \"none of theirs\"}".formatted(person.email())).expect(400);
        refusals.write(true);
        var signedIn = people.signIn(person.email());
        signedIn.api().post("/auth/v1/logout?scope=local", "").expect(204);

        for (var action : List.of("sign-in.failed", "session.created", "session.ended")) {
            var filter = "actionType[eq]:" + action + ",userId[eq]:" + person.userId();
            var own = list(people.signIn(person.email()), filter);
            var told = list(host, filter);
            assertThat(told.json().at("/results").size()).as(action).isPositive();
            assertThat(told.text()).doesNotContain(person.organizationId().toString());
            assertThat(told.at("/results/0/requestId")).isEqualTo(own.at("/results/0/requestId"));
            assertThat(list(stranger, filter).json().at("/results")).isEmpty();
        }
    }

    /** What one organization does with a session that works there, and that it is turned to another, is no matter of the others. */
    @Test
    void keepsToOneOrganizationWhatIsItsOwn() {
        var host = people.signUp();
        var person = people.signUpInto(host, "member");
        var session = host.api()
                .get("/api/v1/organization/members/" + person.userId() + "/sessions")
                .expect(200)
                .at("/results/0/id");
        host.api().delete("/api/v1/organization/members/" + person.userId() + "/sessions/" + session).expect(204);

        var own = people.signIn(person.email());
        assertThat(list(own, "actionType[eq]:session.revoked").json().at("/results")).isEmpty();
        assertThat(list(own, "actionType[eq]:session.organization-switched").json().at("/results")).isEmpty();
        var there = list(host, "resourceType[eq]:session");
        assertThat(there.text()).contains("session.revoked", "session.organization-switched")
                .doesNotContain(own.organizationId().toString());
    }

    /** A key that was the organization's once, whatever it is used for; one that never was is nothing to anybody. */
    @Test
    void tellsOfKeysThatAreUsedAndGoodNoMore() {
        var person = people.signUp();
        var made = person.api()
                .post("/api/v1/api-keys", "{\"name\": \"k\", \"scopes\": [\"contacts:read\"]}")
                .expect(201);
        var key = made.at("/key");
        person.api().put("/api/v1/api-keys/" + made.id() + "/revocation", "{}").expect(200);

        for (var n = 0; n < 3; n++) {
            api.bearer(key).get("/api/v1/contacts").expect(401);
        }
        refusals.write(true);

        var refused = list(person, "actionType[eq]:api-key.refused,resourceId[eq]:" + made.id());
        assertThat(refused.json().at("/results")).hasSize(2);
        assertThat(refused.at("/results/0/occurrences")).isEqualTo("2");
        assertThat(refused.at("/results/1/errorMessage")).isEqualTo("the key was revoked");
        assertThat(refused.at("/results/1/ipAddress")).isNotEmpty();
    }

    @Test
    void tellsWhoWasToldASecret() {
        var person = people.signUp();

        person.api().get("/api/v1/webhook-secret").expect(200);

        var entry = only(person, "actionType[eq]:webhook-secret.revealed");
        assertThat(entry.at("/actionCategory")).isEqualTo("data_access");
        assertThat(entry.at("/retentionClass")).isEqualTo("compliance");
        assertThat(entry.at("/riskScore")).isEqualTo("30");
    }

    private static Answer only(Person person, String filter) {
        var found = list(person, filter);
        assertThat(found.json().at("/results")).hasSize(1);
        return person.api().get("/api/v1/audit-logs/" + found.at("/results/0/id")).expect(200);
    }

    private static Answer list(Person person, String filter) {
        return person.api()
                .get("/api/v1/audit-logs?limit=200"
                        + (filter.isEmpty() ? "" : "&filter=" + URLEncoder.encode(filter, StandardCharsets.UTF_8)))
                .expect(200);
    }
}
